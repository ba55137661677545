// Queries on endpoints and their keys.

import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Endpoint, EndpointTerms } from './endpoint.ts';

const columns = (sql: Sql) => sql`
  e.id, e.owner_id AS "ownerId", e.reach, e.url, e.description, e.scheme, to_json(e.event_types) AS "eventTypes",
  to_json(e.tournament_ids) AS "tournamentIds", e.state, instant_text(e.disabled_at) AS "disabledAt", e.disabled_reason AS "disabledReason",
  instant_text(e.failing_since) AS "failingSince", webhook_is_paused(e.owner_id, e.reach, clock_timestamp()) AS "isPaused", instant_text(e.created_at) AS "createdAt"`;

export async function findEndpoint(sql: Sql, id: Id<'webhook'>): Promise<Endpoint | null> {
  const [row] = await sql<Endpoint[]>`
    SELECT ${columns(sql)} FROM webhook_endpoint e WHERE e.id = ${id} AND e.state <> 'deleted'`;
  return row ?? null;
}

/** Until the end of the transaction. */
export async function lockEndpoint(sql: Sql, id: Id<'webhook'>): Promise<Endpoint | null> {
  const [row] = await sql<Endpoint[]>`
    SELECT ${columns(sql)} FROM webhook_endpoint e WHERE e.id = ${id} AND e.state <> 'deleted' FOR NO KEY UPDATE`;
  return row ?? null;
}

interface Listed extends PageRequest {
  /** null: of everybody. */
  readonly owner: Id<'player'> | null;
  /** Whether those with the reach `all` are among them. */
  readonly isAdmin: boolean;
}

/** Newest first. */
export function listEndpoints({ sql }: Database, { owner, isAdmin, after, limit }: Listed): Promise<Endpoint[]> {
  return run(
    () => sql<Endpoint[]>`
    SELECT ${columns(sql)} FROM webhook_endpoint e
    WHERE e.state <> 'deleted' AND (${owner}::text IS NULL OR e.owner_id = ${owner}) AND (${isAdmin} OR e.reach = 'own')
      AND (${after}::text IS NULL OR e.id < ${after})
    ORDER BY e.id DESC LIMIT ${limit + 1}`,
  );
}

/** Those of `ids` that do not exist or, unless `isAdmin`, have another organizer. */
export async function findForeignTournaments(
  sql: Sql,
  ids: readonly Id<'tournament'>[],
  { owner, isAdmin }: { readonly owner: Id<'player'>; readonly isAdmin: boolean },
): Promise<Id<'tournament'>[]> {
  const rows = await sql<{ id: Id<'tournament'> }[]>`
    SELECT given.id FROM unnest(string_to_array(${ids.join(',')}, ',')) AS given (id)
    WHERE NOT EXISTS (SELECT FROM tournament_summary t WHERE t.id = given.id AND (${isAdmin} OR t.organizer_id = ${owner}))`;
  return rows.map(({ id }) => id);
}

export interface NewSecret {
  readonly id: Id<'webhookSecret'>;
  readonly sealed: string;
  readonly publicKey: string | null;
}

type NewEndpoint = Pick<Endpoint, 'id' | 'ownerId' | 'reach' | 'scheme' | 'createdAt'> & EndpointTerms;

/** @returns false if the owner has `max` of them already. */
export async function insertEndpoint(sql: Sql, endpoint: NewEndpoint, max: number, audit: AuditRow): Promise<boolean> {
  const { id, ownerId, reach, url, description, scheme, eventTypes, tournamentIds, createdAt } = endpoint;
  // Two at once would both count one too few.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks of ${ownerId}`}, 0))`;
  const rows = await sql`
    WITH made AS (
      INSERT INTO webhook_endpoint (id, owner_id, reach, url, description, scheme, event_types, tournament_ids, state, created_at)
      SELECT ${id}, ${ownerId}, ${reach}, ${url}, ${description}, ${scheme}, string_to_array(${eventTypes.join(',')}, ','),
        string_to_array(${tournamentIds.join(',')}, ','), 'active', ${createdAt}::timestamptz
      WHERE (SELECT count(*) FROM webhook_endpoint WHERE owner_id = ${ownerId} AND state <> 'deleted') < ${max}::integer RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`made`)}) SELECT FROM made`;
  return rows.length > 0;
}

