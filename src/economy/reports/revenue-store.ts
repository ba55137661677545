// Queries on revenue. They read the ledger rows of players' wallets: the debit of a fee and the credit of a refund. The condition
// matches the partial index idx_tx_fee, so the cost depends on the fees in the range, not on the size of the ledger. Only postings
// by Laurel itself count: fees with a reserved reference, and refunds that reverse a fee.

import { type Instant, toInstant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Cohort, Period, PeriodKind, RevenueTotals } from './revenue.ts';

const isFeeRow = (sql: Sql) => sql`(t.reason = 'entry_fee' AND t.amount < 0 AND t.reference LIKE 'entry_fee:%'
  OR t.reason = 'refund' AND t.amount > 0 AND t.reverses IS NOT NULL)`;

/** Periods with at least one fee or refund, in order. */
export async function listRevenue(db: Database, kind: PeriodKind, from: Instant, to: Instant): Promise<Period[]> {
  const rows = await run(
    () => db.sql<(RevenueTotals & { readonly from: string })[]>`
    SELECT date_trunc(${kind}, t.created_at, 'UTC') AS from, sum(CASE WHEN t.reason = 'entry_fee' THEN -t.amount ELSE 0 END)::bigint AS captured,
      sum(CASE WHEN t.reason = 'refund' THEN t.amount ELSE 0 END)::bigint AS refunded,
      count(DISTINCT t.wallet_id) FILTER (WHERE t.reason = 'entry_fee')::integer AS "payingUsers"
    FROM economy_transaction t JOIN economy_wallet w ON w.id = t.wallet_id AND w.kind = 'player' AND w.currency = 'COIN'
    WHERE ${isFeeRow(db.sql)}
      AND t.created_at >= ${from}::timestamptz AND t.created_at < ${to}::timestamptz
    GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ from: start, ...totals }) => ({ ...totals, from: toInstant(start) }));
}

interface CohortRow extends RevenueTotals {
  readonly cohort: string;
  readonly period: string | null;
  readonly users: number;
}

/**
 * Cohorts of players whose first row is in the range, with what they paid in it. Reads the first row of each wallet used since
 * `from`, through idx_tx_wallet_created_desc.
 */
export async function listCohorts(
  db: Database,
  kind: PeriodKind,
  from: Instant,
  to: Instant,
): Promise<readonly (Omit<Cohort, 'periods'> & { readonly periods: readonly Period[] })[]> {
  const rows = await run(
    () => db.sql<CohortRow[]>`
    WITH new_player AS (
      SELECT w.id AS wallet_id, date_trunc(${kind}, first.created_at, 'UTC') AS cohort
      FROM economy_wallet w CROSS JOIN LATERAL (
        SELECT t.created_at FROM economy_transaction t WHERE t.wallet_id = w.id ORDER BY t.created_at, t.id LIMIT 1) first
      WHERE w.kind = 'player' AND w.currency = 'COIN' AND w.posted_at >= ${from}::timestamptz
        AND first.created_at >= ${from}::timestamptz AND first.created_at < ${to}::timestamptz
    ), size AS (SELECT cohort, count(*)::integer AS users FROM new_player GROUP BY cohort),
    revenue AS (
      SELECT n.cohort, date_trunc(${kind}, t.created_at, 'UTC') AS period,
        sum(CASE WHEN t.reason = 'entry_fee' THEN -t.amount ELSE 0 END)::bigint AS captured,
        sum(CASE WHEN t.reason = 'refund' THEN t.amount ELSE 0 END)::bigint AS refunded,
        count(DISTINCT t.wallet_id) FILTER (WHERE t.reason = 'entry_fee')::integer AS paying
      FROM economy_transaction t JOIN new_player n ON n.wallet_id = t.wallet_id
      WHERE ${isFeeRow(db.sql)}
        AND t.created_at >= ${from}::timestamptz AND t.created_at < ${to}::timestamptz
      GROUP BY 1, 2
    )
    SELECT cohort, users, period, coalesce(captured, 0)::bigint AS captured, coalesce(refunded, 0)::bigint AS refunded,
      coalesce(paying, 0) AS "payingUsers"
    FROM size LEFT JOIN revenue USING (cohort) ORDER BY cohort, period`,
  );
  return [...Map.groupBy(rows, ({ cohort }) => cohort)].map(([cohort, group]) => ({
    from: toInstant(cohort),
    users: group[0]?.users ?? 0,
    periods: group.flatMap(({ period, captured, refunded, payingUsers }) =>
      period === null ? [] : [{ from: toInstant(period), captured, refunded, payingUsers }],
    ),
  }));
}
