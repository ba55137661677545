// Statements on the conclusion of a tournament. Callers that write hold the lock on the tournament.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import type { RegistrationState } from '../registration/registration.ts';
import { type Conclusion, reopenHours } from './conclusion.ts';

/** After the placements were written. @returns whether the organizer reviews them first. */
export async function insertConclusion(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<boolean> {
  const [row] = await sql<{ requiresReview: boolean }[]>`
    INSERT INTO tournament_conclusion (tournament_id, completed_at, requires_review)
    VALUES (${id}, ${now}::timestamptz, tournament_requires_review(${id})) RETURNING requires_review AS "requiresReview"`;
  return row?.requiresReview ?? false;
}

/** null: not completed. */
export async function findConclusion(sql: Sql, id: Id<'tournament'>): Promise<Conclusion | null> {
  type Row = Readonly<Record<'completedText' | 'approvedText' | 'certifiedText', string | null>>;
  const [row] = await sql<(Row & Pick<Conclusion, 'requiresReview'>)[]>`
    SELECT completed_at AS "completedText", requires_review AS "requiresReview", approved_at AS "approvedText", certified_at AS "certifiedText"
    FROM tournament_conclusion WHERE tournament_id = ${id}`;
  if (row === undefined) return null;
  const { requiresReview, completedText, approvedText, certifiedText } = row;
  const instantOf = (text: string | null) => (text === null ? null : toInstant(text));
  return {
    ...{ requiresReview, completedAt: toInstant(completedText as string) },
    ...{ approvedAt: instantOf(approvedText), certifiedAt: instantOf(certifiedText) },
  };
}

/** @returns false if nothing waits for an approval. */
export async function approveConclusion(
  sql: Sql,
  id: Id<'tournament'>,
  approval: { readonly by: Id<'player'>; readonly now: Instant },
): Promise<boolean> {
  const rows = await sql`
    UPDATE tournament_conclusion SET approved_at = ${approval.now}::timestamptz, approved_by = ${approval.by}
    WHERE tournament_id = ${id} AND requires_review AND approved_at IS NULL RETURNING tournament_id`;
  return rows.length > 0;
}

/** Takes the conclusion back. @returns false if it must stand: prizes, certificates, or the time limit. */
export async function withdrawConclusion(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<boolean> {
  const rows = await sql`
    DELETE FROM tournament_conclusion c USING tournament_tournament t
    WHERE c.tournament_id = ${id} AND t.id = c.tournament_id AND t.state = 'completed' AND t.settled_at IS NULL AND c.certified_at IS NULL
      AND ${now}::timestamptz < c.completed_at + make_interval(hours => ${reopenHours}) RETURNING c.tournament_id`;
  return rows.length > 0;
}

/**
 * After the conclusion was taken back: without its placements, and with the last stages open again. A stage that others went on from stays
 * completed.
 */
export async function reopenStages(sql: Sql, id: Id<'tournament'>): Promise<void> {
  await sql`DELETE FROM tournament_placement WHERE tournament_id = ${id}`;
  const reopened = await sql<{ number: number }[]>`
    UPDATE tournament_stage s SET state = 'live' WHERE s.tournament_id = ${id} AND s.state = 'completed' AND NOT EXISTS (
      SELECT FROM tournament_stage next WHERE next.tournament_id = ${id} AND (next.qualification ->> 'stage')::integer = s.number
        AND next.state <> 'planned') RETURNING s.number`;
  await sql`
    UPDATE tournament_stage_entrant SET rank = NULL, decided_by = NULL
    WHERE tournament_id = ${id} AND stage = ANY (string_to_array(${reopened.map(({ number }) => number).join(',')}, ',')::integer[])`;
}

export interface PlacedEntrant {
  readonly entrant: Id<'registration'>;
  readonly rank: number;
  readonly decidedBy: string;
  /** Disqualified. */
  readonly isOut: boolean;
}

export async function listPlaced(sql: Sql, id: Id<'tournament'>): Promise<PlacedEntrant[]> {
  return sql<PlacedEntrant[]>`
    SELECT p.registration_id AS entrant, p.rank, p.decided_by AS "decidedBy", r.state = 'disqualified' AS "isOut"
    FROM tournament_placement p JOIN tournament_registration r ON r.id = p.registration_id
    WHERE p.tournament_id = ${id} ORDER BY p.rank, p.registration_id`;
}

/** The entrant is out, and every other one has the rank of `ranking`. */
export async function writeDisqualification(
  sql: Sql,
  id: Id<'tournament'>,
  entrant: { readonly id: Id<'registration'>; readonly state: RegistrationState },
  ranking: readonly Pick<PlacedEntrant, 'entrant' | 'rank' | 'decidedBy'>[],
): Promise<void> {
  await sql`
    WITH out AS (UPDATE tournament_registration SET state = 'disqualified' WHERE id = ${entrant.id}
    ), fewer AS (
      UPDATE tournament_tournament SET confirmed_count = confirmed_count - ${entrant.state === 'confirmed' ? 1 : 0} WHERE id = ${id}
    ) UPDATE tournament_placement p SET rank = r.rank, decided_by = r."decidedBy"
      FROM jsonb_to_recordset(${JSON.stringify(ranking)}::text::jsonb) AS r (entrant text, rank integer, "decidedBy" text)
      WHERE p.tournament_id = ${id} AND p.registration_id = r.entrant`;
}

/** Another winner may need a review, while nothing was approved, paid or certified. */
export async function judgeReview(sql: Sql, id: Id<'tournament'>): Promise<void> {
  await sql`
    UPDATE tournament_conclusion c SET requires_review = tournament_requires_review(${id}) FROM tournament_tournament t
    WHERE c.tournament_id = ${id} AND t.id = c.tournament_id AND t.settled_at IS NULL AND c.approved_at IS NULL AND c.certified_at IS NULL`;
}
