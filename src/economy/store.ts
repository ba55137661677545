// Queries on wallets and the ledger. A posting is one statement: idempotency key, locks in wallet-id order, balances, legs.

import { eq } from 'drizzle-orm';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import { type AuditRow, appendAudit } from '../db/append.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { walletTable } from './tables.ts';
import type { Transfer, TransferRequest } from './transfer.ts';
import type { Wallet } from './wallet.ts';

/** Opens the wallet, or finds the one its owner already has. */
export async function openWallet(db: Database, wallet: Wallet, now: Instant): Promise<Wallet> {
  await run(
    () => db.sql`
    INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at)
    VALUES (${wallet.id}, ${wallet.kind}, ${wallet.ownerId}, ${wallet.currency}, ${now}::timestamptz)
    ON CONFLICT (kind, owner_id, currency) DO NOTHING`,
  );
  const rows = await run(() => db.orm.select().from(walletTable).where(eq(walletTable.ownerId, wallet.ownerId)));
  return rows.find((row) => row.kind === wallet.kind && row.currency === wallet.currency) ?? wallet;
}

export async function findWallet(db: Database, id: Id<'wallet'>): Promise<Wallet | null> {
  const rows = await run(() => db.orm.select().from(walletTable).where(eq(walletTable.id, id)));
  return rows[0] ?? null;
}

export interface Posting extends TransferRequest {
  readonly id: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
  readonly actorId: Id<'player'>;
  /** Set where only the owner may move these coins. */
  readonly ownerId: Id<'player'> | null;
  readonly idempotency: { readonly scope: string; readonly key: string; readonly fingerprint: string };
  readonly audit: AuditRow | null;
  readonly now: Instant;
}

/** What the database knew of the request in the statement that posted it or did not. */
export interface PostingRow {
  readonly is_fresh: boolean;
  readonly earlier_fingerprint: string | null;
  readonly earlier_transfer: Id<'transfer'> | null;
  readonly from_found: boolean;
  readonly to_found: boolean;
  readonly from_owned: boolean;
  readonly is_frozen: boolean;
  readonly from_balance: bigint | null;
  readonly to_balance: bigint | null;
}

/**
 * One round trip. A shortage breaks `wallet_balance_not_negative` and rolls everything back, the key included; so does
 * nothing else: a wallet that is unknown, foreign or frozen leaves no leg, and its key is given back by the caller's refusal.
 */
export async function postTransfer(db: Database, p: Posting): Promise<PostingRow> {
  const { sql } = db;
  const rows = await run(
    () => sql<PostingRow[]>`
    WITH known AS (
      SELECT id, owner_id, is_frozen FROM economy_wallet WHERE id IN (${p.fromWalletId}, ${p.toWalletId})
      ORDER BY id FOR UPDATE
    ), checked AS (
      SELECT coalesce(bool_or(id = ${p.fromWalletId}), false) AS from_found,
        coalesce(bool_or(id = ${p.toWalletId}), false) AS to_found,
        coalesce(bool_or(id = ${p.fromWalletId} AND (${p.ownerId}::text IS NULL OR owner_id = ${p.ownerId})), false) AS from_owned,
        coalesce(bool_or(is_frozen), false) AS is_frozen
      FROM known
    ), fresh AS (
      INSERT INTO http_idempotency (scope, key, fingerprint, status, body, created_at)
      SELECT ${p.idempotency.scope}, ${p.idempotency.key}, ${p.idempotency.fingerprint}, 0, ${p.id}, ${p.now}::timestamptz
      FROM checked WHERE from_found AND to_found AND from_owned AND NOT is_frozen
      ON CONFLICT (scope, key) DO NOTHING RETURNING 1
    ), moved AS (
      UPDATE economy_wallet w SET balance = w.balance + CASE WHEN w.id = ${p.fromWalletId} THEN -${p.amount}::bigint ELSE ${p.amount}::bigint END
      FROM known k, fresh WHERE w.id = k.id RETURNING w.id, w.balance
    ), legs AS (
      INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT CASE WHEN id = ${p.fromWalletId} THEN ${p.legIds[0]} ELSE ${p.legIds[1]} END, ${p.id}, id,
        CASE WHEN id = ${p.fromWalletId} THEN -${p.amount}::bigint ELSE ${p.amount}::bigint END, balance, ${p.reason},
        ${p.actorId}, ${p.now}::timestamptz
      FROM moved
    ), audited AS (${p.audit === null ? sql`SELECT 1` : appendAudit(sql, p.audit, sql`fresh`)})
    SELECT EXISTS (SELECT 1 FROM fresh) AS is_fresh, c.*, i.fingerprint AS earlier_fingerprint, i.body AS earlier_transfer,
      (SELECT balance FROM moved WHERE id = ${p.fromWalletId}) AS from_balance,
      (SELECT balance FROM moved WHERE id = ${p.toWalletId}) AS to_balance
    FROM checked c LEFT JOIN http_idempotency i ON i.scope = ${p.idempotency.scope} AND i.key = ${p.idempotency.key}`,
  );
  return rows[0] as PostingRow;
}

/** A posted transfer, read back from its legs: they never change, so the answer never does. */
export async function findTransfer(db: Database, id: Id<'transfer'>): Promise<Transfer | null> {
  const legs = await run(
    () =>
      db.sql<
        {
          wallet_id: Id<'wallet'>;
          amount: bigint;
          balance_after: bigint;
          reason: Transfer['reason'];
          created_at: string;
        }[]
      >`SELECT wallet_id, amount, balance_after, reason, created_at FROM economy_transaction WHERE transfer_id = ${id}`,
  );
  const from = legs.find((leg) => leg.amount < 0n);
  const to = legs.find((leg) => leg.amount > 0n);
  if (from === undefined || to === undefined) return null;
  return {
    id,
    fromWalletId: from.wallet_id,
    toWalletId: to.wallet_id,
    amount: to.amount,
    reason: to.reason,
    fromBalanceAfter: from.balance_after,
    toBalanceAfter: to.balance_after,
    createdAt: toInstant(to.created_at),
  };
}
