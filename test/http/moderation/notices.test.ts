// What moderators have decided about a player, as its notices: each act once, with its texts, in pages, and nobody else's.

import { beforeAll, expect, it } from 'vitest';
import { noticeKinds } from '../../../src/moderation/notices/notice.ts';
import { aPerson, call, get, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [moderator, another, admin]: Person[] = [];
beforeAll(async () => {
  [moderator, another, admin] = [
    await aPerson({ roles: ['moderator'] }),
    await aPerson({ roles: ['moderator'] }),
    await aPerson({ roles: ['admin'] }),
  ];
});

interface Notice {
  readonly key: string;
  readonly kind: string;
  readonly at: string;
  readonly sanctionId: string | null;
  readonly registrationId: string | null;
  readonly tournamentId: string | null;
  readonly text: { readonly en: string; readonly bn: string };
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const noticesOf = async (as: Person, query = '') => {
  const { items, nextCursor } = ok(await get(`/v1/me/notices${query}`, { as }), 200);
  return { items: items as Notice[], nextCursor: nextCursor as string | null };
};
const kindsOf = (items: readonly Notice[]) => items.map(({ kind }) => kind);

async function impose(player: Person, fields: object = {}): Promise<{ id: string }> {
  await known(player);
  const terms = { kind: 'suspend', reasonCode: 'cheating', statement: 'You used a program.', endsAt: inDays(9) };
  const body = { playerId: player.id, ...terms, note: 'Only for moderators.', ...fields };
  return ok(await post('/v1/sanctions', { as: moderator, body }), 201);
}
const revoke = async ({ id }: { id: string }) =>
  ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } }), 200);

async function appeal({ id }: { id: string }, player: Person, ruling: object): Promise<void> {
  const body = { text: 'It was not me, look again.' };
  const sent = ok(await post(`/v1/sanctions/${id}/appeals`, { as: player, body }), 201);
  ok(await post(`/v1/moderation/appeals/${sent.id}/rulings`, { as: another, body: ruling }), 200);
}

/** Removed from a live tournament and taken back, with the sanction that did it. */
async function remove(player: Person): Promise<string> {
  const stage = await aLiveTournament(2);
  const entrant = stage.players[0] as Person;
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const entry = items.find(({ playerId }: { playerId: string }) => playerId === entrant.id);
  const sanction = await impose(entrant);
  ok(await post(`/v1/sanctions/${sanction.id}/removals`, { as: moderator, body: { registrationId: entry.id } }), 200);
  await revoke(sanction);
  const { items: notices } = await noticesOf(entrant);
  expect(kindsOf(notices).sort()).toEqual(
    ['sanction_imposed', 'entrant_removed', 'sanction_revoked', 'entrant_restored'].sort(),
  );
  const restored = notices.find(({ kind }) => kind === 'entrant_restored');
  expect(restored).toMatchObject({ sanctionId: sanction.id, registrationId: entry.id, tournamentId: stage.id });
  expect(restored?.text.en).toContain('You play again.');
  expect(restored?.text.bn).toContain('আপনি আবার খেলবেন।');
  expect(notices.find(({ kind }) => kind === 'entrant_removed')?.text.en).toMatch(/lost by forfeit.*\n.*san_/);
  expect((await noticesOf(player)).items.filter(({ tournamentId }) => tournamentId === stage.id)).toEqual([]);
  return 'done';
}

