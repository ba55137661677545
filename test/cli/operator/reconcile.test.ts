// `npm run reconcile`: reports a consistent ledger, and finds every kind of inconsistency.

import { spawnSync } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, toInstant } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { nightOf } from '../../../src/economy/reports/reconcile-nightly.ts';
import { describeReconciliation } from '../../../src/economy/reports/reconciliation.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

const treasury = 'wal_00000000000000000000000000';
const escrow = 'wal_escrow';
const walletCount = 1200;
const walletOf = (index: number) => `wal_${String(index).padStart(26, '0')}`;

let url: string;
let sql: postgres.Sql;

beforeAll(async () => {
  url = await createDatabase();
  sql = postgres(url, { max: 1, onnotice: () => {} });
  // The treasury has more rows than one step reads.
  await sql.unsafe(`
    INSERT INTO economy_wallet (id, kind, owner_id, created_at)
      SELECT 'wal_' || lpad(i::text, 26, '0'), 'player', 'ply_' || i, now() FROM generate_series(1, ${walletCount}) i;
    INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      SELECT 'trf_' || i || '_' || n, 'txn_' || i || '_' || n || 'a', 'txn_' || i || '_' || n || 'b', '${treasury}', 'wal_' || lpad(n::text, 26, '0'), 5, 'winner', 'ply_1'
      FROM generate_series(0, 59) i, generate_series(1 + i * 20, 20 + i * 20) n;
    SELECT ledger_open_hold('ply_1', NULL, NULL, NULL, NULL, now(), 'hld_1', '${walletOf(7)}', '${walletOf(8)}', 3, 'purchase', NULL, now() + interval '1 day')`);
  for (const [id, from, to] of [
    ['there', treasury, walletOf(9)],
    ['back', walletOf(9), treasury],
    ['last', treasury, walletOf(9)],
  ] as const)
    await sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      VALUES (${`trf_${id}`}, ${`txn_${id}b`}, ${`txn_${id}a`}, ${from}, ${to}, 1, 'winner', 'ply_1')`;
  // The fee of a player is held, captured, and owed back; a prize is owed, then paid.
  await sql.unsafe(`
    INSERT INTO economy_wallet (id, kind, owner_id, created_at) VALUES ('${escrow}', 'escrow', 'trn_1', now());
    SELECT ledger_charge_fee('ply_10', now(), 'trn_1', 'reg_1', 2, true, 'hld_fee', 'trf_x', 'txn_x', 'txn_y');
    SELECT ledger_capture_fee('ply_1', now(), 'reg_1', 'trf_fee', 'txn_fee_a', 'txn_fee_b');
    UPDATE economy_wallet SET is_frozen = true WHERE id = '${escrow}';
    SELECT ledger_return_fees('ply_1', now(), '{reg_1}', '{trf_back_1}', '{txn_back_a}', '{txn_back_b}');
    SELECT ledger_pay_prizes('ply_1', now(), 'trn_1', '{reg_1}', '{1}', '{${walletOf(10)}}', '{1}', '{trf_p}', '{txn_pa}', '{txn_pb}');
    UPDATE economy_wallet SET is_frozen = false WHERE id = '${escrow}';
    SELECT ledger_pay_owed('prize:trn_1:reg_1:1', 'trf_prize', 'txn_prize_a', 'txn_prize_b')`);
});

afterAll(() => sql.end());

/** Disables the triggers to create an inconsistency. */
async function corrupt(statement: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction.unsafe(statement);
  });
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/operator/reconcile.ts', ...args], {
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run reconcile', () => {
  it('reports that the ledger balances, with the number of wallets, rows and transfers', () => {
    const { status, stdout } = run();
    expect([status, stdout]).toEqual([0, 'The ledger balances: 1203 wallets, 2410 rows, 1205 transfers.\n']);
  });

  describe('finds', () => {
    it.each([
      [
        'a balance that was raised',
        `UPDATE economy_wallet SET balance = 6 WHERE id = '${walletOf(1)}'`,
        `UPDATE economy_wallet SET balance = 5 WHERE id = '${walletOf(1)}'`,
        `${walletOf(1)}: balance 6, sum of rows 5`,
      ],
    ])('%s', async (_, corruption, repair, line) => {
      await corrupt(corruption);
      const { status, stdout } = run();
      await corrupt(repair);
      expect([status, stdout.split('\n').includes(line)], stdout).toEqual([1, true]);
      expect(run().status).toBe(0);
    });

    it.each([
      [
        'a held amount without a hold',
        `UPDATE economy_wallet SET held = 4 WHERE id = '${walletOf(7)}'`,
        `UPDATE economy_wallet SET held = 3 WHERE id = '${walletOf(7)}'`,
        `${walletOf(7)}: held 4, sum of holds 3`,
      ],
      [
        'a balance after a row that is not the sum up to it',
        `UPDATE economy_transaction SET balance_after = 9 WHERE id = 'txn_0_3b'`,
        `UPDATE economy_transaction SET balance_after = 5 WHERE id = 'txn_0_3b'`,
        `${walletOf(3)}: 1 inconsistent rows, first txn_0_3b`,
      ],
      [
        'an amount that was changed',
        `UPDATE economy_transaction SET amount = 6 WHERE id = 'txn_0_4b'`,
        `UPDATE economy_transaction SET amount = 5 WHERE id = 'txn_0_4b'`,
        'trf_0_4: its legs sum to 1 COIN, not to 0',
      ],
      [
        'a row that was deleted',
        `CREATE TABLE gone AS SELECT * FROM economy_transaction WHERE id = 'txn_0_5b'; DELETE FROM economy_transaction WHERE id = 'txn_0_5b'`,
        'INSERT INTO economy_transaction SELECT * FROM gone; DROP TABLE gone',
        `${walletOf(5)}: balance 5, sum of rows 0; 1 numbered rows expected, 0 found; the last row is missing`,
      ],
      [
        'a deleted transfer, the last of both wallets, with adjusted balances',
        `CREATE TABLE gone AS SELECT * FROM economy_transaction WHERE transfer_id = 'trf_59_1200'; DELETE FROM economy_transaction WHERE transfer_id = 'trf_59_1200';
         UPDATE economy_wallet SET balance = balance - 5 WHERE id = '${walletOf(1200)}'; UPDATE economy_wallet SET balance = balance + 5 WHERE id = '${treasury}'`,
        `INSERT INTO economy_transaction SELECT * FROM gone; DROP TABLE gone;
         UPDATE economy_wallet SET balance = balance + 5 WHERE id = '${walletOf(1200)}'; UPDATE economy_wallet SET balance = balance - 5 WHERE id = '${treasury}'`,
        `${walletOf(1200)}: 1 numbered rows expected, 0 found; the last row is missing`,
      ],
      [
        'the same with adjusted row counts',
        `CREATE TABLE gone AS SELECT * FROM economy_transaction WHERE transfer_id = 'trf_59_1200'; DELETE FROM economy_transaction WHERE transfer_id = 'trf_59_1200';
         UPDATE economy_wallet SET balance = balance - 5, entry_count = entry_count - 1 WHERE id = '${walletOf(1200)}';
         UPDATE economy_wallet SET balance = balance + 5, entry_count = entry_count - 1 WHERE id = '${treasury}'`,
        `INSERT INTO economy_transaction SELECT * FROM gone; DROP TABLE gone;
         UPDATE economy_wallet SET balance = balance + 5, entry_count = entry_count + 1 WHERE id = '${walletOf(1200)}';
         UPDATE economy_wallet SET balance = balance - 5, entry_count = entry_count + 1 WHERE id = '${treasury}'`,
        `${walletOf(1200)}: the last row is missing`,
      ],
      [
        'two deleted transfers that cancel each other out',
        `CREATE TABLE gone AS SELECT * FROM economy_transaction WHERE transfer_id IN ('trf_there', 'trf_back');
         DELETE FROM economy_transaction WHERE transfer_id IN ('trf_there', 'trf_back')`,
        'INSERT INTO economy_transaction SELECT * FROM gone; DROP TABLE gone',
        `${walletOf(9)}: 4 numbered rows expected, 2 found; 1 inconsistent rows, first txn_lasta`,
      ],
      [
        'a captured hold without its transfer',
        `INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, captured, state, reason, transfer_id, actor_id, created_at, expires_at, resolved_at)
         VALUES ('hld_forged', '${walletOf(1)}', '${walletOf(2)}', 4, 4, 'captured', 'purchase', 'trf_none', 'ply_1', now(), now(), now())`,
        `DELETE FROM economy_hold WHERE id = 'hld_forged'`,
        'hld_forged: captured 4, not paid by transfer trf_none',
      ],
      [
        'a player’s wallet that may be negative',
        `UPDATE economy_wallet SET allows_negative = true WHERE id = '${walletOf(1)}'`,
        `UPDATE economy_wallet SET allows_negative = false WHERE id = '${walletOf(1)}'`,
        `${walletOf(1)}: a negative balance is allowed`,
      ],
      [
        'a row whose currency is not its wallet’s',
        `UPDATE economy_transaction SET currency = 'GEM' WHERE id = 'txn_0_3b'`,
        `UPDATE economy_transaction SET currency = 'COIN' WHERE id = 'txn_0_3b'`,
        `${walletOf(3)}: rows in another currency`,
      ],
      [
        'a wallet whose currency is not that of its rows',
        `UPDATE economy_wallet SET currency = 'GEM' WHERE id = '${walletOf(3)}'`,
        `UPDATE economy_wallet SET currency = 'COIN' WHERE id = '${walletOf(3)}'`,
        `${walletOf(3)}: rows in another currency`,
      ],
      ...['reason', 'reference', 'reverses'].map(
        (column) =>
          [
            `a row with another ${column} than its counterpart`,
            `ALTER TABLE economy_transaction ADD was text; UPDATE economy_transaction SET was = ${column}, ${column} = 'other' WHERE id = 'txn_0_3b'`,
            `UPDATE economy_transaction SET ${column} = was WHERE id = 'txn_0_3b'; ALTER TABLE economy_transaction DROP was`,
            'trf_0_3: its legs differ in reason, reference, reversed transfer or actor',
          ] as [string, string, string, string],
      ),
      [
        'a transfer that is marked as the reversal of another',
        `UPDATE economy_transaction SET reverses = 'trf_0_4' WHERE transfer_id = 'trf_0_3'`,
        `UPDATE economy_transaction SET reverses = NULL WHERE transfer_id = 'trf_0_3'`,
        'trf_0_3: does not mirror the transfer it reverses',
      ],
      [
        'an active hold that was made smaller',
        `UPDATE economy_hold SET amount = 2 WHERE id = 'hld_1'`,
        `UPDATE economy_hold SET amount = 3 WHERE id = 'hld_1'`,
        `${walletOf(7)}: held 3, sum of holds 2`,
      ],
      [
        'an active hold that is marked expired before its time',
        `UPDATE economy_hold SET state = 'expired', resolved_at = now() WHERE id = 'hld_1'; UPDATE economy_wallet SET held = 0 WHERE id = '${walletOf(7)}'`,
        `UPDATE economy_hold SET state = 'active', resolved_at = NULL WHERE id = 'hld_1'; UPDATE economy_wallet SET held = 3 WHERE id = '${walletOf(7)}'`,
        'hld_1: expired before its time',
      ],
      [
        'the hold of a fee that was paid, marked released',
        `UPDATE economy_hold SET state = 'released', captured = 0, transfer_id = NULL WHERE id = 'hld_fee'`,
        `UPDATE economy_hold SET state = 'captured', captured = 2, transfer_id = 'trf_fee' WHERE id = 'hld_fee'`,
        'hld_fee: its fee was paid, but the hold is not captured',
      ],
      [
        'a captured hold with another reference than its transfer',
        `UPDATE economy_hold SET reference = 'entry_fee:other' WHERE id = 'hld_fee'`,
        `UPDATE economy_hold SET reference = 'entry_fee:reg_1' WHERE id = 'hld_fee'`,
        'hld_fee: captured 2, not paid by transfer trf_fee',
      ],
      [
        'an owed refund that is settled without its transfer',
        `UPDATE economy_owed_payment SET settled_at = now() WHERE reference = 'refund:reg_1'`,
        `UPDATE economy_owed_payment SET settled_at = NULL WHERE reference = 'refund:reg_1'`,
        'refund:reg_1: settled, but its 2 coins were not paid',
      ],
      [
        'an owed refund of another amount than its fee',
        `UPDATE economy_owed_payment SET amount = 1 WHERE reference = 'refund:reg_1'`,
        `UPDATE economy_owed_payment SET amount = 2 WHERE reference = 'refund:reg_1'`,
        'refund:reg_1: owes 1, which is not the fee it gives back',
      ],
      [
        'an owed prize that was paid in another amount',
        `UPDATE economy_owed_payment SET amount = 3 WHERE reference = 'prize:trn_1:reg_1:1'`,
        `UPDATE economy_owed_payment SET amount = 1 WHERE reference = 'prize:trn_1:reg_1:1'`,
        'prize:trn_1:reg_1:1: settled, but its 3 coins were not paid',
      ],
    ])('%s', async (_, corruption, repair, line) => {
      const db = openDatabase(url, 1);
      await corrupt(corruption);
      const found = await reconcileLedger({ db, clock: systemClock });
      await corrupt(repair);
      expect(describeReconciliation(found).split('\n')).toContain(line);
      expect((await reconcileLedger({ db, clock: systemClock })).driftCount).toBe(0);
      await db.close();
    });

    it('a wrong row in the middle of a long history, in any step', async () => {
      const db = openDatabase(url, 1);
      await corrupt(`UPDATE economy_transaction SET balance_after = 0 WHERE id = 'txn_30_611a'`);
      const found = await reconcileLedger({ db, clock: systemClock }, { rowsAtOnce: 700 });
      await corrupt(`UPDATE economy_transaction SET balance_after = -5 * 611 WHERE id = 'txn_30_611a'`);
      expect(found.drifts).toMatchObject([{ walletId: treasury, brokenRows: 1, firstBrokenId: 'txn_30_611a' }]);
      const repaired = await reconcileLedger({ db, clock: systemClock }, { rowsAtOnce: 700 });
      expect([repaired.driftCount, repaired.rows, repaired.transfers]).toEqual([0, 2410, 1205]);
      await db.close();
    });
  });

  it('prints the same report as JSON', async () => {
    await corrupt(`UPDATE economy_wallet SET balance = 6 WHERE id = '${walletOf(1)}'`);
    const { status, stdout } = run('--json');
    await corrupt(`UPDATE economy_wallet SET balance = 5 WHERE id = '${walletOf(1)}'`);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      wallets: 1203,
      driftCount: 1,
      drifts: [{ walletId: walletOf(1), balanceCoins: 6, recomputedCoins: 5 }],
    });
  });

  it('exits with 2, not 1, when it cannot read the ledger', () => {
    const { status } = spawnSync(process.execPath, ['src/cli/operator/reconcile.ts'], {
      env: { ...process.env, DATABASE_URL: url.replace(/\/test_\w+/, '/postgres') },
    });
    expect([status, run('--all').status]).toEqual([2, 2]);
  });

  it('reports no drift during concurrent transfers', async () => {
    const db = openDatabase(url, 1);
    let isOver = false;
    const moving = (async () => {
      for (let n = 0; !isOver; n += 1) {
        await sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
          VALUES (${`trf_m${n}`}, ${`txn_m${n}a`}, ${`txn_m${n}b`}, ${treasury}, ${walletOf(1 + (n % 9))}, 1, 'winner', 'ply_1')`;
      }
    })();
    for (let round = 0; round < 5; round += 1) {
      const found = await reconcileLedger({ db, clock: systemClock }, { rowsAtOnce: 900 });
      expect(found.drifts).toEqual([]);
    }
    isOver = true;
    await moving;
    await db.close();
  });
});

it('the nightly reconciliation is due from 03:00 UTC', () => {
  expect(nightOf(toInstant('2026-11-24T02:59:59Z'))).toBe('2026-11-23');
  expect(nightOf(toInstant('2026-11-24T03:00:00Z'))).toBe('2026-11-24');
});
