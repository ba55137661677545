// If-Match on every act that changes something with an ETag, and what conditional acts at once do. The story of the API examples sends each
// of them with a right and with a wrong ETag (test/support/samples/api-recorder.ts).

import { expect, it } from 'vitest';
import { routes } from '../../../src/app/api.ts';
import { edgeDefinitions } from '../../../src/app/edge-definitions.ts';
import type { RouteDefinition } from '../../../src/http/route.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner } from '../../support/ledger/ledger.ts';
import { aMatchDay, matchAt } from '../../support/tournaments/match-days.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

useDatabase();
const definitions: readonly RouteDefinition[] = [...routes, ...edgeDefinitions];

/** Acts below something that can be read, which take no If-Match, by the reason. */
const withoutCondition: Readonly<Record<string, readonly string[]>> = {
  'adds an item, and changes none': [
    ...['grantRole', 'inviteStaff', 'register', 'enterGuest', 'enterLate', 'joinTeam', 'importEntrants', 'importTrf'],
    ...[
      'giveEvidenceFile',
      'giveEvidenceLink',
      'callReferee',
      'issueCertificates',
      'exportCertificates',
      'createDownloadLink',
      'appealSanction',
      'reviewHosting',
      'removeEntrant',
    ],
    ...['copyTournament', 'makeInvitationCode', 'testWebhook', 'recoverWebhook', 'resendWebhookDelivery'],
  ],
  'takes items away, or is done to items that are only read in a list': [
    ...['withdrawRole', 'endStaffRole', 'acceptStaffRole', 'checkInMany', 'scheduleRound'],
    ...['resolveRefereeCall', 'withdrawDispute', 'rejectDispute', 'ruleOnAppeal', 'withdrawInvitationCode'],
    ...['changeAllowList', 'dismissStrike', 'startTrial'],
  ],
  'pays or reverses once, whatever changed meanwhile': ['payPrizes', 'reverseTransfer', 'reverseReceipt'],
  'has the `version` of the case in its body, or takes and gives back the lease on it': [
    ...['takeCase', 'releaseCase', 'triageCase', 'decideCase'],
  ],
  'has the `version` of the rule in its body': ['switchRule'],
  'sets what is only read in a list': ['muteReporter', 'unmuteReporter', 'grantQueue', 'withdrawQueue'],
  'replaces a secret that no read shows': ['renewClaimCode'],
  'erases whatever there is': ['erasePlayer'],
};

