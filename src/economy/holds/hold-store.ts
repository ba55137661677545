// Queries on holds. Each act is one call. Wallets are locked before holds.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Act, ActRow } from '../ledger/ledger.ts';
import type { Hold } from './hold.ts';

/** The outcome is the hold's id. The audit row is written if the actor does not own the wallet. */
export async function openHold(
  sql: Sql,
  act: Act,
  hold: Hold,
  reference: string | null,
  audit: AuditRow | null = null,
): Promise<ActRow> {
  const { actorId, ownerId, claim } = act;
  const call: Fragment = sql`
    SELECT verdict, outcome FROM ledger_open_hold(${actorId}, ${ownerId}, ${claim?.scope ?? null}, ${claim?.key ?? null},
      ${claim?.fingerprint ?? null}, ${hold.createdAt}::timestamptz, ${hold.id}, ${hold.walletId}, ${hold.toWalletId},
      ${hold.amount}::bigint, ${hold.reason}, ${reference}, ${hold.expiresAt}::timestamptz)`;
  const isOtherOwner: Fragment = sql`verdict = 'done' AND EXISTS (SELECT 1 FROM economy_wallet WHERE id = ${hold.walletId} AND owner_id <> ${actorId})`;
  const rows = await withAudit(sql, call, audit, isOtherOwner);
  return rows[0] as unknown as ActRow;
}

export interface Resolution {
  readonly holdId: Id<'hold'>;
  readonly state: 'captured' | 'released';
  /** null captures the full amount. The rest is released. */
  readonly amount: bigint | null;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** `act.ownerId` must own the payee's wallet. The outcome is the transfer. The audit row is written if the actor is not the payee. */
export async function resolveHold(
  sql: Sql,
  act: Act,
  resolution: Resolution,
  audit: AuditRow | null = null,
): Promise<ActRow> {
  const { actorId, ownerId, claim, now } = act;
  const { holdId, state, amount, transferId, legIds } = resolution;
  const call: Fragment = sql`
    SELECT verdict, outcome FROM ledger_resolve_hold(${actorId}, ${ownerId}, ${claim?.scope ?? null}, ${claim?.key ?? null},
      ${claim?.fingerprint ?? null}, ${now}::timestamptz, ${holdId}, ${state}, ${amount}::bigint, ${transferId}, ${legIds[0]}, ${legIds[1]})`;
  const isOtherOwner: Fragment = sql`verdict = 'done' AND EXISTS (SELECT 1 FROM economy_hold h JOIN economy_wallet w ON w.id = h.to_wallet_id
    WHERE h.id = ${holdId} AND w.owner_id <> ${actorId})`;
  const rows = await withAudit(sql, call, audit, isOtherOwner);
  return rows[0] as unknown as ActRow;
}

type HoldColumns = Omit<Hold, 'createdAt' | 'expiresAt' | 'resolvedAt'> & {
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly resolvedAt: string | null;
  readonly ownerId: string;
  readonly payeeId: string;
};

const selectHolds = (sql: Sql) => sql`
  SELECT h.id, h.wallet_id AS "walletId", h.to_wallet_id AS "toWalletId", h.amount, h.captured, h.state, h.reason,
    h.created_at AS "createdAt", h.expires_at AS "expiresAt", h.resolved_at AS "resolvedAt", a.owner_id AS "ownerId", b.owner_id AS "payeeId"
  FROM economy_hold h JOIN economy_wallet a ON a.id = h.wallet_id JOIN economy_wallet b ON b.id = h.to_wallet_id`;

const fromColumns = ({ createdAt, expiresAt, resolvedAt, ...row }: HoldColumns) => ({
  ...row,
  createdAt: toInstant(createdAt),
  expiresAt: toInstant(expiresAt),
  resolvedAt: resolvedAt === null ? null : toInstant(resolvedAt),
});

/** With the owners of both wallets, for the permission check. */
export async function findHold(db: Database, id: Id<'hold'>) {
  const rows = await run(() => db.sql<HoldColumns[]>`${selectHolds(db.sql)} WHERE h.id = ${id}`);
  return rows[0] === undefined ? null : fromColumns(rows[0]);
}

/** Newest first. `side` is the role of the wallet in the hold. `page.after` is the id of the previous page's last hold. */
export async function listHolds(
  db: Database,
  walletId: Id<'wallet'>,
  side: 'payer' | 'payee',
  page: PageRequest,
): Promise<Hold[]> {
  const { sql } = db;
  const isOnSide = side === 'payer' ? sql`h.wallet_id = ${walletId}` : sql`h.to_wallet_id = ${walletId}`;
  const rows = await run(
    () => sql<HoldColumns[]>`
    ${selectHolds(sql)} WHERE ${isOnSide} AND (${page.after}::text IS NULL OR h.id < ${page.after}) ORDER BY h.id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(fromColumns);
}

/** Expires due holds of the given wallets, or of all wallets if the list is empty. @returns how many. */
export async function expireDueHolds(db: Database, walletIds: readonly Id<'wallet'>[], now: Instant): Promise<number> {
  const list = walletIds.join(',');
  const rows = await run(
    () => db.sql<{ expired: number }[]>`
    SELECT ledger_expire_holds(string_to_array(${list}, ','), ${now}::timestamptz) AS expired`,
  );
  return rows[0]?.expired ?? 0;
}
