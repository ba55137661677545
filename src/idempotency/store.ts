// Queries on idempotency keys.

import { addSeconds, type Instant, toInstant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';

export interface IdempotencyClaim {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly now: Instant;
}

export interface EarlierAnswer {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly body: string | null;
  readonly location: string | null;
  readonly createdAt: Instant;
}

/** null if the key was claimed; otherwise the state of the earlier request with this key. */
export async function claimKey(db: Database, claim: IdempotencyClaim): Promise<EarlierAnswer | null> {
  const { scope, key, fingerprint, now } = claim;
  const claimed = await run(
    () => db.sql`
    INSERT INTO http_idempotency (scope, key, fingerprint, created_at)
    VALUES (${scope}, ${key}, ${fingerprint}, ${now}::timestamptz)
    ON CONFLICT (scope, key) DO NOTHING RETURNING 1`,
  );
  if (claimed.length > 0) return null;
  const rows = await run(
    () => db.sql<(Omit<EarlierAnswer, 'createdAt'> & { created_at: string })[]>`
    SELECT fingerprint, status, body, location, created_at FROM http_idempotency WHERE scope = ${scope} AND key = ${key}`,
  );
  const row = rows[0];
  if (row === undefined) return claimKey(db, claim);
  const { created_at, ...answer } = row;
  return { ...answer, createdAt: toInstant(created_at) };
}

/** Takes over the key of a crashed request. False if another request was faster. */
export async function reclaimKey(db: Database, claim: IdempotencyClaim, since: Instant): Promise<boolean> {
  const rows = await run(
    () => db.sql`
    UPDATE http_idempotency SET created_at = ${claim.now}::timestamptz
    WHERE scope = ${claim.scope} AND key = ${claim.key} AND status IS NULL AND created_at = ${since}::timestamptz RETURNING 1`,
  );
  return rows.length > 0;
}

export async function saveAnswer(
  db: Database,
  claim: IdempotencyClaim,
  { status, body, location }: { readonly status: number; readonly body: string; readonly location: string | null },
): Promise<void> {
  await run(
    () => db.sql`
    UPDATE http_idempotency SET status = ${status}, body = ${body}, location = ${location} WHERE scope = ${claim.scope} AND key = ${claim.key}`,
  );
}

/** A refused request had no effect, so its key may be used again. */
export async function releaseKey(db: Database, claim: IdempotencyClaim): Promise<void> {
  await run(
    () => db.sql`DELETE FROM http_idempotency WHERE scope = ${claim.scope} AND key = ${claim.key} AND status IS NULL`,
  );
}

const retentionSeconds = 48 * 3600;

/** Use case of the cron: deletes keys after two days. Permanent keys are kept: they prevent double transfers. */
export async function deleteExpiredKeys(db: Database, now: Instant): Promise<void> {
  const before = addSeconds(now, -retentionSeconds);
  await run(() => db.sql`DELETE FROM http_idempotency WHERE created_at < ${before}::timestamptz AND NOT is_permanent`);
}