/** The first key of an endpoint, or a new one: the current one signs until `overlapEndsAt`, an older one no more. */
export async function insertSecret(
  sql: Sql,
  webhookId: Id<'webhook'>,
  { id, sealed, publicKey }: NewSecret,
  { now, overlapEndsAt }: { readonly now: Instant; readonly overlapEndsAt: Instant },
): Promise<void> {
  await sql`
    UPDATE webhook_secret SET ends_at = CASE WHEN ends_at IS NULL THEN ${overlapEndsAt}::timestamptz ELSE ${now}::timestamptz END
    WHERE webhook_id = ${webhookId} AND (ends_at IS NULL OR ends_at > ${now}::timestamptz)`;
  await sql`
    INSERT INTO webhook_secret (id, webhook_id, sealed, public_key, created_at)
    VALUES (${id}, ${webhookId}, ${sealed}, ${publicKey}, ${now}::timestamptz)`;
}

/** null: it has ended and is removed. */
export async function findSecret(sql: Sql, id: Id<'webhookSecret'>): Promise<NewSecret | null> {
  const [row] = await sql<
    NewSecret[]
  >`SELECT id, sealed, public_key AS "publicKey" FROM webhook_secret WHERE id = ${id}`;
  return row ?? null;
}

export interface Change extends EndpointTerms {
  readonly isActive: boolean;
  readonly now: Instant;
}

/** Lock it first. An endpoint that becomes active begins without failures. */
export async function updateEndpoint(sql: Sql, id: Id<'webhook'>, change: Change, audit: AuditRow): Promise<void> {
  const { url, description, eventTypes, tournamentIds, isActive, now } = change;
  await sql`
    WITH done AS (
      UPDATE webhook_endpoint SET url = ${url}, description = ${description}, event_types = string_to_array(${eventTypes.join(',')}, ','),
        tournament_ids = string_to_array(${tournamentIds.join(',')}, ','),
        state = CASE WHEN ${isActive} THEN 'active' ELSE 'disabled' END,
        disabled_at = CASE WHEN NOT ${isActive} THEN coalesce(disabled_at, ${now}::timestamptz) END,
        disabled_reason = CASE WHEN NOT ${isActive} THEN coalesce(disabled_reason, 'owner') END,
        failing_since = CASE WHEN NOT ${isActive} OR state = 'active' THEN failing_since END
      WHERE id = ${id} RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`done`)}) SELECT FROM done`;
}

/** Lock it first. Cron removes its rows. */
export async function deleteEndpoint(sql: Sql, id: Id<'webhook'>, audit: AuditRow): Promise<void> {
  await sql`
    WITH done AS (
      UPDATE webhook_endpoint SET state = 'deleted', disabled_at = NULL, disabled_reason = NULL WHERE id = ${id} RETURNING 1
    ), audited AS (${appendAudit(sql, audit, sql`done`)}) SELECT FROM done`;
}

/** Beside an act that has no statement of its own to audit. */
export async function auditEndpoint(sql: Sql, audit: AuditRow): Promise<void> {
  await sql`WITH done AS (SELECT 1), audited AS (${appendAudit(sql, audit, sql`done`)}) SELECT FROM done`;
}

export async function hasEndpoints({ sql }: Database): Promise<boolean> {
  const [row] = await run(
    () => sql<{ has: boolean }[]>`SELECT EXISTS (SELECT FROM webhook_endpoint WHERE state = 'active') AS has`,
  );
  return row?.has ?? false;
}
