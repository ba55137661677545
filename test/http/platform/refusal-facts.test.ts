// The facts of refusals: wallet, field, coins and players.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aFinanceUser, anOwner, hold, newKey, transfer } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const factsOf = ({ body }: Answer<{ code?: string; facts?: unknown }>) => [body.code, body.facts];
const unknown = { walletId: 'wal_00000000000000000000000009' };
const needed = 'a whole number from 1 to 9007199254740991';

describe('insufficient_funds', () => {
  it('states the needed and the available coins', async () => {
    const [payer, payee] = [await anOwner(10), await anOwner()];
    ok(await hold(payer, payee, 4), 201);
    const facts = { walletId: payer.walletId, neededCoins: 7, availableCoins: 6 };
    expect(factsOf(await transfer(payer, payee, 7))).toEqual(['insufficient_funds', facts]);
    expect(factsOf(await hold(payer, payee, 7))).toEqual(['insufficient_funds', facts]);
  });

  it('of a batch names the payer and the sum of that payer’s movements', async () => {
    const [rich, poor, payee] = [await anOwner(10), await anOwner(5), await anOwner()];
    const pay = (from: string, amountCoins: number) => ({
      fromWalletId: from,
      toWalletId: payee.walletId,
      amountCoins,
    });
    const movements = [pay(rich.walletId, 10), pay(poor.walletId, 3), pay(poor.walletId, 3)];
    const answer = await post('/v1/batches', {
      as: await aFinanceUser(),
      body: { movements, note: 'n' },
      headers: newKey(),
    });
    const facts = { walletId: poor.walletId, neededCoins: 6, availableCoins: 5 };
    expect(factsOf(answer)).toEqual(['insufficient_funds', facts]);
  });

  it('of an entry fee states the fee', async () => {
    const stage = await aTournament({ entryFeeCoins: 50 });
    await move(stage, 'published', 'registration_open');
    const poor = await anOwner(20);
    const enter = (as: typeof poor) => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} });
    expect(factsOf(await enter(poor))).toEqual([
      'insufficient_funds',
      { walletId: poor.walletId, neededCoins: 50, availableCoins: 20 },
    ]);
  });
});

describe('invalid_amount', () => {
  it.each([0, -1, 1.5, 2 ** 53])('names the field: %s', async (amount) => {
    const [payer, payee] = [await anOwner(10), await anOwner()];
    const facts = { field: 'amountCoins', reason: needed };
    expect(factsOf(await transfer(payer, payee, amount))).toEqual(['invalid_amount', facts]);
    expect(factsOf(await hold(payer, payee, amount))).toEqual(['invalid_amount', facts]);
  });

  it.each([0, 1.5])('of a batch names the movement: %s', async (amountCoins) => {
    const [a, b] = [await anOwner(10), await anOwner()];
    const pair = { fromWalletId: a.walletId, toWalletId: b.walletId };
    const body = {
      movements: [
        { ...pair, amountCoins: 1 },
        { ...pair, amountCoins },
      ],
      note: 'n',
    };
    const answer = await post('/v1/batches', { as: await aFinanceUser(), body, headers: newKey() });
    expect(factsOf(answer)).toEqual(['invalid_amount', { field: 'movements.1.amountCoins', reason: needed }]);
  });
});

it('wallet_not_found names the wallet', async () => {
  const payer = await anOwner(10);
  const facts = { wallets: [unknown.walletId] };
  expect(factsOf(await transfer(payer, unknown, 1))).toEqual(['wallet_not_found', facts]);
  expect(factsOf(await hold(payer, unknown, 1))).toEqual(['wallet_not_found', facts]);
  expect(factsOf(await get(`/v1/wallets/${unknown.walletId}`, { as: payer }))).toEqual(['wallet_not_found', facts]);
});

it('wallet_frozen names the wallet', async () => {
  const [payer, payee] = [await anOwner(10), await anOwner()];
  await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${payee.walletId}`;
  const facts = { wallets: [payee.walletId] };
  expect(factsOf(await transfer(payer, payee, 1))).toEqual(['wallet_frozen', facts]);
  expect(factsOf(await hold(payer, payee, 1))).toEqual(['wallet_frozen', facts]);
});

describe('already_registered', () => {
  it('names the player', async () => {
    const [stage, player] = [await aTournament(), await aPerson()];
    await move(stage, 'published', 'registration_open');
    const enter = () => post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} });
    const answers = await Promise.all([enter(), enter(), enter()]);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(factsOf)).toEqual(Array(2).fill(['already_registered', { players: [player.id] }]));
  });

  it('names the members of a team who play for another team', async () => {
    const stage = await aTournament({ mode: 'team', rosterSize: 2 });
    await move(stage, 'published', 'registration_open');
    const [one, two, mate] = [await aPerson(), await aPerson(), await aPerson()];
    const teams: string[] = [];
    for (const captain of [one, two]) {
      const team = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
      ok(await post(`/v1/teams/${team.id}/members`, { as: mate, body: { joinCode: team.joinCode } }), 201);
      teams.push(team.id);
    }
    const enter = (as: typeof one, teamId = '') =>
      post(`/v1/tournaments/${stage.id}/registrations`, { as, body: { teamId } });
    ok(await enter(one, teams[0]), 201);
    expect(factsOf(await enter(two, teams[1]))).toEqual(['already_registered', { players: [mate.id] }]);
  });
});
