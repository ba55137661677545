// Queries that recompute the ledger. The database computes the sums. Each statement uses one snapshot, so a concurrent posting is
// not reported as drift, and reads a bounded number of rows.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import {
  type Drift,
  type FalseTransfer,
  type Reconciliation,
  reconciliationJson,
  type Unbalanced,
  type UnpaidOwed,
  type Walk,
  type WrongHold,
} from './reconciliation.ts';

export async function listWalletIds(db: Database, after: string, limit: number): Promise<Id<'wallet'>[]> {
  const rows = await run(
    () => db.sql<{ id: Id<'wallet'> }[]>`SELECT id FROM economy_wallet WHERE id > ${after} ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

export interface WalkedWallet extends Drift {
  /** Rows read in this step. If this is `rowsMax`, there may be more. */
  readonly rows: number;
  readonly lastAt: string;
  readonly lastId: string;
}

/** Advances each walk by up to `rowsMax` rows, in order. Returns the current wallet row with the recomputed sums. */
export function walkWallets(db: Database, walks: readonly Walk[], rowsMax: number): Promise<WalkedWallet[]> {
  const list = (of: (walk: Walk) => unknown) => walks.map(of).join(',');
  return run(
    () => db.sql<WalkedWallet[]>`
    WITH walk AS (
      SELECT * FROM unnest(string_to_array(${list((w) => w.walletId)}, ','), string_to_array(${list((w) => w.sum)}, ',')::bigint[],
        string_to_array(${list((w) => w.lastAt)}, ',')::timestamptz[], string_to_array(${list((w) => w.lastId)}, ','),
        string_to_array(${list((w) => w.entries)}, ',')::bigint[]) AS w (wallet_id, sum_before, last_at, last_id, entries_before)
    ), chain AS (
      SELECT walk.wallet_id, leg.*, sum_before + sum(leg.amount) OVER so_far AS sum_after,
        entries_before + count(leg.entry_no) OVER so_far AS entries_after
      FROM walk CROSS JOIN LATERAL (
        SELECT t.id, t.amount, t.balance_after, t.created_at, t.entry_no, t.currency FROM economy_transaction t
        WHERE t.wallet_id = walk.wallet_id AND (t.created_at, t.id) > (walk.last_at, walk.last_id)
        ORDER BY t.created_at, t.id LIMIT ${rowsMax}) leg
      WINDOW so_far AS (PARTITION BY walk.wallet_id ORDER BY leg.created_at, leg.id)
    ), checked AS (
      -- Rows without a number are older than numbering and come first. Each later row has the next number.
      SELECT *, balance_after <> sum_after OR coalesce(entry_no, 0) <> entries_after AS is_broken FROM chain
    ), total AS (
      SELECT wallet_id, sum(amount) AS sum, count(*) AS rows, max(created_at) AS last_at, (array_agg(id ORDER BY created_at DESC, id DESC))[1] AS last_id,
        count(entry_no) AS entries, count(*) FILTER (WHERE is_broken) AS broken,
        min(currency) AS first_currency, max(currency) AS last_currency,
        (array_agg(id ORDER BY created_at, id) FILTER (WHERE is_broken))[1] AS first_broken
      FROM checked GROUP BY wallet_id
    )
    SELECT w.id AS "walletId", w.balance, w.held, (walk.sum_before + coalesce(total.sum, 0))::bigint AS recomputed,
      (SELECT coalesce(sum(h.amount), 0)::bigint FROM economy_hold h WHERE h.wallet_id = w.id AND h.state = 'active') AS "recomputedHeld",
      coalesce(total.rows, 0)::integer AS rows, coalesce(total.broken, 0)::integer AS "brokenRows", total.first_broken AS "firstBrokenId",
      w.entry_count AS "entryCount", (walk.entries_before + coalesce(total.entries, 0))::bigint AS "recomputedEntries",
      CASE WHEN coalesce(total.last_at, walk.last_at) = '-infinity' THEN w.posted_at <> 'epoch'
        ELSE w.entry_count > 0 AND w.posted_at <> coalesce(total.last_at, walk.last_at) END AS "isCutOff",
      w.allows_negative AND (w.kind, w.owner_id) <> ('treasury', '') AS "mayBeNegative",
      coalesce((first_currency, last_currency) IS DISTINCT FROM (w.currency, w.currency) AND total.rows > 0, false) AS "hasOtherCurrency",
      coalesce(total.last_at, walk.last_at)::text AS "lastAt", coalesce(total.last_id, walk.last_id) AS "lastId"
    FROM walk JOIN economy_wallet w ON w.id = walk.wallet_id LEFT JOIN total ON total.wallet_id = w.id ORDER BY w.id`,
  );
}

export interface TransferPage {
  readonly transfers: number;
  /** First transfer of the next page; null after the last page. */
  readonly next: string | null;
  readonly unbalanced: readonly Unbalanced[];
  readonly falseTransfers: readonly FalseTransfer[];
}

/** Starts at transfer `from`. The last transfer of a full page may be incomplete and is left to the next page. */
export async function checkTransfers(db: Database, from: string, rowsMax: number): Promise<TransferPage> {
  type Page = {
    transfers: number;
    next: string | null;
    unbalanced: [Id<'transfer'>, string, string][] | null;
    falseTransfers: [Id<'transfer'>, FalseTransfer['fault']][] | null;
  };
  const rows = await run(
    () => db.sql<Page[]>`
    WITH page AS MATERIALIZED (
      SELECT transfer_id, wallet_id, amount, reason, reference, reverses, actor_id FROM economy_transaction
      WHERE transfer_id >= ${from} ORDER BY transfer_id LIMIT ${rowsMax}
    ), last AS (
      SELECT CASE WHEN count(*) = ${rowsMax} THEN max(transfer_id) END AS id FROM page
    ), whole AS (
      SELECT page.* FROM page, last WHERE last.id IS NULL OR page.transfer_id < last.id
    ), unbalanced AS (
      SELECT transfer_id, w.currency, sum(amount) AS sum FROM whole JOIN economy_wallet w ON w.id = whole.wallet_id
      GROUP BY transfer_id, w.currency HAVING sum(amount) <> 0
    ), false_transfer AS (
      SELECT transfer_id, 'legs_differ' AS fault FROM whole GROUP BY transfer_id
      HAVING count(DISTINCT (reason, reference, reverses, actor_id)) > 1
      UNION ALL
      SELECT DISTINCT transfer_id, 'not_mirrored' FROM whole WHERE reverses IS NOT NULL AND NOT EXISTS (
        SELECT FROM economy_transaction t WHERE t.transfer_id = whole.reverses AND t.amount = -whole.amount
          AND t.wallet_id = whole.wallet_id AND (t.reason = 'entry_fee') = (whole.reason = 'refund'))
      UNION ALL
      SELECT DISTINCT transfer_id, 'not_noted' FROM whole WHERE EXISTS (SELECT FROM economy_receipt r WHERE r.transfer_id = whole.reverses)
        AND NOT EXISTS (SELECT FROM economy_receipt b WHERE b.transfer_id = whole.transfer_id AND b.reverses = whole.reverses)
    )
    SELECT (SELECT count(DISTINCT transfer_id) FROM whole)::integer AS transfers, last.id AS next,
      (SELECT json_agg(json_build_array(transfer_id, currency, sum::text)) FROM unbalanced) AS unbalanced,
      (SELECT json_agg(json_build_array(transfer_id, fault)) FROM false_transfer) AS "falseTransfers" FROM last`,
  );
  const { transfers, next, unbalanced, falseTransfers } = rows[0] as Page;
  return {
    transfers,
    next,
    unbalanced: (unbalanced ?? []).map(([transferId, currency, sum]) => ({ transferId, currency, sum: BigInt(sum) })),
    falseTransfers: (falseTransfers ?? []).map(([transferId, fault]) => ({ transferId, fault })),
  };
}

/**
 * Up to `limit` holds by id. `next` is the cursor of the next page. A captured hold has its transfer; a fee's hold that is not captured has
 * moved nothing; a hold expires at its time or later.
 */
export async function checkHolds(db: Database, after: string, limit: number) {
  const rows = await run(
    () => db.sql<(Omit<WrongHold, 'fault'> & { fault: WrongHold['fault'] | null })[]>`
    SELECT h.id AS "holdId", h.transfer_id AS "transferId", h.captured, CASE
      WHEN h.state = 'captured' AND NOT EXISTS (
        SELECT FROM economy_transfer t WHERE t.id = h.transfer_id AND t.from_wallet_id = h.wallet_id AND t.to_wallet_id = h.to_wallet_id
          AND t.amount = h.captured AND t.reason = h.reason AND t.reference IS NOT DISTINCT FROM h.reference) THEN 'unpaid'
      WHEN h.captured NOT BETWEEN 0 AND h.amount THEN 'above_amount'
      WHEN h.state <> 'captured' AND h.reason = 'entry_fee' AND EXISTS (
        SELECT FROM economy_transaction t WHERE t.reference = h.reference AND t.amount > 0) THEN 'paid_without_capture'
      WHEN h.state = 'expired' AND h.resolved_at < h.expires_at THEN 'expired_early' END AS fault
    FROM economy_hold h WHERE h.id > ${after} ORDER BY h.id LIMIT ${limit}`,
  );
  const found = rows.flatMap((hold) => (hold.fault === null ? [] : [hold as WrongHold]));
  return { found, next: rows.length < limit ? null : (rows.at(-1)?.holdId ?? null) };
}

/** Up to `limit` owed payments by reference. A settled one has been paid, or cancelled and not paid; a refund is of the amount of its fee. */
export async function checkOwed(db: Database, after: string, limit: number) {
  const rows = await run(
    () => db.sql<(Omit<UnpaidOwed, 'fault'> & { fault: UnpaidOwed['fault'] | null })[]>`
    SELECT o.reference, o.amount, CASE
      WHEN o.reverses IS NOT NULL AND NOT EXISTS (
        SELECT FROM economy_transfer t WHERE t.id = o.reverses AND t.from_wallet_id = o.to_wallet_id
          AND t.to_wallet_id = o.from_wallet_id AND t.amount = o.amount) THEN 'not_the_fee'
      WHEN o.settled_at IS NOT NULL AND ledger_is_paid(o) = (o.cancelled_at IS NOT NULL) THEN 'unpaid' END AS fault
    FROM economy_owed_payment o WHERE o.reference > ${after} ORDER BY o.reference LIMIT ${limit}`,
  );
  const found = rows.flatMap((owed) => (owed.fault === null ? [] : [owed as UnpaidOwed]));
  return { found, next: rows.length < limit ? null : (rows.at(-1)?.reference ?? null) };
}

/** Claims the run of `day`. A run that started before `abandonedBefore` and did not finish can be claimed again. */
export async function claimNight(db: Database, day: string, now: Instant, abandonedBefore: Instant): Promise<boolean> {
  const rows = await run(
    () => db.sql`
    INSERT INTO economy_reconciliation AS r (day, started_at) VALUES (${day}, ${now}::timestamptz)
    ON CONFLICT (day) DO UPDATE SET started_at = excluded.started_at
      WHERE r.finished_at IS NULL AND r.started_at < ${abandonedBefore}::timestamptz RETURNING 1`,
  );
  return rows.length > 0;
}

export async function saveNight(db: Database, day: string, found: Reconciliation): Promise<void> {
  await run(
    () => db.sql`
    UPDATE economy_reconciliation SET finished_at = ${found.finishedAt}::timestamptz, drift_count = ${found.driftCount},
      report = ${JSON.stringify(reconciliationJson(found))}::text::jsonb WHERE day = ${day}`,
  );
}
