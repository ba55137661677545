// Entry fees: charged together with the place or not at all, held while approval is pending.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  type Owner,
} from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament({ entryFeeCoins: 50, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

const register = (stage: Stage, as: Owner, body = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as, body });
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

describe('a registration with a fee', () => {
  it('moves the fee to the tournament’s escrow and is confirmed', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(60)];
    expect(ok(await register(stage, player), 201).state).toBe('confirmed');
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[10, 10], 50]);
    expect((await register(stage, player)).body.code).toBe('already_registered');
    expect(await coinsOf(player)).toEqual([10, 10]);
    await expectConsistentLedger(database.sql);
  });

  it('can spend the whole balance and needs the full fee', async () => {
    const stage = await anOpenTournament();
    const [exact, short, walletless] = [await anOwner(50), await anOwner(49), await aPerson()];
    ok(await register(stage, exact), 201);
    expect(codeOf(await register(stage, short))).toEqual([409, 'insufficient_funds']);
    expect(codeOf(await register(stage, walletless as Owner))).toEqual([409, 'insufficient_funds']);
    expect([await coinsOf(exact), await coinsOf(short)]).toEqual([
      [0, 0],
      [49, 49],
    ]);
    const rows = await database.sql`
      SELECT confirmed_count, event_seq FROM tournament_tournament WHERE id = ${stage.id}`;
    expect(rows).toEqual([{ confirmed_count: 1, event_seq: 3 }]);
  });

  it('may spend the coins of expired holds', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    await database.sql`SELECT ledger_open_hold(${player.id}, NULL, NULL, NULL, NULL, now() - interval '2 days',
      ${`hld_${player.id}`}, ${player.walletId}, 'wal_00000000000000000000000000', 30, 'purchase', NULL, now() - interval '1 day')`;
    ok(await register(stage, player), 201);
    expect(await coinsOf(player)).toEqual([0, 0]);
    await expectConsistentLedger(database.sql);
  });

  it('is refused for a frozen wallet and takes no place', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${player.walletId}`;
    expect(codeOf(await register(stage, player))).toEqual([409, 'wallet_frozen']);
    expect(await database.sql`SELECT 1 FROM tournament_registration WHERE tournament_id = ${stage.id}`).toEqual([]);
  });

  it('with required approval holds the fee, takes no place yet, and its hold does not expire', async () => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true }), await anOwner(60)];
    expect(ok(await register(stage, player), 201).state).toBe('pending');
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[60, 10], 0]);
    await database.sql`SELECT ledger_expire_holds(ARRAY[]::text[], now() + interval '100 years')`;
    expect(await coinsOf(player)).toEqual([60, 10]);
    const rows = await database.sql`SELECT confirmed_count FROM tournament_tournament WHERE id = ${stage.id}`;
    expect(rows).toEqual([{ confirmed_count: 0 }]);
  });

  it('of two hundred players concurrently for eight places charges exactly eight', async () => {
    const [stage, players] = [await anOpenTournament(), await manyOwners(200, 50)];
    const answers = await Promise.all(players.map((player) => register(stage, player)));
    const states = answers.map((answer) => ok(answer, 201).state);
    expect(states.filter((state) => state === 'confirmed')).toHaveLength(8);
    expect(states.filter((state) => state === 'waitlisted')).toHaveLength(192);
    const balances = await Promise.all(players.map(coinsOf));
    const expected = states.map((state) => (state === 'confirmed' ? [0, 0] : [50, 50]));
    expect(balances).toEqual(expected);
    expect(await escrowOf(database.sql, stage.id)).toBe(400);
    await expectConsistentLedger(database.sql);
  });

  it('of one player ten times concurrently is charged once', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(500)];
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(stage, player)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await coinsOf(player)).toEqual([450, 450]);
  });
});

describe('an organizer may not set', () => {
  const plan = (kind: string, ...places: unknown[]) => ({ prizes: { kind, places } });
  it.each([
    ['a fee below zero', { entryFeeCoins: -1 }],
    ['a part of a coin', { entryFeeCoins: 0.5 }],
    ['more than a JSON number can represent exactly', { entryFeeCoins: 2 ** 53 }],
    ['percents that are not a hundred together', plan('percent', 60, 30)],
    ['a better prize for a worse place', plan('fixed', 10, 20)],
    ['a prize of nothing', plan('fixed', 10, 0)],
    ['no place at all', plan('percent')],
    ['a sum of coins beyond what a JSON number can represent', plan('fixed', 2 ** 53 - 1, 2 ** 53 - 1)],
    ['prizes of another kind', plan('lottery', 100)],
  ])('%s', async (_, fields) => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const base = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
    const answer = await post('/v1/tournaments', { as: organizer, body: { ...base, ...fields } });
    expect(codeOf(answer)).toEqual([422, 'invalid_request']);
  });
});
