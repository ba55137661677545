// Acts on registrations at the same time. First with a fixed order: a request that has waited for the tournament judges what is true then.
// Then without one: whatever the order, places, coins and events agree afterwards.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import worker from '../../../src/worker.ts';
import { type Answer, aPerson, call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { anOwner, coinsOf, escrowOf, expectConsistentLedger, manyOwners } from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
// Also after a failure: no lock is left for the next test.
afterEach(() => other.sql`ROLLBACK`);
afterAll(async () => {
  await other?.close();
  await expectConsistentLedger(database.sql);
});

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

const register = (stage: Stage, as: Person, body = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as, body });
const enter = async (stage: Stage, as: Person, body = {}): Promise<string> =>
  ok(await register(stage, as, body), 201).id;
const act = (id: string, what: 'cancellation' | 'approval' | 'rejection', as: Person) =>
  post(`/v1/registrations/${id}/${what}`, { as, body: {} });
const moveTo = (stage: Stage, to: string) =>
  post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to } });
const outcomeOf = ({ status, body }: Answer<{ code?: string; facts?: unknown }>) =>
  status < 300 ? [status] : [body.code, body.facts];
const tick = () => worker.scheduled(createScheduledController(), env);

/** `ask` starts while another session has locked the tournament, and waits; then `change` is committed. */
async function afterWaiting(
  stage: Stage,
  ask: () => Promise<Answer<{ code?: string; facts?: unknown }>>,
  change: (sql: Sql) => Promise<unknown>,
): Promise<readonly unknown[]> {
  await other.sql`BEGIN`;
  await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
  const asked = ask();
  await untilWaiting(database.sql, 1);
  await change(other.sql);
  await other.sql`COMMIT`;
  return outcomeOf(await asked);
}

const setState = (stage: Stage, state: string) => (sql: Sql) =>
  sql`UPDATE tournament_tournament SET state = ${state} WHERE id = ${stage.id}`;

/** As another request of the player does it. */
const registerInSql = (stage: Stage, player: string) => (sql: Sql) =>
  sql`SELECT tournament_register(NULL, NULL, NULL, now(), ${player}, ${stage.id}, ${newId('registration')}, NULL, NULL, 'Name', NULL, NULL, 'en', NULL, NULL,
    ${newId('event')}, NULL, NULL, NULL, NULL, NULL)`;

describe('a registration that has waited for the tournament', () => {
  it.each(['cancelled', 'live', 'registration_closed'])(
    'is refused when the tournament has become %s',
    async (state) => {
      const [stage, player] = [await anOpenTournament(), await aPerson()];
      const outcome = await afterWaiting(stage, () => register(stage, player), setState(stage, state));
      expect(outcome).toEqual(['registration_not_open', { state }]);
    },
  );

  it('is refused when the player has registered meanwhile', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const outcome = await afterWaiting(stage, () => register(stage, player), registerInSql(stage, player.id));
    expect(outcome).toEqual(['already_registered', { players: [player.id] }]);
  });

  it('is refused when the last place has been taken', async () => {
    const [stage, [one, two, three]] = [await anOpenTournament({ capacity: 2, waitlistCapacity: 0 }), await people(3)];
    await enter(stage, one as Person);
    const outcome = await afterWaiting(
      stage,
      () => register(stage, two as Person),
      registerInSql(stage, three?.id ?? ''),
    );
    expect(outcome).toEqual(['tournament_full', { capacity: 2, waitlistCapacity: 0 }]);
  });

  it('takes the place that has become free', async () => {
    const [stage, [one, two, three]] = [await anOpenTournament({ capacity: 3 }), await people(3)];
    const id = await enter(stage, one as Person);
    await enter(stage, two as Person);
    const outcome = await afterWaiting(
      stage,
      () => register(stage, three as Person),
      async (sql) => {
        await registerInSql(stage, newId('player'))(sql);
        await sql`SELECT tournament_cancel_registration(NULL, NULL, NULL, now(), ${one?.id ?? ''}, false, ${id}, NULL, ${newId('event')},
        ${newId('audit')}, NULL, NULL, NULL)`;
      },
    );
    expect(outcome).toEqual([201]);
  });
});

describe('a team that registers while a member leaves', () => {
  const aTeam = async () => {
    const [captain, mate] = [await aPerson(), await aPerson()];
    const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    return { id: id as string, captain, mate };
  };
  const leave = ({ id, mate }: Awaited<ReturnType<typeof aTeam>>) =>
    call('DELETE', `/v1/teams/${id}/members/${mate.id}`, { as: mate });

  it('is refused as incomplete when the member has left', async () => {
    const [stage, team] = [await anOpenTournament({ mode: 'team', rosterSize: 2 }), await aTeam()];
    const outcome = await afterWaiting(
      stage,
      () => register(stage, team.captain, { teamId: team.id }),
      () => leave(team),
    );
    expect(outcome).toEqual(['roster_incomplete', { needs: 2, atMost: 2, has: 1 }]);
  });

  it('has no roster with a player who is no member: the leave waits for the registration', async () => {
    const [stage, team] = [await anOpenTournament({ mode: 'team', rosterSize: 2 }), await aTeam()];
    await other.sql`BEGIN`;
    await other.sql`
      SELECT tournament_register(NULL, NULL, NULL, now(), ${team.captain.id}, ${stage.id}, ${newId('registration')}, ${team.id}, NULL, 'Team',
        NULL, NULL, 'en', NULL, NULL, ${newId('event')}, NULL, NULL, NULL, NULL, NULL)`;
    const left = leave(team);
    await untilWaiting(database.sql, 1);
    await other.sql`COMMIT`;
    ok(await left, 204);
    const roster = await database.sql`SELECT player_id FROM tournament_roster WHERE tournament_id = ${stage.id}`;
    expect(roster).toEqual([{ player_id: team.captain.id }]);
  });
});

