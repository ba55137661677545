// Invitation codes and allow lists: who may register, how often a code is used, and what a refusal says.

import { expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { type Answer, aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function anOpenTournament(entryCondition: string, fields: Record<string, unknown> = {}) {
  const stage = await aTournament({ entryCondition, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

const codesPath = ({ id }: Stage) => `/v1/tournaments/${id}/invitation-codes`;
const makeCode = async (stage: Stage, body: Record<string, unknown> = {}) =>
  ok(await post(codesPath(stage), { as: stage.organizer, body }), 201);
const codesOf = async (stage: Stage) => ok(await get(codesPath(stage), { as: stage.organizer }), 200).items;
const usesOf = async (stage: Stage) => (await codesOf(stage)).map(({ uses }: { uses: number }) => uses);
const changeList = (stage: Stage, body: Record<string, unknown>, as: Person = stage.organizer) =>
  post(`/v1/tournaments/${stage.id}/allow-list`, { as, body });
const listOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/allow-list`, { as: stage.organizer }), 200).items;

const register = (stage: Stage, as: Person, invitationCode?: string, more: Record<string, unknown> = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, {
    as,
    body: { ...(invitationCode === undefined ? {} : { invitationCode }), ...more },
  });
const refusal = ({ status, body }: Answer<{ code?: string; facts?: unknown }>) => [status, body.code, body.facts];

it('a code registers as many players as it has uses, typed in any way, and is shown only once', async () => {
  const stage = await anOpenTournament('code');
  const [first, second, third] = (await people(3)) as [Person, Person, Person];
  expect(refusal(await register(stage, first))).toEqual([403, 'invitation_required', { condition: 'code' }]);
  const headers = newKey();
  const asked = { as: stage.organizer, body: { usesMax: 2 }, headers };
  const made = ok(await post(codesPath(stage), asked), 201);
  expect(ok(await post(codesPath(stage), asked), 201)).toEqual({ ...made, code: null });
  expect(await codesOf(stage)).toEqual([
    {
      id: made.id,
      usesMax: 2,
      uses: 0,
      expiresAt: null,
      withdrawnAt: null,
      createdBy: stage.organizer.id,
      createdAt: made.createdAt,
    },
  ]);
  const [stored] =
    await database.sql`SELECT to_jsonb(c)::text AS text FROM tournament_invitation_code c WHERE id = ${made.id}`;
  expect(stored?.text).not.toContain(made.code.replaceAll('-', ''));

  const entered = ok(await register(stage, first, ` ${made.code.toLowerCase().replaceAll('-', ' ')} `), 201);
  ok(await register(stage, second, made.code), 201);
  expect(refusal(await register(stage, third, made.code))).toEqual([
    403,
    'invitation_not_valid',
    { condition: 'code', reason: 'used_up' },
  ]);
  // A use belongs to the player: it is neither given back nor counted again.
  ok(await post(`/v1/registrations/${entered.id}/cancellation`, { as: first, body: {} }), 200);
  expect(refusal(await register(stage, third, made.code))[1]).toBe('invitation_not_valid');
  ok(await register(stage, first, made.code), 201);
  expect(await usesOf(stage)).toEqual([2]);
});

it('of many who use one code at the same moment exactly as many register as it has uses', async () => {
  const stage = await anOpenTournament('code', { capacity: 4, waitlistCapacity: 20 });
  const { code } = await makeCode(stage, { usesMax: 6 });
  const answers = await Promise.all((await people(20)).map((as) => register(stage, as, code)));
  const codes = answers.map(({ body }) => body.state ?? body.facts?.reason).sort();
  expect(codes).toEqual([
    ...Array.from({ length: 4 }, () => 'confirmed'),
    ...Array.from({ length: 14 }, () => 'used_up'),
    ...Array.from({ length: 2 }, () => 'waitlisted'),
  ]);
  expect(await usesOf(stage)).toEqual([6]);
});

it('a code that is unknown, expired, withdrawn or of another tournament is refused with the reason', async () => {
  const [stage, other] = [await anOpenTournament('code'), await anOpenTournament('code')];
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const [expired, withdrawn, foreign] = [
    await makeCode(stage, { expiresAt: soon }),
    await makeCode(stage),
    await makeCode(other),
  ];
  await database.sql`UPDATE tournament_invitation_code SET expires_at = now() WHERE id = ${expired.id}`;
  const gone = `${codesPath(stage)}/${withdrawn.id}`;
  for (let times = 0; times < 2; times += 1) ok(await call('DELETE', gone, { as: stage.organizer }), 204);
  expect((await call('DELETE', `${codesPath(stage)}/${foreign.id}`, { as: stage.organizer })).status).toBe(404);
  const player = await aPerson();
  const reasons: unknown[] = [];
  for (const code of [expired.code, withdrawn.code, foreign.code, '0000-0000-0000-0000', 'what?'])
    reasons.push((await register(stage, player, code)).body.facts?.reason);
  expect(reasons).toEqual(['expired', 'withdrawn', 'unknown', 'unknown', 'unknown']);
  const late = await post(codesPath(stage), { as: stage.organizer, body: { expiresAt: '2026-01-01T00:00:00Z' } });
  expect([late.status, late.body.errors?.[0].field]).toEqual([422, 'expiresAt']);
});

it('an allow list names players, and people of an identity provider before their first sign-in', async () => {
  const stage = await anOpenTournament('list');
  const [listed, stranger] = [await aPerson(), await aPerson()];
  // As a token of the provider gives it: the player is made at the first request.
  const subject = `member|${listed.id}`;
  const [issuer, token] = ['laurel', await aToken({ sub: subject })];
  const me = ok(await get('/v1/me', { as: { ...stranger, token } }), 200);
  const [linked] = await database.sql`SELECT issuer, subject FROM identity_subject WHERE player_id = ${me.id}`;
  expect(refusal(await register(stage, listed))).toEqual([
    403,
    'not_on_list',
    { condition: 'list', players: [listed.id] },
  ]);
  const add = [{ playerId: listed.id }, { issuer: linked?.issuer ?? issuer, subject: linked?.subject ?? subject }];
  expect(ok(await changeList(stage, { add }), 200)).toEqual({ added: 2, removed: 0, size: 2 });
  expect(ok(await changeList(stage, { add }), 200)).toEqual({ added: 0, removed: 0, size: 2 });
  const hash = await sha256Hex(`${linked?.issuer}\n${linked?.subject}`);
  expect(await listOf(stage)).toEqual([
    { playerId: listed.id, subjectHash: null, addedAt: expect.any(String) },
    { playerId: null, subjectHash: hash, addedAt: expect.any(String) },
  ]);
  ok(await register(stage, listed), 201);
  ok(await register(stage, { ...stranger, token }, undefined, { displayName: 'New Member' }), 201);
  expect(ok(await changeList(stage, { remove: [{ playerId: listed.id }] }), 200)).toEqual({
    added: 0,
    removed: 1,
    size: 1,
  });
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  expect(items.map(({ state }: { state: string }) => state)).toEqual(['confirmed', 'confirmed']);
});

it('in a team tournament everybody who plays has to be on the list, and a code is enough where either is', async () => {
  const [captain, mate] = [await aPerson(), await aPerson()];
  const { id: teamId, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name: 'The Team' } }), 201);
  ok(await post(`/v1/teams/${teamId}/members`, { as: mate, body: { joinCode } }), 201);
  const stage = await anOpenTournament('code_and_list', { mode: 'team', rosterSize: 2 });
  const { code } = await makeCode(stage);
  ok(await changeList(stage, { add: [{ playerId: captain.id }] }), 200);
  expect(refusal(await register(stage, captain, code, { teamId }))).toEqual([
    403,
    'not_on_list',
    { condition: 'code_and_list', players: [mate.id] },
  ]);
  const change = { as: stage.organizer, body: { entryCondition: 'code_or_list' } };
  ok(await call('PATCH', `/v1/tournaments/${stage.id}`, change), 200);
  expect(refusal(await register(stage, captain, undefined, { teamId }))[1]).toBe('invitation_required');
  ok(await register(stage, captain, code, { teamId }), 201);
  expect(await usesOf(stage)).toEqual([1]);
});

it('only who may enter people reads and changes conditions, until the start, each change with an audit row', async () => {
  const stage = await anOpenTournament('code_or_list');
  const stranger = await aPerson({ roles: ['organizer'] });
  const { id } = await makeCode(stage);
  const asked: Answer<{ code?: string }>[] = [
    await post(codesPath(stage), { as: stranger, body: {} }),
    await get(codesPath(stage), { as: stranger }),
    await call('DELETE', `${codesPath(stage)}/${id}`, { as: stranger }),
    await changeList(stage, { add: [{ playerId: stranger.id }] }, stranger),
    await get(`/v1/tournaments/${stage.id}/allow-list`, { as: stranger }),
  ];
  expect(asked.map(({ status, body }) => [status, body.code])).toEqual(asked.map(() => [403, 'forbidden']));
  const players = await people(2);
  ok(await changeList(stage, { add: players.map((player) => ({ playerId: player.id })) }), 200);
  ok(await call('DELETE', `${codesPath(stage)}/${id}`, { as: stage.organizer }), 204);
  for (const player of players) ok(await register(stage, player), 201);
  await move(stage, 'registration_closed', 'live');
  expect((await post(codesPath(stage), { as: stage.organizer, body: {} })).body.code).toBe('state_conflict');
  const rows = await database.sql`
    SELECT event, meta FROM moderation_audit WHERE ref_id = ${stage.id} AND (event LIKE 'invitation.%' OR event LIKE '%allow_list%') ORDER BY id`;
  expect(rows).toEqual([
    { event: 'invitation.code_made', meta: { invitationId: id, usesMax: 1 } },
    { event: 'tournament.allow_list_changed', meta: { added: 2, removed: 0 } },
    { event: 'invitation.code_withdrawn', meta: { invitationId: id } },
  ]);
});

it('a draft with codes and a list can be deleted', async () => {
  const draft = await aTournament({ entryCondition: 'code' });
  await makeCode(draft);
  ok(await changeList(draft, { add: [{ playerId: (await aPerson()).id }] }), 200);
  ok(await call('DELETE', `/v1/tournaments/${draft.id}`, { as: draft.organizer }), 204);
});
