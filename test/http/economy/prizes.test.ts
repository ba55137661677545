// Prizes are paid from the escrow once. A prize that cannot be paid is owed and paid later.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  newKey,
  type Owner,
  setFrozen,
} from '../../support/ledger/ledger.ts';
import {
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];
const percent = (...places: number[]) => ({ kind: 'percent', places });
const fixed = (...places: number[]) => ({ kind: 'fixed', places });

/** A completed tournament with `count` players who paid 50 each; the first player won. */
async function aPlayedTournament(fields: Record<string, unknown> = {}, count = 4) {
  const fee = Number(fields.entryFeeCoins ?? 50);
  const stage = await aTournament({ capacity: count, entryFeeCoins: fee, ...fields });
  const players = await manyOwners(count, fee);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  await playAllMatches({ ...stage, players });
  await move(stage, 'completed');
  return { ...stage, players };
}

const pay = (stage: Stage, as: Person = stage.organizer) =>
  post(`/v1/tournaments/${stage.id}/payouts`, { as, body: {} });
const prizesOf = async (stage: Stage) => ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
const balances = async (players: readonly Owner[]) =>
  (await Promise.all(players.map(coinsOf))).map(([balance]) => balance);
const freeze = async (owner: Owner, act: 'freeze' | 'thaw') =>
  ok(await setFrozen(owner, act, await aPerson({ roles: ['finance'] })), 200);
const fund = async (stage: Stage, coins: number) => {
  const [{ escrowWalletId }, sponsor] = [await prizesOf(stage), await anOwner(coins)];
  const body = { fromWalletId: sponsor.walletId, toWalletId: escrowWalletId, amountCoins: coins };
  ok(await post('/v1/transfers', { as: sponsor, body, headers: newKey() }), 201);
};