describe('a decision or cancellation that has waited for the tournament', () => {
  const pending = async () => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true, entryFeeCoins: 50 }), await anOwner(50)];
    return { stage, player, id: await enter(stage, player) };
  };

  it('finds the registration that the player has cancelled', async () => {
    const { stage, player, id } = await pending();
    const outcome = await afterWaiting(
      stage,
      () => act(id, 'approval', stage.organizer),
      (sql) => sql`
      SELECT tournament_cancel_registration(NULL, NULL, NULL, now(), ${player.id}, false, ${id}, NULL, ${newId('event')}, ${newId('audit')},
        ${newId('transfer')}, ${newId('transaction')}, ${newId('transaction')})`,
    );
    expect(outcome).toEqual(['state_conflict', { registration: 'cancelled', needs: ['pending'] }]);
    expect(await coinsOf(player)).toEqual([50, 50]);
  });

  it.each(['cancellation', 'approval', 'rejection'] as const)('is refused after the start: %s', async (what) => {
    const { stage, player, id } = await pending();
    const as = what === 'cancellation' ? player : stage.organizer;
    const outcome = await afterWaiting(stage, () => act(id, what, as), setState(stage, 'live'));
    expect(outcome).toEqual([
      'state_conflict',
      { state: 'live', needs: ['published', 'registration_open', 'registration_closed'] },
    ]);
    expect(await coinsOf(player)).toEqual([50, 0]);
  });

  it('does not wait when the caller may not act at all', async () => {
    const { stage, id } = await pending();
    const outsider = await aPerson();
    await other.sql`BEGIN`;
    await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
    for (const what of ['cancellation', 'approval', 'rejection'] as const)
      expect((await act(id, what, outsider)).body.code).toBe('forbidden');
    await other.sql`COMMIT`;
  });
});

it('requests for a full tournament without waitlist do not wait for each other', async () => {
  const [stage, [one, two, late]] = [await anOpenTournament({ capacity: 2, waitlistCapacity: 0 }), await people(3)];
  for (const player of [one, two]) await enter(stage, player as Person);
  await other.sql`BEGIN`;
  await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
  expect((await register(stage, late as Person)).body.code).toBe('tournament_full');
  await other.sql`COMMIT`;
});

/** What must hold in every order of acts. Each row is a defect. */
async function expectConsistentTournament({ id }: Stage): Promise<void> {
  const faults = await database.sql<{ fault: string }[]>`
    SELECT 'confirmed_count is not the number of confirmed entrants' AS fault FROM tournament_tournament t WHERE t.id = ${id} AND
      t.confirmed_count <> (SELECT count(*) FROM tournament_registration r WHERE r.tournament_id = t.id AND r.state = 'confirmed')
    UNION ALL SELECT 'waitlisted_count is not the number of those who wait' FROM tournament_tournament t WHERE t.id = ${id} AND
      t.waitlisted_count <> (SELECT count(*) FROM tournament_registration r WHERE r.tournament_id = t.id AND r.state = 'waitlisted')
    UNION ALL SELECT 'a place is free while somebody waits who can pay' FROM tournament_tournament t WHERE t.id = ${id} AND t.state = 'registration_open'
      AND t.confirmed_count < t.capacity AND NOT t.requires_approval AND EXISTS (SELECT FROM tournament_registration r JOIN economy_wallet w ON w.owner_id = r.player_id
        WHERE r.tournament_id = t.id AND r.state = 'waitlisted' AND NOT w.is_frozen AND w.balance - w.held >= t.entry_fee)
    UNION ALL SELECT 'events are not numbered without gaps' FROM tournament_tournament t WHERE t.id = ${id} AND
      (SELECT coalesce(array_agg(e.seq ORDER BY e.seq), '{}') FROM event_outbox e WHERE e.tournament_id = t.id)
        <> ARRAY(SELECT generate_series(1, t.event_seq))
    UNION ALL SELECT 'a fee does not fit its registration ' || r.id || ' ' || r.state FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id
      WHERE t.id = ${id} AND t.entry_fee > 0 AND coalesce((
        SELECT sum(CASE WHEN x.reverses IS NULL THEN 1 ELSE -1 END) FROM economy_transaction x WHERE x.amount < 0 AND x.reason IN ('entry_fee', 'refund')
          AND (x.reference = 'entry_fee:' || r.id OR x.reference = 'refund:' || r.id)), 0) <> CASE r.state WHEN 'confirmed' THEN 1 ELSE 0 END
    UNION ALL SELECT 'a confirmed entrant of a live tournament has no seed' FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id
      WHERE t.id = ${id} AND t.state = 'live' AND r.state = 'confirmed' AND r.seed IS NULL
    UNION ALL SELECT 'a live tournament has an open registration' FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id
      WHERE t.id = ${id} AND t.state = 'live' AND r.state IN ('pending', 'waitlisted')`;
  expect(faults.map(({ fault }) => fault)).toEqual([]);
}

