// Queries on wallets and posted transfers.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type TransferRow, toTransfer } from '../ledger/ledger.ts';
import type { Transfer } from '../ledger/transfer.ts';
import type { Wallet } from './wallet.ts';

export type NewWallet = Pick<Wallet, 'id' | 'kind' | 'ownerId' | 'currency'>;

/** Opens the wallet, or returns the owner's existing one. Safe inside a transaction. */
export async function openWallet(sql: Sql, wallet: NewWallet, now: Instant): Promise<Id<'wallet'>> {
  const { id, kind, ownerId, currency } = wallet;
  const rows = await sql<{ id: Id<'wallet'> }[]>`
    WITH opened AS (
      INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at)
      VALUES (${id}, ${kind}, ${ownerId}, ${currency}, ${now}::timestamptz) ON CONFLICT (kind, owner_id, currency) DO NOTHING RETURNING id
    ) SELECT id FROM opened
      UNION ALL SELECT id FROM economy_wallet WHERE kind = ${kind} AND owner_id = ${ownerId} AND currency = ${currency} LIMIT 1`;
  // A concurrent request opened it after this statement's snapshot; a new statement sees it.
  return rows[0]?.id ?? openWallet(sql, wallet, now);
}

/** One for each player, who has none. */
export async function openWallets(
  sql: Sql,
  wallets: readonly Pick<Wallet, 'id' | 'ownerId'>[],
  { currency, now }: { readonly currency: string; readonly now: Instant },
): Promise<void> {
  const list = (of: (wallet: (typeof wallets)[number]) => string) => wallets.map(of).join(',');
  await sql`
    INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at)
    SELECT id, 'player'::wallet_kind, owner, ${currency}, ${now}::timestamptz
    FROM unnest(string_to_array(${list(({ id }) => id)}, ','), string_to_array(${list(({ ownerId }) => ownerId)}, ',')) AS w (id, owner)`;
}

export async function findOwnWallet(db: Database, playerId: Id<'player'>): Promise<Id<'wallet'> | null> {
  const rows = await run(
    () => db.sql<{ id: Id<'wallet'> }[]>`
    SELECT id FROM economy_wallet WHERE kind = 'player' AND owner_id = ${playerId} AND currency = 'COIN'`,
  );
  return rows[0]?.id ?? null;
}

/** null: the player has none. */
export async function findPayee(
  db: Database,
  playerId: Id<'player'>,
): Promise<Pick<Wallet, 'id' | 'currency' | 'isFrozen'> | null> {
  const rows = await run(
    () => db.sql<Pick<Wallet, 'id' | 'currency' | 'isFrozen'>[]>`
    SELECT id, currency, is_frozen OR sanction_freezes(owner_id) AS "isFrozen" FROM economy_wallet WHERE kind = 'player' AND owner_id = ${playerId} AND currency = 'COIN'`,
  );
  return rows[0] ?? null;
}

/** `held` excludes holds that have expired, even if cron has not swept them yet. */
const selectWallets = (sql: Sql, now: Instant) => sql`
  SELECT w.id, w.kind, w.owner_id AS "ownerId", w.currency, w.balance, w.is_frozen OR sanction_freezes(w.owner_id) AS "isFrozen", ledger_any_closed(ARRAY[w.id]) AS "isClosed", w.held - coalesce((
      SELECT sum(h.amount) FROM economy_hold h
      WHERE h.wallet_id = w.id AND h.state = 'active' AND h.expires_at <= ${now}::timestamptz), 0)::bigint AS held
  FROM economy_wallet w`;

export async function findWallet(sql: Sql, id: Id<'wallet'>, now: Instant): Promise<Wallet | null> {
  const rows = await sql<Wallet[]>`${selectWallets(sql, now)} WHERE w.id = ${id}`;
  return rows[0] ?? null;
}

/** One per currency. */
export function listWallets(db: Database, ownerId: Id<'player'>, now: Instant): Promise<Wallet[]> {
  const { sql } = db;
  const work = () => sql<Wallet[]>`
    ${selectWallets(sql, now)} WHERE w.kind = 'player' AND w.owner_id = ${ownerId} ORDER BY w.currency`;
  return run(async () => [...(await work())]);
}

/** The audit row is written if the state changes. Thawing makes owed payments of the wallet due. @returns false if there is no wallet. */
export async function setFrozen(sql: Sql, id: Id<'wallet'>, isFrozen: boolean, audit: AuditRow): Promise<boolean> {
  const rows = await sql<{ exists: boolean }[]>`
    WITH changed AS (
      UPDATE economy_wallet SET is_frozen = ${isFrozen} WHERE id = ${id} AND is_frozen <> ${isFrozen} RETURNING 1
    ), owed AS (
      UPDATE economy_owed_payment SET next_attempt_at = ${audit.createdAt}::timestamptz
      WHERE settled_at IS NULL AND ${!isFrozen} AND ${id} IN (from_wallet_id, to_wallet_id)
    ), audited AS (${appendAudit(sql, audit, sql`changed`)}) SELECT EXISTS (SELECT FROM economy_wallet WHERE id = ${id}) AS exists`;
  return rows[0]?.exists === true;
}

/** By its owner, or by finance with `ownerId` null. Closing a closed wallet changes nothing. @returns false if there is no such wallet. */
export async function closeWallet(
  sql: Sql,
  id: Id<'wallet'>,
  ownerId: Id<'player'> | null,
  audit: AuditRow,
): Promise<boolean> {
  const rows = await sql<{ exists: boolean }[]>`
    WITH own AS (SELECT id FROM economy_wallet WHERE id = ${id} AND (${ownerId}::text IS NULL OR owner_id = ${ownerId})), closed AS (
      INSERT INTO economy_closed_wallet (wallet_id, closed_at)
      SELECT id, ${audit.createdAt}::timestamptz FROM own WHERE NOT ledger_any_closed(ARRAY[id]) RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`closed`)}) SELECT EXISTS (SELECT FROM own) AS exists`;
  return rows[0]?.exists === true;
}

/** Owed payments of the wallet are due then. Opening an open wallet changes nothing. @returns false if there is no such wallet. */
export async function reopenWallet(sql: Sql, id: Id<'wallet'>, audit: AuditRow): Promise<boolean> {
  const rows = await sql<{ exists: boolean }[]>`
    WITH opened AS (DELETE FROM economy_closed_wallet WHERE wallet_id = ${id} RETURNING 1), owed AS (
      UPDATE economy_owed_payment SET next_attempt_at = ${audit.createdAt}::timestamptz WHERE settled_at IS NULL AND ${id} IN (from_wallet_id, to_wallet_id)
    ), audited AS (${appendAudit(sql, audit, sql`opened`)}) SELECT EXISTS (SELECT FROM economy_wallet WHERE id = ${id}) AS exists`;
  return rows[0]?.exists === true;
}

/** Read from the view over its two legs. */
export async function findTransfer(db: Database, id: Id<'transfer'>): Promise<Transfer | null> {
  const rows = await run(() => db.sql<TransferRow[]>`SELECT * FROM economy_transfer WHERE id = ${id}`);
  return rows[0] === undefined ? null : toTransfer(rows[0]);
}
