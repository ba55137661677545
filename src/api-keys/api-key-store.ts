// Queries on API keys.

import { type AuditRow, appendAudit } from '../audit/append.ts';
import type { Facts } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { type ApiKey, liveKeysMax, type Reach } from './api-key.ts';

type Times = 'createdAt' | 'expiresAt' | 'revokedAt' | 'lastUsedAt';
type KeyRow = Omit<ApiKey, Times | 'scopes'> & {
  readonly scopes: string;
  readonly created: string;
  readonly expires: string;
  readonly revoked: string | null;
  readonly used: string | null;
};

const columns = (sql: Sql) => sql`
  k.id, k.creator_id AS "creatorId", k.name, array_to_string(k.scopes, ',') AS scopes, k.reach, k.issuer, k.created_at::text AS created,
  k.expires_at::text AS expires, k.revoked_at::text AS revoked,
  (SELECT u.used_at::text FROM api_key_use u WHERE u.key_id = k.id) AS used`;

const toKey = ({ created, expires, revoked, used, scopes, ...row }: KeyRow): ApiKey => ({
  ...row,
  scopes: scopes.split(',') as ApiKey['scopes'][number][],
  createdAt: toInstant(created),
  expiresAt: toInstant(expires),
  revokedAt: revoked === null ? null : toInstant(revoked),
  lastUsedAt: used === null ? null : toInstant(used),
});

/** Another key of the same creator is made after this one. @returns whether the creator may have one more. */
export async function hasRoomForKey(sql: Sql, creator: Id<'player'>, now: Instant): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`api_key ${creator}`}, 0))`;
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM api_key_record
    WHERE creator_id = ${creator} AND revoked_at IS NULL AND expires_at > ${now}::timestamptz`;
  return (row?.count ?? 0) < liveKeysMax;
}

/** Roles that Laurel grants. They are not withdrawn until the end of the transaction. */
export async function holdRoles(sql: Sql, player: Id<'player'>): Promise<readonly string[]> {
  const [row] = await sql<{ roles: string }[]>`SELECT identity_hold_roles(${player}) AS roles`;
  return (row?.roles ?? '').split(',').filter(Boolean);
}

export async function insertApiKey(sql: Sql, key: ApiKey, hash: string, audit: AuditRow): Promise<void> {
  await sql`
    WITH made AS (
      INSERT INTO api_key_record (id, creator_id, name, hash, scopes, reach, issuer, created_at, expires_at)
      VALUES (${key.id}, ${key.creatorId}, ${key.name}, ${hash}, string_to_array(${key.scopes.join(',')}, ','), ${key.reach}, ${key.issuer},
        ${key.createdAt}::timestamptz, ${key.expiresAt}::timestamptz) RETURNING id
    ) ${appendAudit(sql, audit, sql`made`)}`;
}

export async function findApiKey(sql: Sql, id: Id<'apiKey'>): Promise<ApiKey | null> {
  const [row] = await sql<KeyRow[]>`SELECT ${columns(sql)} FROM api_key_record k WHERE k.id = ${id}`;
  return row === undefined ? null : toKey(row);
}

/** As `findApiKey`. Until the end of the transaction nobody else changes the key. */
export async function lockApiKey(sql: Sql, id: Id<'apiKey'>): Promise<ApiKey | null> {
  await sql`SELECT api_key_lock_resource(${id})`;
  return findApiKey(sql, id);
}

/** Newest first. */
export async function listApiKeys(db: Database, creator: Id<'player'>, page: PageRequest): Promise<ApiKey[]> {
  const rows = await run(
    () => db.sql<KeyRow[]>`
    SELECT ${columns(db.sql)} FROM api_key_record k
    WHERE k.creator_id = ${creator} AND (${page.after}::text IS NULL OR k.id < ${page.after})
    ORDER BY k.id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(toKey);
}

export async function updateApiKey(
  sql: Sql,
  { id, name, expiresAt, revokedAt }: Pick<ApiKey, 'id' | 'name' | 'expiresAt' | 'revokedAt'>,
  audit: AuditRow,
): Promise<void> {
  await sql`
    WITH changed AS (
      UPDATE api_key_record SET name = ${name}, expires_at = ${expiresAt}::timestamptz, revoked_at = ${revokedAt}::timestamptz
      WHERE id = ${id} RETURNING id
    ) ${appendAudit(sql, audit, sql`changed`)}`;
}

export interface KeyHolder {
  readonly creatorId: Id<'player'>;
  readonly scopes: string;
  readonly reach: Reach;
  readonly issuer: string | null;
  readonly roles: string;
}

/** null: there is no such key, or it has ended. */
export async function findKeyHolder(
  db: Database,
  key: { readonly id: Id<'apiKey'>; readonly hash: string; readonly now: Instant },
): Promise<KeyHolder | null> {
  const [row] = await run(
    () => db.sql<KeyHolder[]>`
    SELECT creator_id AS "creatorId", array_to_string(scopes, ',') AS scopes, reach, issuer, identity_roles(creator_id) AS roles FROM api_key_record
    WHERE id = ${key.id} AND hash = ${key.hash} AND revoked_at IS NULL AND expires_at > ${key.now}::timestamptz`,
  );
  return row ?? null;
}

/** Kept to the minute: several isolates may note the same minute. */
export async function noteKeyUse(db: Database, id: Id<'apiKey'>, now: Instant): Promise<void> {
  await run(
    () => db.sql`
    INSERT INTO api_key_use AS u (key_id, used_at) VALUES (${id}, ${now}::timestamptz)
    ON CONFLICT (key_id) DO UPDATE SET used_at = excluded.used_at WHERE u.used_at <= excluded.used_at - interval '1 minute'`,
  );
}

export interface KeyTarget {
  readonly kind: string | null;
  readonly id: string | null;
  readonly isNew: boolean;
}

export interface KeyVerdict {
  readonly verdict: 'ended' | 'not_own' | 'sanctioned' | null;
  readonly reach: Reach | null;
  /** Separated by commas. */
  readonly roles: string | null;
  readonly facts: Facts | null;
}

/** First in the transaction of an act. */
export async function judgeApiKey(
  sql: Sql,
  key: Id<'apiKey'>,
  { kind, id, isNew }: KeyTarget,
  now: Instant,
): Promise<KeyVerdict> {
  const [row] = await sql<KeyVerdict[]>`
    SELECT verdict, reach, roles, facts FROM api_key_judge(${key}, ${kind}, ${id}, ${isNew}, ${now}::timestamptz)`;
  return row as KeyVerdict;
}

/** Whether the player organizes what is named. */
export async function reachesTarget(
  db: Database,
  player: Id<'player'>,
  target: { readonly kind: string; readonly id: string },
): Promise<boolean> {
  const [row] = await run(
    () => db.sql<{ reaches: boolean }[]>`SELECT api_key_reaches(${player}, ${target.kind}, ${target.id}) AS reaches`,
  );
  return row?.reaches ?? false;
}
