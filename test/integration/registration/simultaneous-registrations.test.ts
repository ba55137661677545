// Registrations and acts on them at once: whatever the order, places, coins and events agree afterwards.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, it } from 'vitest';
import worker from '../../../src/worker.ts';
import type { Answer, Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, coinsOf, escrowOf, expectConsistentLedger, manyOwners } from '../../support/ledger/ledger.ts';
import { act, anOpenTournament, enter, moveTo, register } from '../../support/tournaments/raced-registrations.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
afterAll(() => expectConsistentLedger(database.sql));

const tick = () => worker.scheduled(createScheduledController(), env);

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
