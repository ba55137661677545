// Calls of what tournaments publish for the effects of sanctions, and removals as they are kept.

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Fragment, Sql } from '../../db/client.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { DepartureRefusal } from '../../tournaments/departures/departure.ts';
import type { Remainder } from '../../tournaments/departures/removal.ts';
import type { LiveStage } from '../../tournaments/stages/format-registry.ts';
import type { HostingDraft, HostingOutcome } from './hosting-review.ts';

export interface Review {
  readonly tournamentId: Id<'tournament'>;
  readonly outcome: HostingOutcome;
  /** Why it was refused. */
  readonly reason: string | null;
  /** The settings that the moderator has read; null: whatever they are now. */
  readonly seenHash: string | null;
  readonly actorId: Id<'player'>;
  readonly now: Instant;
}

export type ReviewVerdict =
  | 'done'
  | 'not_found'
  | 'conflict_of_interest'
  | 'published'
  | 'changed'
  | 'not_on_probation';

export async function reviewHosting(
  sql: Sql,
  { tournamentId, outcome, reason, seenHash, actorId, now }: Review,
  audit: AuditRow,
): Promise<ReviewVerdict> {
  const call: Fragment = sql`
    SELECT tournament_review_hosting(${tournamentId}, ${outcome}, ${reason}, ${seenHash}, ${actorId}, ${now}::timestamptz) AS verdict`;
  const rows = await withAudit(sql, call, audit, sql`verdict = 'done'`);
  return (rows as unknown as readonly { readonly verdict: ReviewVerdict }[])[0]?.verdict as ReviewVerdict;
}

/** The oldest first, without those that the moderator has an interest in. */
export async function listHostingDrafts(
  sql: Sql,
  { actorId, now, limit }: Pick<Review, 'actorId' | 'now'> & { readonly limit: number },
): Promise<HostingDraft[]> {
  return await sql<HostingDraft[]>`
    SELECT tournament_id AS "tournamentId", title, organizer_id AS "organizerId", state, instant_text(starts_at) AS "startsAt",
      settings_hash AS "settingsHash", sanction_id AS "sanctionId"
    FROM tournament_awaiting_review(${actorId}, ${limit}::integer, ${now}::timestamptz)`;
}

export interface Removing {
  readonly sanctionId: Id<'sanction'>;
  readonly registrationId: Id<'registration'>;
  readonly actorId: Id<'player'>;
  readonly now: Instant;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
}

export interface Removed {
  readonly id: Id<'registration'>;
  readonly state: 'disqualified';
  readonly tournamentId: Id<'tournament'>;
  /** The stages that are played; their formats may create further matches. */
  readonly stages: readonly LiveStage[];
  /** Events of matches that silence has confirmed before the act. */
  readonly silence: readonly OutboxJson[];
  /** Matches that were open. */
  readonly forfeits: readonly { readonly matchId: Id<'match'> }[];
  /** All matches that have changed, those after the forfeited ones too. */
  readonly changed: readonly Id<'match'>[];
  /** Matches that the entrant has played. */
  readonly played: readonly Id<'match'>[];
}

export type RemovalRefusal = 'sanction_not_found' | 'own_sanction' | 'other_player' | 'not_barred';

export type RemovalRow =
  | { readonly verdict: 'done'; readonly outcome: Removed; readonly event: OutboxJson }
  | { readonly verdict: DepartureRefusal | RemovalRefusal; readonly outcome: Facts | null; readonly event: null };

export async function removeFrom(sql: Sql, act: Removing): Promise<RemovalRow> {
  const [row] = await sql<RemovalRow[]>`
    SELECT verdict, outcome, event FROM moderation_remove_entrant(${act.sanctionId}, ${act.registrationId}, ${act.actorId},
      ${act.now}::timestamptz, ${act.eventId}, ${act.auditId})`;
  return row as RemovalRow;
}

export interface Removal {
  readonly sanctionId: Id<'sanction'>;
  readonly registrationId: Id<'registration'>;
  readonly tournamentId: Id<'tournament'>;
  readonly removedBy: Id<'player'>;
  readonly removedAt: Instant;
  /** When the sanction was revoked. */
  readonly reversedAt: Instant | null;
  /** Why nothing could be taken back; null: all was, or the sanction stands. */
  readonly remainder: Remainder | null;
  readonly matchesGoneOn: readonly Id<'match'>[];
}

/** In the order in which acts lock tournaments. */
export async function listRemovals(sql: Sql, sanctionId: Id<'sanction'>): Promise<Removal[]> {
  const rows = await sql<Removal[]>`
    SELECT sanction_id AS "sanctionId", registration_id AS "registrationId", tournament_id AS "tournamentId", removed_by AS "removedBy",
      removed_at AS "removedAt", reversed_at AS "reversedAt", remainder, to_json(coalesce(matches_gone_on, '{}')) AS "matchesGoneOn"
    FROM tournament_removal_known WHERE sanction_id = ${sanctionId} ORDER BY tournament_id, registration_id`;
  return rows.map(({ removedAt, reversedAt, ...row }) => ({
    ...row,
    removedAt: toInstant(removedAt),
    reversedAt: reversedAt === null ? null : toInstant(reversedAt),
  }));
}

/** Removals of the player that nothing justifies any more, in the order in which acts lock tournaments. */
export async function listRemovalsToReverse(
  sql: Sql,
  playerId: Id<'player'>,
  now: Instant,
): Promise<Pick<Removal, 'sanctionId' | 'registrationId'>[]> {
  return await sql<Pick<Removal, 'sanctionId' | 'registrationId'>[]>`
    SELECT sanction_id AS "sanctionId", registration_id AS "registrationId"
    FROM moderation_removals_to_reverse(${playerId}, ${now}::timestamptz)`;
}

/** @returns the events; none: nothing could be taken back, and the removal says why. */
export async function restoreEntrant(sql: Sql, act: Removing): Promise<readonly OutboxJson[]> {
  const [row] = await sql<{ events: readonly OutboxJson[] }[]>`
    SELECT events FROM tournament_restore_entrant(${act.sanctionId}, ${act.registrationId}, ${act.actorId}, ${act.now}::timestamptz,
      ${act.eventId}, ${act.auditId})`;
  return row?.events ?? [];
}
