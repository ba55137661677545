// Queries on a wallet's history. All use idx_tx_wallet_created_desc.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type Entry, type HistoryFilter, type Position, readPosition } from './history.ts';

/** Later than every entry. */
const newest: Position = { createdAt: 'infinity', id: '' };

type EntryRow = Omit<Entry, 'createdAt' | 'occurredAt'> & {
  readonly createdAt: string;
  readonly occurredAt: string | null;
};

/**
 * Newest first. A row is listed also where the other row of its transfer is missing. `page.after` is the position of the previous page's
 * last row.
 */
export async function listHistory(
  db: Database,
  walletId: Id<'wallet'>,
  filter: HistoryFilter,
  page: PageRequest,
): Promise<Entry[]> {
  const { createdAt, id } = page.after === null ? newest : readPosition(page.after);
  const { direction, reason, from = '-infinity', to = 'infinity' } = filter;
  const rows = await run(
    () => db.sql<EntryRow[]>`
    SELECT e.id, e.transfer_id AS "transferId", e.amount, e.balance_after AS "balanceAfter", e.reason, e.reference, e.created_at AS "createdAt",
      to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || e.id AS position,
      CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('walletId', w.id, 'kind', w.kind, 'ownerId', w.owner_id,
        'displayName', CASE w.kind WHEN 'player' THEN player_display_name(w.owner_id) END) END AS counterparty,
      d.memo, d.occurred_at AS "occurredAt", d.metadata
    FROM (SELECT * FROM economy_transaction
    WHERE wallet_id = ${walletId} AND (created_at, id) < (${createdAt}::timestamptz, ${id}::text)
      AND created_at >= ${from}::timestamptz AND created_at < ${to}::timestamptz
      AND (${reason ?? null}::text IS NULL OR reason = ${reason ?? null})
      AND (${direction ?? null}::text IS NULL OR (amount > 0) = (${direction ?? null} = 'in'))
    ORDER BY created_at DESC, id DESC LIMIT ${page.limit + 1}) e
    -- No ORDER BY with LIMIT 1 and no min(): for these the planner may walk another index row by row.
    LEFT JOIN LATERAL (SELECT (array_agg(wallet_id))[1] AS wallet_id FROM economy_transaction
      WHERE transfer_id = e.transfer_id AND (amount > 0) = (e.amount < 0)) o ON true
    LEFT JOIN economy_wallet w ON w.id = o.wallet_id
    LEFT JOIN economy_transfer_detail d ON d.transfer_id = e.transfer_id
    ORDER BY e.created_at DESC, e.id DESC`,
  );
  return rows.map(({ occurredAt, ...row }) => {
    return {
      ...row,
      createdAt: toInstant(row.createdAt),
      occurredAt: occurredAt === null ? null : toInstant(occurredAt),
    };
  });
}

/** The balance after the last row at or before `at`; zero if there is none. */
export async function findBalanceAt(db: Database, walletId: Id<'wallet'>, at: Instant): Promise<Coins> {
  const rows = await run(
    () => db.sql<{ balance: bigint }[]>`
    SELECT balance_after AS balance FROM economy_transaction
    WHERE wallet_id = ${walletId} AND created_at < ${at}::timestamptz + interval '1 millisecond'
    ORDER BY created_at DESC, id DESC LIMIT 1`,
  );
  return rows[0]?.balance ?? 0n;
}