const codes = (answers: readonly Answer<{ code?: string }>[]) =>
  [...new Set(answers.map(({ status, body }) => (status < 300 ? 'done' : body.code)))].sort();

describe('at once', () => {
  it('registrations, withdrawals and the cancellation of the tournament return every fee', async () => {
    const [stage, players] = [await anOpenTournament({ entryFeeCoins: 50, capacity: 16 }), await manyOwners(24, 50)];
    const [early, late] = [players.slice(0, 8), players.slice(8)];
    const ids = await Promise.all(early.map((player) => enter(stage, player)));
    const answers = await Promise.all([
      ...late.slice(0, 8).map((player) => register(stage, player)),
      ...early.map((player, index) => act(ids[index] ?? '', 'cancellation', player)),
      moveTo(stage, 'cancelled'),
      ...late.slice(8).map((player) => register(stage, player)),
    ]);
    for (const code of codes(answers))
      expect(code).toBeOneOf(['done', 'registration_not_open', 'state_conflict', 'tournament_full']);
    await tick();
    expect(new Set((await Promise.all(players.map(coinsOf))).map(String))).toEqual(new Set(['50,50']));
    expect(await escrowOf(database.sql, stage.id)).toBe(0);
    await expectConsistentTournament(stage);
  });

  it('twelve cancellations give the places to the first who wait, each once', async () => {
    const [stage, players] = [await anOpenTournament({ entryFeeCoins: 50, capacity: 16 }), await manyOwners(40, 50)];
    const ids: string[] = [];
    for (const player of players) ids.push(await enter(stage, player));
    // The first who waits cannot pay any more.
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${players[16]?.walletId ?? ''}`;
    const leaving = [...players.keys()].filter((index) => index < 12);
    const answers = await Promise.all(
      leaving.map((index) => act(ids[index] ?? '', 'cancellation', players[index] as Person)),
    );
    expect(codes(answers)).toEqual(['done']);
    await expectConsistentTournament(stage);
    const rows = await database.sql<{ id: string; state: string }[]>`
      SELECT id, state FROM tournament_registration WHERE tournament_id = ${stage.id} ORDER BY created_at, id`;
    const stateOf = new Map(rows.map(({ id, state }) => [id, state]));
    expect(ids.map((id) => stateOf.get(id))).toEqual([
      ...Array(12).fill('cancelled'),
      ...Array(4).fill('confirmed'),
      'waitlisted',
      ...Array(12).fill('confirmed'),
      ...Array(11).fill('waitlisted'),
    ]);
    await database.sql`UPDATE economy_wallet SET is_frozen = false WHERE id = ${players[16]?.walletId ?? ''}`;
  });

  it('an approval and the player’s own cancellation leave no place and no fee behind', async () => {
    const rounds = Array.from({ length: 5 }, async () => {
      const [stage, player] = [
        await anOpenTournament({ entryFeeCoins: 50, requiresApproval: true }),
        await anOwner(50),
      ];
      const id = await enter(stage, player);
      const [approved, cancelled] = await Promise.all([
        act(id, 'approval', stage.organizer),
        act(id, 'cancellation', player),
      ]);
      expect(approved.status === 200 || approved.body.code === 'state_conflict').toBe(true);
      expect([cancelled.status, await coinsOf(player)]).toEqual([200, [50, 50]]);
      await expectConsistentTournament(stage);
    });
    await Promise.all(rounds);
  });

  it('registrations, withdrawals, approvals and the start agree who plays', async () => {
    const rounds = [false, true].map(async (requiresApproval) => {
      const stage = await anOpenTournament({ entryFeeCoins: 50, capacity: 8, requiresApproval });
      const players = await manyOwners(16, 50);
      const ids = await Promise.all(players.slice(0, 6).map((player) => enter(stage, player)));
      if (requiresApproval) for (const id of ids.slice(0, 4)) ok(await act(id, 'approval', stage.organizer), 200);
      const start = async () => [await moveTo(stage, 'registration_closed'), await moveTo(stage, 'live')];
      const [started, ...answers] = await Promise.all([
        start(),
        ...players.slice(6).map((player) => register(stage, player)),
        ...ids.slice(4).map((id) => act(id, 'approval', stage.organizer)),
        ...ids.slice(0, 2).map((id, index) => act(id, 'cancellation', players[index] as Person)),
      ]);
      expect(codes(started)).toEqual(['done']);
      for (const code of codes(answers))
        expect(code).toBeOneOf(['done', 'registration_not_open', 'state_conflict', 'tournament_full']);
      await expectConsistentTournament(stage);
    });
    await Promise.all(rounds);
  });
});
