// Queries on owed payments. Only database functions write them (owed.sql).

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Fragment, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OwedPayment } from './owed-payment.ts';

type OwedRow = Omit<OwedPayment, 'nextAttemptAt' | 'createdAt'> & {
  readonly nextAttemptAt: string;
  readonly createdAt: string;
  readonly actorId: Id<'player'>;
};

const selectOwed = (sql: Sql) => sql`
  SELECT reference, tournament_id AS "tournamentId", registration_id AS "registrationId", from_wallet_id AS "fromWalletId", reason = 'correction' AS "isClaim", to_wallet_id AS "toWalletId", amount, cause,
    attempts, next_attempt_at AS "nextAttemptAt", created_at AS "createdAt", actor_id AS "actorId"
  FROM economy_owed_payment`;

const fromRow = (row: OwedRow) => ({
  ...row,
  nextAttemptAt: toInstant(row.nextAttemptAt),
  createdAt: toInstant(row.createdAt),
});

/** Ordered by due time. */
export async function listDuePayments(db: Database, now: Instant, limit: number) {
  const rows = await run(
    () => db.sql<OwedRow[]>`
    ${selectOwed(db.sql)} WHERE settled_at IS NULL AND next_attempt_at <= ${now}::timestamptz ORDER BY next_attempt_at LIMIT ${limit}`,
  );
  return rows.map(fromRow);
}

/** Unpaid ones by reference. `page.after` is the reference of the previous page's last row. */
export async function listOwed(db: Database, page: PageRequest): Promise<OwedPayment[]> {
  const rows = await run(
    () => db.sql<OwedRow[]>`
    ${selectOwed(db.sql)} WHERE settled_at IS NULL AND (${page.after}::text IS NULL OR reference > ${page.after})
    ORDER BY reference LIMIT ${page.limit + 1}`,
  );
  return rows.map(fromRow);
}

export async function listOwedOf(sql: Sql, tournamentId: Id<'tournament'>): Promise<OwedPayment[]> {
  const rows = await sql<OwedRow[]>`
    ${selectOwed(sql)} WHERE settled_at IS NULL AND tournament_id = ${tournamentId} ORDER BY reference`;
  return rows.map(fromRow);
}

export interface PaymentIds {
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** One attempt. Returns 'paid', the cause of the failure, or null if it was already paid. The audit row is written if it is paid. */
export async function payOwed(
  db: Database,
  reference: string,
  { transferId, legIds }: PaymentIds,
  audit: AuditRow,
): Promise<string | null> {
  const call: Fragment = db.sql`SELECT ledger_pay_owed(${reference}, ${transferId}, ${legIds[0]}, ${legIds[1]}) AS outcome`;
  const rows = await run(async () => [...(await withAudit(db.sql, call, audit, db.sql`outcome = 'paid'`))]);
  return (rows[0] as unknown as { outcome: string | null }).outcome;
}

/** Counts by cause, with the age of the oldest in seconds. */
export async function countOwed(db: Database, now: Instant) {
  const rows = await run(
    () => db.sql<{ cause: string; payments: number; oldestSeconds: number }[]>`
    SELECT cause, count(*)::integer AS payments, extract(epoch FROM ${now}::timestamptz - min(created_at))::integer AS "oldestSeconds"
    FROM economy_owed_payment WHERE settled_at IS NULL GROUP BY cause`,
  );
  return [...rows];
}