describe('percents of the pool', () => {
  it('divide the whole pool; ties share equally, and the remainder goes to the winner', async () => {
    const stage = await aPlayedTournament({ prizes: percent(50, 30, 11, 9), entryFeeCoins: 33 });
    expect(await prizesOf(stage)).toMatchObject({ escrowCoins: 132, paid: [], plan: percent(50, 30, 11, 9) });
    const answer = ok(await pay(stage), 201);
    // 66, 39, 14 and 11 of 132. Two entrants share third place, and a remainder of two coins goes to the winner.
    expect(answer.paid.map((prize: { rank: number; amountCoins: number }) => [prize.rank, prize.amountCoins])).toEqual([
      [1, 69],
      [2, 39],
      [3, 12],
      [3, 12],
    ]);
    expect((await balances(stage.players)).sort((a, b) => b - a)).toEqual([69, 39, 12, 12]);
    expect(await escrowOf(database.sql, stage.id)).toBe(0);
    await expectConsistentLedger(database.sql);
  });

  it('write one event and one audit row', async () => {
    const stage = await aPlayedTournament({ prizes: percent(70, 30) });
    await pay(stage);
    await pay(stage);
    const events =
      await database.sql`SELECT type, payload FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'prizes_paid'`;
    expect(events).toEqual([{ type: 'prizes_paid', payload: { prizes: 2, coins: 200 } }]);
    const audit =
      await database.sql`SELECT meta FROM moderation_audit WHERE ref_id = ${stage.id} AND event = 'tournament.prizes_paid'`;
    expect(audit).toEqual([{ meta: { prizes: 2, coins: 200 } }]);
  });

  it('requested twenty times concurrently are paid once, with the same response', async () => {
    const stage = await aPlayedTournament({ prizes: percent(70, 30) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay(stage)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await balances(stage.players)).toEqual([140, 60, 0, 0]);
    await expectConsistentLedger(database.sql);
  });

  it('of an empty pool are refused', async () => {
    const stage = await aPlayedTournament({ prizes: percent(100), entryFeeCoins: 0 }, 2);
    expect(codeOf(await pay(stage))).toEqual([409, 'escrow_short']);
    await fund(stage, 7);
    ok(await pay(stage), 201);
    expect(await balances(stage.players)).toEqual([7, 0]);
  });
});

describe('fixed prizes', () => {
  it('are refused until the escrow has enough; finance can move the rest', async () => {
    const stage = await aPlayedTournament({ prizes: fixed(200, 100) });
    const short = await pay(stage);
    expect([codeOf(short), short.body.facts]).toEqual([[409, 'escrow_short'], { neededCoins: 300, escrowCoins: 200 }]);
    expect(await balances(stage.players)).toEqual([0, 0, 0, 0]);
    await fund(stage, 150);
    ok(await pay(stage), 201);
    expect([await balances(stage.players), (await prizesOf(stage)).escrowCoins]).toEqual([[200, 100, 0, 0], 50]);
    const finance = await aPerson({ roles: ['finance'] });
    const body = { walletId: (await prizesOf(stage)).escrowWalletId, amountCoins: 50, note: 'surplus' };
    ok(await post('/v1/debits', { as: finance, body, headers: newKey() }), 201);
    await expectConsistentLedger(database.sql);
  });

  it('of a free tournament are paid to wallets opened for the winners', async () => {
    const stage = await aTournament({ capacity: 2, prizes: fixed(30) });
    const players = await people(2);
    await move(stage, 'published', 'registration_open');
    await enter(stage, players);
    await move(stage, 'registration_closed', 'live');
    await playAllMatches({ ...stage, players });
    await move(stage, 'completed');
    await fund(stage, 30);
    ok(await pay(stage), 201);
    const wallet = ok(await post('/v1/wallets', { as: players[0], body: {} }), 201);
    expect(wallet.balanceCoins).toBe(30);
  });
});

/** @returns what ends it. */
async function sanction(owner: Owner): Promise<() => Promise<unknown>> {
  const as = await aPerson({ roles: ['moderator'] });
  const terms = { playerId: owner.id, kind: 'wallet_freeze', reasonCode: 'fraud', statement: 'Said.', endsAt: null };
  const { id } = ok(await post('/v1/sanctions', { as, body: terms }), 201);
  return async () => ok(await post(`/v1/sanctions/${id}/revocation`, { as, body: { reason: 'A mistake.' } }), 200);
}

it.each<[string, (owner: Owner) => Promise<() => Promise<unknown>>]>([
  [
    'finance',
    async (owner) => {
      await freeze(owner, 'freeze');
      return () => freeze(owner, 'thaw');
    },
  ],
  ['a sanction', sanction],
])(
  'a winner whose wallet %s froze is owed the prize and paid at the end of it; the others are paid at once',
  async (_, freezing) => {
    const stage = await aPlayedTournament({ prizes: percent(70, 30) });
    const [, second] = stage.players as [Owner, Owner];
    const end = await freezing(second);
    const answer = ok(await pay(stage), 201);
    const [registration] = await database.sql`
    SELECT id FROM tournament_registration WHERE tournament_id = ${stage.id} AND player_id = ${second.id}`;
    const owed = { registrationId: registration?.id, amountCoins: 60, cause: 'wallet_frozen' };
    expect(answer.owed).toMatchObject([owed]);
    expect(answer.paid).toHaveLength(1);
    expect(await balances(stage.players)).toEqual([140, 0, 0, 0]);
    const finance = await aPerson({ roles: ['finance'] });
    const listed = ok(await get('/v1/economy/owed', { as: finance }), 200).items;
    expect(listed.filter((item: { tournamentId: string }) => item.tournamentId === stage.id)).toMatchObject([owed]);
    ok(await pay(stage), 200);
    await tickCron();
    expect(await balances(stage.players)).toEqual([140, 0, 0, 0]);
    await end();
    await Promise.all([tickCron(), tickCron()]);
    expect(await balances(stage.players)).toEqual([140, 60, 0, 0]);
    expect((await prizesOf(stage)).owed).toEqual([]);
    await tickCron();
    expect(await balances(stage.players)).toEqual([140, 60, 0, 0]);
    await expectConsistentLedger(database.sql);
  },
);

it('a concurrent payout and cancellation pay prizes or refund fees, never both', async () => {
  for (let round = 0; round < 4; round += 1) {
    const stage = await aTournament({ capacity: 2, entryFeeCoins: 50, prizes: percent(100) });
    const players = await manyOwners(2, 50);
    await move(stage, 'published', 'registration_open');
    await enter(stage, players);
    await move(stage, 'registration_closed', 'live');
    await playAllMatches({ ...stage, players });
    const turn = (to: string) => post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to } });
    await Promise.all([turn('completed'), pay(stage), turn('cancelled'), pay(stage), pay(stage)]);
    await pay(stage);
    const [row] = await database.sql`SELECT state FROM tournament_tournament WHERE id = ${stage.id}`;
    expect(await balances(players)).toEqual(row?.state === 'cancelled' ? [50, 50] : [100, 0]);
    expect(await escrowOf(database.sql, stage.id)).toBe(0);
  }
  await expectConsistentLedger(database.sql);
});