it('each act about a player is one notice, in both languages, newest first, in pages and from an instant on', async () => {
  const player = await aPerson({ roles: ['organizer'] });
  const since = new Date().toISOString();
  const ban = await impose(player, { kind: 'ban', areas: ['staffing'], endsAt: null });
  expect(kindsOf((await noticesOf(player)).items)).toEqual(['sanction_imposed']);
  ok(await post(`/v1/sanctions/${ban.id}/confirmation`, { as: another }), 200);
  await revoke(ban);
  const [reduced, lifted] = [await impose(player), await impose(player, { kind: 'mute' })];
  await appeal(reduced, player, { outcome: 'reduced', statement: 'A first offence.', endsAt: inDays(1) });
  await appeal(lifted, player, { outcome: 'lifted', statement: 'True.' });
  const ended = await impose(player, { kind: 'warn', reasonCode: 'no_shows' });
  ok(await post(`/v1/sanctions/${ended.id}/strike-dismissal`, { as: moderator, body: { reason: 'Ill.' } }), 200);
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = ${ended.id}`;
  });
  const draft = { title: 'Winter', capacity: 2, startsAt: '2035-01-01T10:00:00Z' };
  await impose(player, { kind: 'hosting_probation' });
  const { id: tournamentId } = ok(await post('/v1/tournaments', { as: admin, body: draft }), 201);
  await database.sql`UPDATE tournament_tournament SET organizer_id = ${player.id} WHERE id = ${tournamentId}`;
  const review = { note: 'Only for moderators.', outcome: 'refused', reason: 'No prizes.' };
  ok(await post(`/v1/moderation/tournaments/${tournamentId}/hosting-review`, { as: moderator, body: review }), 200);
  const report = {
    subject: { type: 'player', id: (await known(await aPerson())).id },
    category: 'other',
    text: 'Odd.',
  };
  const { caseId } = ok(await post('/v1/reports', { as: player, body: report }), 201);
  const decision = { version: 1, outcome: 'rejected', statement: 'Nothing to see.' };
  ok(await post(`/v1/moderation/cases/${caseId}/decision`, { as: admin, body: decision }), 200);

  const { items: all } = await noticesOf(player, '?limit=100');
  expect(kindsOf(all).sort()).toEqual(
    [
      ...Array(6).fill('sanction_imposed'),
      ...['sanction_confirmed', 'sanction_revoked', 'sanction_ended', 'appeal_decided', 'appeal_decided'],
      ...['strike_dismissed', 'hosting_reviewed', 'report_decided'],
    ].sort(),
  );
  expect(all.map(({ at }) => at)).toEqual(
    all
      .map(({ at }) => at)
      .sort()
      .reverse(),
  );
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  expect(JSON.stringify(all)).not.toContain('Only for moderators');
  expect(all.map(({ text }) => `${text.en} ${text.bn}`).join()).not.toMatch(/null|undefined/);
  const textOf = (kind: string) => all.find((one) => one.kind === kind)?.text;
  expect(textOf('sanction_confirmed')?.en).toMatch(
    /a second moderator has confirmed a ban of .*\nIt counts from .* without an end/,
  );
  expect(textOf('sanction_revoked')?.en).toMatch(/a ban of .* is revoked\.\nFacts: A mistake\./);
  expect(textOf('sanction_ended')?.bn).toMatch(/তারিখের সতর্কবার্তা শেষ হয়েছে।/);
  expect(textOf('strike_dismissed')?.bn).toMatch(/শাস্তির ১ পয়েন্ট.*\nঘটনা: Ill\./);
  expect(textOf('hosting_reviewed')?.en).toMatch(/“Winter” may not be published.*\nFacts: No prizes\./);
  expect(textOf('report_decided')?.en).toMatch(/needs no measure\.\nFacts: Nothing to see\./);
  const [own] = ok(await get(`/v1/me/sanctions?limit=1`, { as: player }), 200).items;
  expect(all.find(({ key }) => key === `sanction_imposed ${own.id}`)?.text).toEqual(own.statementOfReasons);

  const paged: Notice[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await noticesOf(player, `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    paged.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  const [, second] = all as [Notice, Notice];
  expect((await noticesOf(player, `?since=${second.at}`)).items).toEqual(all.filter(({ at }) => at >= second.at));
  expect(kindsOf((await noticesOf(player, `?since=${since}&limit=100`)).items)).not.toContain('sanction_ended');
  expect((await noticesOf(await aPerson())).items).toEqual([]);
  ok(await get('/v1/me/notices?since=yesterday', { as: player }), 422);
  ok(await get('/v1/me/notices'), 401);
  await remove(player);
  expect(noticeKinds.filter((kind) => !kindsOf(all).includes(kind))).toEqual(['entrant_removed', 'entrant_restored']);
});

it('what has not come yet, or never counted, is no notice', async () => {
  const player = await aPerson();
  await impose(player, { startsAt: inDays(1), endsAt: inDays(2) });
  const proposed = await impose(player, { kind: 'ban', endsAt: null });
  expect(kindsOf((await noticesOf(player)).items)).toEqual(['sanction_imposed', 'sanction_imposed']);
  ok(await call('DELETE', `/v1/players/${player.id}/personal-data`, { as: player }), 204);
  await revoke(proposed);
  expect(kindsOf((await noticesOf(player)).items)).toEqual([
    'sanction_revoked',
    'sanction_imposed',
    'sanction_imposed',
  ]);
});
