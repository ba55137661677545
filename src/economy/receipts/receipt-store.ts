// Queries on receipts. The act is one call.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Act, ActRow } from '../ledger/ledger.ts';
import { treasuryWalletId } from '../wallets/wallet.ts';
import type { DayEntry, DayTotals } from './day-entry.ts';
import type { Receipt, Sale } from './receipt.ts';

export interface NewReceipt extends Sale {
  readonly id: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
  readonly issuer: string;
  /** SHA-256 of what the sale says. */
  readonly content: string;
}

/** The outcome is the transfer, also of a repetition. */
export async function postReceipt(sql: Sql, act: Act, receipt: NewReceipt, audit: AuditRow): Promise<ActRow> {
  const { actorId, claim, now } = act;
  const { id, legIds, issuer, reference, content, playerId, amount, memo, occurredAt, metadata } = receipt;
  const call: Fragment = sql`
    SELECT verdict, outcome FROM ledger_post_receipt(${actorId}, ${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim?.fingerprint ?? null},
      ${now}::timestamptz, ${id}, ${legIds[0]}, ${legIds[1]}, ${treasuryWalletId}, ${issuer}, ${reference}, ${content}, ${playerId},
      ${amount}::bigint, ${JSON.stringify({ memo, occurredAt, metadata })}::text::jsonb)`;
  const rows = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return rows[0] as unknown as ActRow;
}

type Row = Omit<Receipt, 'createdAt' | 'occurredAt' | 'reversal'> & {
  readonly createdAt: string;
  readonly occurredAt: string | null;
  readonly reversalId: Id<'transfer'> | null;
  readonly reversedAt: string | null;
};

const selectReceipts = (sql: Sql) => sql`
  SELECT r.transfer_id AS id, r.issuer, r.reference, w.owner_id AS "playerId", w.id AS "walletId", gain.amount, r.created_at AS "createdAt",
    d.memo, d.occurred_at AS "occurredAt", d.metadata, back.transfer_id AS "reversalId", back.created_at AS "reversedAt"
  FROM economy_receipt r JOIN economy_transaction gain ON gain.transfer_id = r.transfer_id AND gain.amount > 0
    JOIN economy_wallet w ON w.id = gain.wallet_id LEFT JOIN economy_transfer_detail d ON d.transfer_id = r.transfer_id
    LEFT JOIN economy_transaction back ON back.reverses = r.transfer_id AND back.amount > 0
  WHERE r.reverses IS NULL`;

function toReceipt({ createdAt, occurredAt, reversalId, reversedAt, ...row }: Row): Receipt {
  const reversal =
    reversalId === null || reversedAt === null ? null : { transferId: reversalId, createdAt: toInstant(reversedAt) };
  return {
    ...row,
    createdAt: toInstant(createdAt),
    occurredAt: occurredAt === null ? null : toInstant(occurredAt),
    reversal,
  };
}

export async function findReceipt(db: Database, id: Id<'transfer'>): Promise<Receipt | null> {
  const [row] = await run(() => db.sql<Row[]>`${selectReceipts(db.sql)} AND r.transfer_id = ${id}`);
  return row === undefined ? null : toReceipt(row);
}

export async function findReceiptOf(db: Database, issuer: string, reference: string): Promise<Receipt | null> {
  const [row] = await run(
    () => db.sql<Row[]>`${selectReceipts(db.sql)} AND r.issuer = ${issuer} AND r.reference = ${reference}`,
  );
  return row === undefined ? null : toReceipt(row);
}

export interface Span {
  readonly issuer: string;
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
}

type EntryRow = Omit<DayEntry, 'createdAt' | 'occurredAt'> & {
  readonly createdAt: string;
  readonly occurredAt: string | null;
};

/** In the order of their times. `after` is the position of the last one before. */
export async function listEntries(
  db: Database,
  { issuer, from, to }: Span,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<DayEntry[]> {
  const [afterTime = from, afterId = ''] = after?.split(' ') ?? [];
  const rows = await run(
    () => db.sql<EntryRow[]>`
    SELECT coalesce(r.reverses, r.transfer_id) AS "receiptId", r.transfer_id AS "transferId", leg.id AS "transactionId", r.reference,
      leg.wallet_id AS "walletId", w.owner_id AS "playerId", leg.amount, r.created_at AS "createdAt", d.memo, d.occurred_at AS "occurredAt",
      d.metadata, coalesce(back.transfer_id, CASE WHEN r.reverses IS NOT NULL THEN r.transfer_id END) AS "reversedBy",
      to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || r.transfer_id AS position
    FROM (SELECT * FROM economy_receipt
      WHERE issuer = ${issuer} AND created_at >= ${from}::timestamptz AND created_at < ${to}::timestamptz
        AND (created_at, transfer_id) > (${afterTime}::timestamptz, ${afterId}::text)
      ORDER BY created_at, transfer_id LIMIT ${limit}) r
    JOIN economy_transaction leg ON leg.transfer_id = r.transfer_id AND (leg.amount > 0) = (r.reverses IS NULL)
    JOIN economy_wallet w ON w.id = leg.wallet_id
    LEFT JOIN economy_transaction back ON back.reverses = r.transfer_id AND back.amount > 0
    LEFT JOIN economy_transfer_detail d ON d.transfer_id = r.transfer_id
    ORDER BY r.created_at, r.transfer_id`,
  );
  return rows.map(({ createdAt, occurredAt, ...row }) => ({
    ...row,
    createdAt: toInstant(createdAt),
    occurredAt: occurredAt === null ? null : toInstant(occurredAt),
  }));
}

/** The sums of all entries, as the ledger has them. */
export async function sumEntries(db: Database, { issuer, from, to }: Span): Promise<DayTotals> {
  const [row] = await run(
    () => db.sql<DayTotals[]>`
    SELECT count(*) FILTER (WHERE leg.amount > 0)::integer AS credits, coalesce(sum(leg.amount) FILTER (WHERE leg.amount > 0), 0)::bigint AS credited,
      count(*) FILTER (WHERE leg.amount < 0)::integer AS reversals, coalesce(-sum(leg.amount) FILTER (WHERE leg.amount < 0), 0)::bigint AS reversed,
      count(*) FILTER (WHERE late)::integer AS late, coalesce(sum(leg.amount) FILTER (WHERE late), 0)::bigint AS "lateCoins"
    FROM economy_receipt r JOIN economy_transaction leg ON leg.transfer_id = r.transfer_id AND (leg.amount > 0) = (r.reverses IS NULL)
    LEFT JOIN economy_transfer_detail d ON d.transfer_id = r.transfer_id,
    LATERAL (SELECT (d.occurred_at AT TIME ZONE 'UTC')::date < (r.created_at AT TIME ZONE 'UTC')::date AS late) l
    WHERE r.issuer = ${issuer} AND r.created_at >= ${from}::timestamptz AND r.created_at < ${to}::timestamptz`,
  );
  return row as DayTotals;
}

/**
 * Whether everything before `end` is committed. Each credit takes its turn at the treasury before it reads the clock, and keeps it until its
 * commit: whoever gets a turn after `end` waits for all of them.
 */
export async function hasSettled(db: Database, end: Instant): Promise<boolean> {
  const [row] = await run(
    () => db.sql<{ settled: boolean }[]>`
    SELECT CASE WHEN clock_timestamp() < ${end}::timestamptz THEN false WHEN ledger_queue(${treasuryWalletId}) THEN true END AS settled`,
  );
  return row?.settled === true;
}
