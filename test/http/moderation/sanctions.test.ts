// Sanctions over HTTP: who imposes, confirms and revokes them, what each gate answers, and what happens beside an act at the same moment.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, call, get, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey, transfer } from '../../support/ledger/ledger.ts';
import { aLiveTournament, aTournament, enter, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [moderator, another]: Person[] = [];

beforeAll(async () => {
  [moderator, another] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
});

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const terms = (player: Person, fields: object = {}) => ({
  playerId: player.id,
  kind: 'ban',
  reasonCode: 'cheating',
  statement: 'You used a program that aims.',
  endsAt: tomorrow(),
  ...fields,
});
const tryToImpose = async (player: Person, fields: object = {}, as = moderator) =>
  post('/v1/sanctions', { as, body: terms(await known(player), fields) });
const impose = async (...sent: Parameters<typeof tryToImpose>) => ok(await tryToImpose(...sent), 201);
const revoke = (id: string, as = moderator) =>
  post(`/v1/sanctions/${id}/revocation`, { as, body: { reason: 'A mistake.' } });
const register = (id: string, as: Person) => post(`/v1/tournaments/${id}/registrations`, { as, body: {} });

async function anOpenTournament() {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  return stage;
}

describe('at each gate', () => {
  it('a ban blocks everywhere, names its reason and end, and blocks nothing once it is revoked', async () => {
    const [player, friend] = [await anOwner(50), await anOwner(50)];
    const stage = await anOpenTournament();
    const match = await aMatch();
    const attempts = [
      () => register(stage.id, player),
      () => transfer(player, friend, 5),
      () => post(`/v1/matches/${match.id}/reports`, { as: match.player, body: { scores: [1, 0] } }),
    ];
    const bans = [await impose(player), await impose(match.player)];
    for (const attempt of attempts) {
      const { code, facts } = ok(await attempt(), 403);
      const { kind, reasonCode, endsAt } = facts;
      expect({ code, kind, reasonCode }).toEqual({ code: 'sanctioned', kind: 'ban', reasonCode: 'cheating' });
      expect(bans.map((ban) => ban.endsAt)).toContain(endsAt);
    }
    for (const { id } of bans) expect(ok(await revoke(id), 200).phase).toBe('revoked');
    for (const attempt of attempts) expect((await attempt()).status).toBeLessThan(300);
  });

  it('one in a tournament blocks there only, and one that has ended or has not begun blocks nothing', async () => {
    const [here, elsewhere] = [await anOpenTournament(), await anOpenTournament()];
    const player = await aPerson();
    await impose(player, { tournamentId: here.id });
    const ended = await impose(player);
    await database.sql`ALTER TABLE sanction_record DISABLE TRIGGER keep_sanction_terms`;
    await database.sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE id = ${ended.id}`;
    await database.sql`ALTER TABLE sanction_record ENABLE TRIGGER keep_sanction_terms`;
    expect((await impose(player, { startsAt: tomorrow(), endsAt: null, kind: 'suspend' })).phase).toBe('scheduled');
    expect(ok(await register(here.id, player), 403)).toMatchObject({
      code: 'sanctioned',
      facts: { tournamentId: here.id },
    });
    ok(await register(elsewhere.id, player), 201);
  });

  it('one on hosting keeps its player from creating tournaments, and from nothing else', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const { id } = await impose(organizer, { kind: 'suspend', areas: ['hosting'] });
    const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
    ok(await post('/v1/tournaments', { as: organizer, body }), 403);
    ok(await register((await anOpenTournament()).id, organizer), 201);
    ok(await revoke(id), 200);
    ok(await post('/v1/tournaments', { as: organizer, body }), 201);
  });

  it('a ban beside a registration at the same moment refuses it or comes after it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [stage, player] = [await anOpenTournament(), await aPerson()];
      const [, answer] = await Promise.all([impose(player), register(stage.id, player)]);
      expect([201, 403]).toContain(answer.status);
      const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
      expect(items).toHaveLength(answer.status === 201 ? 1 : 0);
    }
  });
});

describe('a moderator', () => {
  it('sanctions only players of whom something is kept, in tournaments that exist', async () => {
    const nobody = { ...terms(another as Person), playerId: `ply_${'0'.repeat(26)}` };
    expect(ok(await post('/v1/sanctions', { as: moderator, body: nobody }), 404)).toMatchObject({
      code: 'not_found',
      facts: { kind: 'player' },
    });
    const nowhere = { tournamentId: `trn_${'0'.repeat(26)}` };
    expect(ok(await tryToImpose(await aPerson(), nowhere), 422).code).toBe('invalid_request');
    const entrant = await aPerson();
    ok(await register((await anOpenTournament()).id, entrant), 201);
    ok(await post('/v1/sanctions', { as: moderator, body: terms(entrant) }), 201);
  });

  it('proposes a ban for ever, which blocks nothing until another moderator confirms it', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const ban = await impose(player, { endsAt: null });
    expect(ban).toMatchObject({ phase: 'proposed', needsConfirmation: true });
    // Nobody waits for this end.
    expect((await impose(await aPerson(), { endsAt: '9999-12-31T00:00:00Z' })).phase).toBe('proposed');
    const confirm = (as: Person) => post(`/v1/sanctions/${ban.id}/confirmation`, { as });
    ok(await confirm(moderator as Person), 403);
    ok(await confirm(player), 403);
    ok(await register(stage.id, player), 201);
    const answers = await Promise.all([confirm(another as Person), confirm(another as Person)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(ok(await register((await anOpenTournament()).id, player), 403).facts.endsAt).toBeNull();
    ok(await confirm(another as Person), 409);
  });

  it('sanctions neither oneself nor anybody in a tournament that the moderator plays in', async () => {
    const stage = await anOpenTournament();
    await enter(stage, [moderator as Person]);
    const player = await aPerson();
    expect(ok(await tryToImpose(moderator as Person), 403).code).toBe('forbidden');
    expect(ok(await tryToImpose(player, { tournamentId: stage.id }), 403).code).toBe('conflict_of_interest');
    ok(await tryToImpose(player, { tournamentId: stage.id }, another), 201);
  });

  it('is refused an end before the start, a start in the past, an unknown reason and 100,000 characters', async () => {
    const player = await aPerson();
    const faults = [
      { endsAt: '2020-01-01T00:00:00Z' },
      { startsAt: '2020-01-01T00:00:00Z' },
      { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-02T00:00:00Z' },
      { reasonCode: 'dislike' },
      { areas: [] },
      { areas: ['competing', 'competing'] },
      { statement: 'a'.repeat(100_000) },
      { statement: '' },
    ];
    for (const fault of faults) expect(ok(await tryToImpose(player, fault), 422).code).toBe('invalid_request');
    expect(ok(await get(`/v1/sanctions?playerId=${player.id}`, { as: moderator }), 200).items).toEqual([]);
  });

  it('revokes once, also when two do at once; the act and its reason are audited', async () => {
    const { id } = await impose(await aPerson());
    const answers = await Promise.all([revoke(id), revoke(id, another)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = ok(await get(`/v1/moderation/audit?refType=sanction&refId=${id}`, { as: moderator }), 200);
    expect(items.map(({ event, meta }: { event: string; meta: object }) => [event, meta])).toEqual([
      ['sanction.revoked', { reason: 'A mistake.' }],
      ['sanction.imposed', expect.objectContaining({ kind: 'ban', reasonCode: 'cheating' })],
    ]);
  });

  it('gets the length of the catalogue where no end is named, and the same answer to the same key', async () => {
    const [player, key] = [await known(await aPerson()), newKey()];
    const body = { playerId: player.id, kind: 'suspend', reasonCode: 'no_shows', statement: 'Three times.' };
    const first = ok(await post('/v1/sanctions', { as: moderator, body, headers: key }), 201);
    expect(Date.parse(first.endsAt) - Date.parse(first.startsAt)).toBe(7 * 86_400_000);
    expect(ok(await post('/v1/sanctions', { as: moderator, body, headers: key }), 201)).toEqual(first);
    expect(ok(await get(`/v1/sanctions?playerId=${player.id}`, { as: moderator }), 200).items).toEqual([first]);
  });
});

it('a player sees the own sanctions without the note and the names of moderators, and no others', async () => {
  const player = await aPerson();
  const { id } = await impose(player, { note: 'Reported by a rival.' });
  const { items } = ok(await get('/v1/me/sanctions', { as: player }), 200);
  expect(items).toMatchObject([{ id, phase: 'in_force', statement: 'You used a program that aims.' }]);
  expect(JSON.stringify(items)).not.toMatch(/rival|imposedBy|note/);
  expect(ok(await get('/v1/me/sanctions', { as: await aPerson() }), 200).items).toEqual([]);
  ok(await get(`/v1/sanctions/${id}`, { as: player }), 403);
  const text = JSON.stringify(ok(await get('/v1/me/export', { as: player }), 200));
  expect(text).toContain(id);
  expect(text).not.toContain('rival');
});

async function aMatch() {
  const stage = await aLiveTournament(2);
  const [match] = await matchesOf(stage);
  return { id: match?.id as string, player: stage.players[0] as Person };
}

describe('strikes', () => {
  const strikesOf = async (player: Person) => ok(await get(`/v1/players/${player.id}/strikes`, { as: moderator }), 200);
  const dismiss = (id: string, as = moderator) =>
    post(`/v1/sanctions/${id}/strike-dismissal`, { as, body: { reason: 'A first offence.' } });

  it('add up by the catalogue, and decay, are dismissed or end with their sanction; a moderator sees what they suggest', async () => {
    const player = await aPerson();
    expect(await strikesOf(player)).toEqual({ points: 0, suggestion: null, items: [] });
    const [cheating, late, other] = [
      await impose(player),
      await impose(player, { kind: 'warn', reasonCode: 'no_shows' }),
      await impose(player, { kind: 'warn', reasonCode: 'other' }),
    ];
    const both = await strikesOf(player);
    expect(both).toMatchObject({ points: 7, suggestion: { kind: 'suspend', days: 30 } });
    expect(both.items.map(({ sanctionId, points, state }: Strike) => [sanctionId, points, state])).toEqual([
      [late.id, 1, 'counts'],
      [cheating.id, 6, 'counts'],
    ]);
    expect(ok(await dismiss(other.id), 404).code).toBe('not_found');
    const answers = await Promise.all([dismiss(late.id), dismiss(late.id, another)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await strikesOf(player)).points).toBe(6);
    ok(await revoke(cheating.id), 200);
    expect(await strikesOf(player)).toMatchObject({ points: 0, suggestion: null, items: [{}, { state: 'revoked' }] });
    ok(await dismiss(cheating.id), 409);
  });

  it('count until the time that the catalogue gives', async () => {
    const player = await aPerson();
    const { id } = await impose(player);
    await database.sql.begin(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql`UPDATE sanction_strike SET created_at = now() - interval '2 days', decays_at = now() WHERE sanction_id = ${id}`;
    });
    expect(await strikesOf(player)).toMatchObject({ points: 0, items: [{ points: 6, state: 'decayed' }] });
    ok(await dismiss(id), 409);
  });

  it('of a proposed ban count from its confirmation, for the points and for a rule on points', async () => {
    const [player, friend, admin] = [await anOwner(50), await anOwner(50), await aPerson({ roles: ['admin'] })];
    const rule = { title: 'Six points', acts: ['transfer'], pointsMin: 6, reasonCodes: ['cheating'] };
    const { id: ruleId } = ok(await post('/v1/moderation/rules', { as: admin, body: rule }), 201);
    for (const [version, state] of [
      [1, 'shadow'],
      [2, 'enforced'],
    ] as const)
      ok(await call('PUT', `/v1/moderation/rules/${ruleId}/state`, { as: admin, body: { version, state } }), 200);
    const { id } = await impose(player, { endsAt: null, areas: ['hosting'] });
    expect(await strikesOf(player)).toMatchObject({ points: 0, items: [{ points: 6, state: 'proposed' }] });
    ok(await dismiss(id), 409);
    ok(await transfer(player, friend, 1), 201);
    ok(await post(`/v1/sanctions/${id}/confirmation`, { as: another }), 200);
    expect(await strikesOf(player)).toMatchObject({ points: 6, items: [{ state: 'counts' }] });
    expect(ok(await transfer(player, friend, 1), 403).facts).toMatchObject({ sanctionId: id, ruleId });
    ok(await dismiss(id), 200);
    ok(await transfer(player, friend, 1), 201);
    ok(
      await call('PUT', `/v1/moderation/rules/${ruleId}/state`, { as: admin, body: { version: 3, state: 'off' } }),
      200,
    );
  });

  it('are nobody’s to dismiss for oneself, and are for moderators only', async () => {
    const { id } = await impose(another as Person);
    expect(ok(await dismiss(id, another), 403).code).toBe('forbidden');
    const player = await aPerson();
    ok(await get(`/v1/players/${player.id}/strikes`, { as: player }), 403);
    await expect(database.sql`UPDATE sanction_strike SET points = 1 WHERE sanction_id = ${id}`).rejects.toThrow('once');
    await expect(database.sql`DELETE FROM sanction_strike`).rejects.toThrow();
  });
});

interface Strike {
  readonly sanctionId: string;
  readonly points: number;
  readonly state: string;
}
