// Queries on idempotency keys. Acts with one transaction use these; busy acts call the same functions inside theirs.

import { invariant } from '../core/errors.ts';
import { addSeconds, type Instant } from '../core/instant.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { KeyClaim } from '../outbox/ports.ts';
import type { ClaimVerdict } from './settle-claim.ts';

export interface ClaimRow {
  readonly verdict: ClaimVerdict;
  readonly outcome: string | null;
}

/** Until the transaction ends nobody else gets the key. */
export async function claimKey(sql: Sql, { scope, key, fingerprint }: KeyClaim): Promise<ClaimRow> {
  const [row] = await sql<ClaimRow[]>`SELECT verdict, outcome FROM idempotency_claim(${scope}, ${key}, ${fingerprint})`;
  invariant(row !== undefined, 'a claim has a verdict');
  return row;
}

/** In the same transaction as the claim. */
export async function keepOutcome(
  sql: Sql,
  { scope, key, fingerprint }: KeyClaim,
  outcome: string,
  now: Instant,
): Promise<void> {
  await sql`SELECT idempotency_keep(${scope}, ${key}, ${fingerprint}, ${outcome}, ${now}::timestamptz)`;
}

const retentionSeconds = 48 * 3600;

/** Use case of the cron: deletes keys after two days. Permanent keys are kept: they prevent double transfers. */
export async function deleteExpiredKeys(db: Database, now: Instant): Promise<void> {
  const before = addSeconds(now, -retentionSeconds);
  await run(() => db.sql`DELETE FROM http_idempotency WHERE created_at < ${before}::timestamptz AND NOT is_permanent`);
}
