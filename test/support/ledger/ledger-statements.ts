// SQL that inserts legs and posts transfers, for tests of what the database refuses.

import type { TestDatabase } from '../isolate/database.ts';
import { ok } from '../tournaments/tournament.ts';
import { anOwner, hold, type Owner, transfer } from './ledger.ts';

export const outsider = 'ply_00000000000000000000000000';

/** A statement that inserts legs directly, as [transfer, wallet, amount]. */
export function insertLegs(...legs: readonly (readonly [transfer: string, wallet: string, amount: number])[]): string {
  const rows = legs.map(
    ([id, wallet, amount]) =>
      `('txn_${crypto.randomUUID()}', '${id}', '${wallet}', ${amount}, 0, 'prize', '${outsider}', now())`,
  );
  return `INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at) VALUES ${rows.join()}`;
}

/** A statement that posts transfers through the view, as [from, to, amount]. */
export function post(...transfers: readonly (readonly [from: string, to: string, amount: number | string])[]): string {
  const rows = transfers.map(
    ([from, to, amount]) =>
      `('${aTransferId()}', 'txn_${crypto.randomUUID()}', 'txn_${crypto.randomUUID()}', '${from}', '${to}', ${amount}, 'winner', '${outsider}')`,
  );
  return `INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
    VALUES ${rows.join()} RETURNING id, amount, from_balance_after, to_balance_after`;
}

export const aTransferId = () => `trf_${crypto.randomUUID()}`;

/** Makes a ledger with a transfer, a hold and an owed payment. The payer has paid five as trf_known. */
export async function fillLedger(database: TestDatabase): Promise<{ payer: Owner; payee: Owner }> {
  const [payer, payee] = [await anOwner(100), await anOwner()];
  ok(await transfer(payer, payee, 1), 201);
  ok(await hold(payer, payee, 5), 201);
  await database.sql.unsafe(post([payer.walletId, payee.walletId, 5]).replace(/'trf_[^']+'/, "'trf_known'"));
  await database.sql`INSERT INTO economy_wallet (id, kind, owner_id, currency, allows_negative, created_at)
    VALUES ('wal_gems', 'treasury', '', 'GEM', true, now())`;
  await database.sql`SELECT ledger_pay_out(ROW('prize:t:r:1', 't', 'r', ${payer.walletId}::text, ${payee.walletId}::text, 1000000, 'prize', NULL,
    ${outsider}::text, '', 0, now(), now(), NULL, NULL)::economy_owed_payment, 'trf_owed', 'txn_owed_a', 'txn_owed_b')`;
  return { payer, payee };
}
