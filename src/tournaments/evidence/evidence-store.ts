// Queries on evidence.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Evidence, EvidenceFile, EvidenceVerdict } from './evidence.ts';
import { matchEvidenceMax, ownEvidenceMax } from './evidence.ts';

export interface NewEvidence {
  readonly id: Id<'evidence'>;
  readonly matchId: Id<'match'>;
  readonly playerId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly url: string | null;
  readonly file: EvidenceFile | null;
  readonly now: Instant;
}

export interface AddedEvidence {
  readonly verdict: EvidenceVerdict;
  /** Of the row that was there, where it is the same. null if refused. */
  readonly id: Id<'evidence'> | null;
  readonly facts: Facts | null;
}

export async function addEvidence(sql: Sql, given: NewEvidence): Promise<AddedEvidence> {
  const { key = null, sha256 = null, sizeBytes = null, contentType = null } = given.file ?? {};
  const [row] = await sql<AddedEvidence[]>`
    SELECT verdict, evidence_id AS id, facts FROM tournament_add_evidence(${given.id}, ${given.matchId}, ${given.playerId}, ${given.isAdmin},
      ${given.url}, ${key}, ${sha256}, ${sizeBytes}, ${contentType}, ${ownEvidenceMax}, ${matchEvidenceMax}, ${given.now}::timestamptz)`;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** false: the row was erased meanwhile, and its file goes too. */
export async function finishEvidence(db: Database, id: Id<'evidence'>, key: string, now: Instant): Promise<boolean> {
  const [row] = await run(
    () => db.sql<{ isThere: boolean }[]>`
    SELECT tournament_finish_evidence(${id}, ${key}, ${now}::timestamptz) AS "isThere"`,
  );
  return row?.isThere ?? false;
}

const columns = (sql: Sql) => sql`
  e.id, e.match_id AS "matchId", e.player_id AS "playerId", e.url, e.stored_at IS NOT NULL AS "isStored", instant_text(e.created_at) AS "createdAt",
  CASE WHEN e.object_key IS NOT NULL THEN jsonb_build_object('key', e.object_key, 'sha256', e.sha256, 'sizeBytes', e.size_bytes,
    'contentType', e.content_type) END AS file`;

export async function findEvidence({ sql }: Pick<Database, 'sql'>, id: Id<'evidence'>): Promise<Evidence | null> {
  const [row] = await run(() => sql<Evidence[]>`SELECT ${columns(sql)} FROM tournament_evidence e WHERE e.id = ${id}`);
  return row ?? null;
}

/** Earliest first: all of a match, which are few. */
export function listEvidence({ sql }: Pick<Database, 'sql'>, match: Id<'match'>): Promise<Evidence[]> {
  return run(
    () => sql<Evidence[]>`
    SELECT ${columns(sql)} FROM tournament_evidence e WHERE e.match_id = ${match} AND e.stored_at IS NOT NULL ORDER BY e.id`,
  );
}