it('every act on something with an ETag takes If-Match, or stands in a short list with the reason', () => {
  const reads = new Map(definitions.filter(({ method }) => method === 'GET').map((route) => [route.name, route]));
  const listed = Object.values(withoutCondition).flat();
  const acts = definitions.filter(
    ({ method, params = {} }) => method === 'PUT' || method === 'PATCH' || (method !== 'GET' && 'id' in params),
  );
  expect(
    acts
      .filter(({ ifMatchOf }) => ifMatchOf === undefined)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(listed.sort());
  for (const { name, params = {}, ifMatchOf = '' } of definitions.filter((route) => route.ifMatchOf !== undefined)) {
    const read = reads.get(ifMatchOf);
    expect(read, name).toBeDefined();
    for (const [param, kind] of Object.entries(read?.params ?? {})) expect([name, params[param]]).toEqual([name, kind]);
  }
});

const codeOf = ({ status, body }: Answer<{ code?: string }>) => (status < 300 ? 'done' : body?.code);
async function etagOf(path: string, as: Person): Promise<string> {
  const read = await get(path, { as });
  ok(read, 200);
  return read.headers.get('etag') ?? '';
}

/** How all of them ended that were sent at once, each with the same ETag. */
async function atOnce(path: string, as: Person, acts: readonly [string, string, object?][]) {
  const headers = { 'if-match': await etagOf(path, as) };
  const answers = await Promise.all(acts.map(([method, to, body]) => call(method, to, { as, body, headers })));
  return answers.map(codeOf).sort();
}

it('of conditional acts at once, one is done: on a match, a player, a team and a wallet', async () => {
  const day = await aMatchDay(4, {}, {});
  const match = `/v1/matches/${(await matchAt(day, '1.1.0')).id}`;
  const decide = (scores: number[]): [string, string, object] => ['POST', `${match}/decisions`, { scores }];
  const postpone: [string, string, object] = ['PATCH', match, { isPostponed: true }];
  const others = ['precondition_failed', 'precondition_failed', 'precondition_failed'];
  expect(await atOnce(match, day.organizer, [decide([2, 0]), decide([0, 2]), postpone, decide([2, 1])])).toEqual([
    'done',
    ...others,
  ]);

  const player = await aPerson({ name: 'Ada' });
  const me = [{ displayName: 'B' }, { displayName: 'C' }, { displayName: 'D' }, { displayName: 'E' }];
  expect(
    await atOnce(
      '/v1/me',
      player,
      me.map((body) => ['PATCH', '/v1/me', body]),
    ),
  ).toEqual(['done', ...others]);

  const captain = await aPerson({ name: 'Captain' });
  const team = ok(await post('/v1/teams', { as: captain, body: { name: 'The Looms' } }), 201);
  const mates = await Promise.all(['One', 'Two', 'Three', 'Four'].map((name) => aPerson({ name })));
  for (const as of mates) await post(`/v1/teams/${team.id}/members`, { as, body: { joinCode: team.joinCode } });
  const removals = mates.map(({ id }): [string, string] => ['DELETE', `/v1/teams/${team.id}/members/${id}`]);
  expect(await atOnce(`/v1/teams/${team.id}`, captain, removals)).toEqual(['done', ...others]);

  const finance = await aPerson({ roles: ['finance'] });
  const wallet = `/v1/wallets/${(await anOwner()).walletId}`;
  const freeze: [string, string, object] = ['POST', `${wallet}/freeze`, { reason: 'Chargeback' }];
  expect(await atOnce(wallet, finance, [freeze, freeze, freeze, freeze])).toEqual(['done', ...others]);
});

it('an ETag that was marked as weak on its way matches: a network that compresses answers marks it', async () => {
  const player = await aPerson({ name: 'Ada' });
  const rename = async (displayName: string, ifMatch: string) =>
    codeOf(await call('PATCH', '/v1/me', { as: player, body: { displayName }, headers: { 'if-match': ifMatch } }));
  const etag = await etagOf('/v1/me', player);
  expect(etag).toMatch(/^"/);
  expect(await rename('B', `W/${etag}`)).toBe('done');
  expect(await rename('C', `W/${etag}`)).toBe('precondition_failed');
  expect(await rename('D', `"other", W/${await etagOf('/v1/me', player)}`)).toBe('done');
});

it('rights are judged before the condition, and the condition before the state', async () => {
  const stage = await aTournament();
  const path = `/v1/tournaments/${stage.id}`;
  const stranger = await aPerson({ roles: ['organizer'] });
  const stale = { 'if-match': '"other"' };
  const to = (as: Person, state: string) => post(`${path}/transitions`, { as, body: { to: state }, headers: stale });
  expect(codeOf(await to(stranger, 'cancelled'))).toBe('not_found');
  // `completed` cannot follow a draft.
  expect(codeOf(await to(stage.organizer, 'completed'))).toBe('precondition_failed');
  expect(ok(await get(path, { as: stage.organizer }), 200).state).toBe('draft');
});

it('granted roles show the caller the same ETag as the read', async () => {
  const player = await aPerson({ name: 'Granted' });
  const admin = await aPerson({ roles: ['admin'] });
  ok(await post(`/v1/players/${player.id}/roles`, { as: admin, body: { role: 'finance' } }), 200);
  const wallet = `/v1/wallets/${(await anOwner()).walletId}`;
  const headers = { 'if-match': await etagOf(wallet, player) };
  const freeze = () => post(`${wallet}/freeze`, { as: player, body: { reason: 'Chargeback' }, headers });
  expect([codeOf(await freeze()), codeOf(await freeze())]).toEqual(['done', 'precondition_failed']);
});

it('an act that was done is answered again by its key, though its ETag is old', async () => {
  const day = await aMatchDay(4, {}, {});
  const match = `/v1/matches/${(await matchAt(day, '1.1.0')).id}`;
  const headers = { 'if-match': await etagOf(match, day.organizer), 'idempotency-key': 'decided-once' };
  const decide = () => post(`${match}/decisions`, { as: day.organizer, body: { scores: [2, 0] }, headers });
  const [first, again] = [await decide(), await decide()];
  expect(again.body).toEqual(ok(first, 200));
  expect(again.headers.get('idempotency-replayed')).toBe('true');
});