it('coins that arrive during a payout are divided or stay in the escrow', async () => {
  const stage = await aPlayedTournament({ prizes: percent(60, 40) });
  await Promise.all([fund(stage, 10), fund(stage, 10), pay(stage), fund(stage, 10)]);
  const [balance, rest] = [await balances(stage.players), await escrowOf(database.sql, stage.id)];
  expect(balance.reduce((sum, coins) => sum + coins, 0) + rest).toBe(230);
  await expectConsistentLedger(database.sql);
});

it('the captain receives the prize of the team', async () => {
  const stage = await aTournament({
    mode: 'team',
    rosterSize: 2,
    capacity: 2,
    entryFeeCoins: 20,
    prizes: percent(100),
  });
  await move(stage, 'published', 'registration_open');
  const captains = await manyOwners(2, 20);
  for (const captain of captains) {
    const team = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
    const body = { joinCode: team.joinCode };
    ok(await post(`/v1/teams/${team.id}/members`, { as: await aPerson(), body }), 201);
    await enter(stage, [captain], { teamId: team.id });
  }
  await move(stage, 'registration_closed', 'live');
  await playAllMatches({ ...stage, players: captains });
  await move(stage, 'completed');
  ok(await pay(stage), 201);
  expect(await balances(captains)).toEqual([40, 0]);
});

it('a payout requires a completed tournament, a prize plan and its organizer', async () => {
  const stage = await aTournament({ capacity: 2, entryFeeCoins: 50, prizes: percent(100) });
  const players = await manyOwners(2, 50);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  expect(codeOf(await pay(stage))).toEqual([409, 'tournament_not_completed']);
  for (const as of [players[0] as Person, await aPerson({ roles: ['organizer', 'finance', 'moderator'] })]) {
    expect(codeOf(await pay(stage, as))).toEqual([403, 'forbidden']);
  }
  expect((await post(`/v1/tournaments/${stage.id}/payouts`, { body: {} })).status).toBe(401);
  const body = { amountCoins: 1000 };
  await playAllMatches({ ...stage, players });
  expect(await matchesOf(stage)).toHaveLength(1);
  await move(stage, 'completed');
  expect(codeOf(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body }))).toEqual([
    422,
    'invalid_request',
  ]);
  const unplanned = await aPlayedTournament({ entryFeeCoins: 0 }, 2);
  expect(codeOf(await pay(unplanned))).toEqual([409, 'state_conflict']);
  expect(await prizesOf(unplanned)).toEqual({
    plan: null,
    entryFeeCoins: 0,
    escrowWalletId: null,
    escrowCoins: 0,
    paid: [],
    owed: [],
    claims: [],
  });
});
