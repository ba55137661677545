// Reserved reasons and references: only Laurel posts fees, refunds and prizes. A payment that fails does not block the others.

import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/instant.ts';
import { financeReasons, transferReasons } from '../../../src/economy/ledger/transfer.ts';
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
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
afterAll(() => expectConsistentLedger(database.sql));
const finance = () => aPerson({ roles: ['finance'] });
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament({ entryFeeCoins: 50, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

const enter = async (stage: Stage, as: Person): Promise<string> =>
  ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id;
const decide = async (id: string, what: 'approval' | 'rejection', { organizer: as }: Stage) =>
  ok(await post(`/v1/registrations/${id}/${what}`, { as, body: {} }), 200);
const freeze = async (owner: Owner, act: 'freeze' | 'thaw') => ok(await setFrozen(owner, act, await finance()), 200);
const owedOf = async (stage: Stage) =>
  ok(await get('/v1/economy/owed?limit=100', { as: await finance() }), 200).items.filter(
    ({ tournamentId }: { tournamentId: string }) => tournamentId === stage.id,
  );
const settledAt = async (stage: Stage) =>
  (await database.sql`SELECT settled_at FROM tournament_tournament WHERE id = ${stage.id}`)[0]?.settled_at;
const dueNow = () => database.sql`UPDATE economy_owed_payment SET next_attempt_at = now() WHERE settled_at IS NULL`;

/** Finance captures the held fee of a registration. */
async function captureByHand(registrationId: string): Promise<void> {
  const [hold] = await database.sql`SELECT id FROM economy_hold WHERE reference = ${`entry_fee:${registrationId}`}`;
  ok(await post(`/v1/holds/${hold?.id}/captures`, { as: await finance(), body: {}, headers: newKey() }), 201);
}

/** Posts with a reserved reference, as finance could before references were reserved. */
async function aForeignTransfer(reference: string, reason: string): Promise<void> {
  const { walletId: toWalletId } = await anOwner(0);
  const movements = [{ fromWalletId: 'wal_00000000000000000000000000', toWalletId, amountCoins: 7 }];
  const body = { movements, note: 'foreign' };
  const { items } = ok(await post('/v1/batches', { as: await finance(), body, headers: newKey() }), 201);
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE economy_transaction SET reference = ${reference}, reason = ${reason} WHERE transfer_id = ${items[0].id}`;
  });
}

describe('finance', () => {
  const pair = { fromWalletId: 'wal_00000000000000000000000000', toWalletId: 'wal_00000000000000000000000001' };
  const batchOf = async (fields: Record<string, unknown>) =>
    post('/v1/batches', {
      as: await finance(),
      body: { movements: [{ ...pair, amountCoins: 1, ...fields }], note: 'n' },
      headers: newKey(),
    });

  it.each(['entry_fee:x', 'refund:reg_x', 'prize:trn_x:reg_x:1'])(
    'may not use the reserved reference %s',
    async (reference) => {
      const answer = await batchOf({ reference });
      expect([...codeOf(answer), answer.body.errors[0].field]).toEqual([
        422,
        'invalid_request',
        'movements.0.reference',
      ]);
    },
  );

  it('may use its own reasons and no reserved reason', async () => {
    const { walletId } = await anOwner(0);
    for (const reason of transferReasons) {
      const isOpen = (financeReasons as readonly string[]).includes(reason);
      const body = { walletId, amountCoins: 1, reason, note: 'n' };
      const credit = await post('/v1/credits', { as: await finance(), body, headers: newKey() });
      expect([reason, credit.status]).toEqual([reason, isOpen ? 201 : 422]);
      expect([reason, (await batchOf({ reason, toWalletId: walletId })).status]).toEqual([reason, isOpen ? 201 : 422]);
    }
    expect(transferReasons.filter((reason) => !(financeReasons as readonly string[]).includes(reason))).toEqual([
      'entry_fee',
      'refund',
      'prize',
      'p2p_transfer',
      'hold_capture',
    ]);
  });
});

describe('a refund whose reference is already used', () => {
  it('is listed as owed, does not block a hundred others, and is settled after finance returns the fee', async () => {
    const [stage, players] = [await anOpenTournament({ capacity: 128 }), await manyOwners(101, 50)];
    const ids: string[] = [];
    for (let first = 0; first < players.length; first += 25)
      ids.push(...(await Promise.all(players.slice(first, first + 25).map((player) => enter(stage, player)))));
    const [unlucky] = players as [Owner];
    await aForeignTransfer(`refund:${ids[0]}`, 'manual_adjust');
    await move(stage, 'cancelled');
    const coins = await Promise.all(players.map(coinsOf));
    expect(coins.filter(([balance]) => balance === 50)).toHaveLength(100);
    expect(await coinsOf(unlucky)).toEqual([0, 0]);
    expect(await owedOf(stage)).toMatchObject([
      {
        registrationId: ids[0],
        toWalletId: unlucky.walletId,
        amountCoins: 50,
        cause: 'transaction_once_per_reference',
        attempts: 1,
      },
    ]);
    expect(await settledAt(stage)).toBeNull();

    await dueNow();
    await tickCron();
    const [again] = await owedOf(stage);
    expect(again.attempts).toBe(2);
    expect(Date.parse(again.nextAttemptAt)).toBeGreaterThan(Date.parse(systemClock()) + 60_000);

    const [fee] =
      await database.sql`SELECT transfer_id FROM economy_transaction WHERE reference = ${`entry_fee:${ids[0]}`}`;
    const body = { note: 'by hand' };
    ok(
      await post(`/v1/transfers/${fee?.transfer_id}/reversals`, { as: await finance(), body, headers: newKey() }),
      201,
    );
    await dueNow();
    await tickCron();
    expect([await owedOf(stage), await coinsOf(unlucky), await escrowOf(database.sql, stage.id)]).toEqual([
      [],
      [50, 50],
      0,
    ]);
    expect(await settledAt(stage)).not.toBeNull();
    await expectConsistentLedger(database.sql);
  });

  it('refuses the entrant’s withdrawal, which changes nothing', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    const id = await enter(stage, player);
    await aForeignTransfer(`refund:${id}`, 'manual_adjust');
    expect(codeOf(await post(`/v1/registrations/${id}/cancellation`, { as: player, body: {} }))).toEqual([
      409,
      'state_conflict',
    ]);
    expect([await coinsOf(player), await owedOf(stage)]).toEqual([[0, 0], []]);
  });
});

it('a transfer from another wallet with the reference of a prize is not listed as a prize', async () => {
  const stage = await anOpenTournament({ capacity: 2, prizes: { kind: 'percent', places: [100] } });
  const players = await manyOwners(2, 50);
  const ids = [];
  for (const player of players) ids.push(await enter(stage, player));
  await aForeignTransfer(`prize:${stage.id}:${ids[0]}:1`, 'prize');
  await move(stage, 'registration_closed', 'live');
  const [match] = ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
  ok(await post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body: { scores: [1, 0] } }), 200);
  await move(stage, 'completed');
  expect(ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200).paid).toEqual([]);
  const answer = ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
  expect([answer.paid, answer.owed]).toMatchObject([
    [],
    [{ amountCoins: 100, cause: 'transaction_once_per_reference' }],
  ]);
});

describe('a fee that finance captured while the payer’s wallet is frozen', () => {
  const captured = async () => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true }), await anOwner(50)];
    const id = await enter(stage, player);
    await captureByHand(id);
    await freeze(player, 'freeze');
    return { stage, player, id };
  };
  const expectPaidOnceThawed = async (stage: Stage, player: Owner) => {
    expect(await owedOf(stage)).toMatchObject([{ amountCoins: 50, cause: 'wallet_frozen' }]);
    await freeze(player, 'thaw');
    // Not by the thaw itself, but by the next run of cron.
    await tickCron();
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id), await owedOf(stage)]).toEqual([
      [50, 50],
      0,
      [],
    ]);
    const audit = await database.sql`
      SELECT 1 FROM moderation_audit WHERE event = 'economy.owed_paid' AND meta ->> 'reference' LIKE 'refund:%' AND subject_id IN (
        SELECT id FROM tournament_registration WHERE player_id = ${player.id})`;
    expect(audit).toHaveLength(1);
  };

  it('is refunded after a rejection and a thaw', async () => {
    const { stage, player, id } = await captured();
    await decide(id, 'rejection', stage);
    await expectPaidOnceThawed(stage, player);
  });

  it('is refunded after a start without approval', async () => {
    const { stage, player } = await captured();
    for (const other of await manyOwners(2, 50)) await decide(await enter(stage, other), 'approval', stage);
    await move(stage, 'registration_closed', 'live');
    expect(await escrowOf(database.sql, stage.id)).toBe(150);
    await freeze(player, 'thaw');
    await tickCron();
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[50, 50], 100]);
  });

  it('is refunded after the tournament is cancelled', async () => {
    const { stage, player } = await captured();
    await move(stage, 'cancelled');
    await expectPaidOnceThawed(stage, player);
  });
});

it('an entrant whose fee finance captured can be approved and is not charged again', async () => {
  const [stage, player] = [await anOpenTournament({ requiresApproval: true }), await anOwner(80)];
  const id = await enter(stage, player);
  await captureByHand(id);
  await decide(id, 'approval', stage);
  expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[30, 30], 50]);
});

it('owed payments are readable by finance and admin only', async () => {
  expect(codeOf(await get('/v1/economy/owed'))).toEqual([401, 'unauthenticated']);
  expect(codeOf(await get('/v1/economy/owed', { as: await aPerson({ roles: ['organizer'] }) }))).toEqual([
    403,
    'forbidden',
  ]);
});
