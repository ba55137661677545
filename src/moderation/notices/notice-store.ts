// The notices of one player, as a union over what moderators have decided.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { type Notice, readNoticePageKey } from './notice.ts';

export interface NoticeFilter {
  readonly playerId: Id<'player'>;
  /** Included; null: all. */
  readonly since: Instant | null;
  readonly now: Instant;
}

/**
 * Newest first, until now: a sanction is said to have ended when its end has come. A revocation that an appeal has decided is told with the
 * appeal.
 */
export function listNotices({ sql }: Database, filter: NoticeFilter, page: PageRequest): Promise<Notice[]> {
  const { playerId, since, now } = filter;
  const { at, key } = readNoticePageKey(page.after);
  return run(
    () => sql<Notice[]>`
    WITH imposed AS (SELECT * FROM sanction_known WHERE player_id = ${playerId}), notice AS (
      SELECT e.at, e.kind, s.id AS about, s.id AS "sanctionId", NULL AS "appealId", s.tournament_id AS "tournamentId",
        NULL AS "registrationId", NULL AS "reportId", jsonb_build_object('kind', s.kind, 'areas', s.areas, 'tournamentId', s.tournament_id,
          'reasonCode', s.reason_code, 'statement', s.statement, 'startsAt', instant_text(s.starts_at), 'endsAt', instant_text(s.ends_at),
          'createdAt', instant_text(s.created_at), 'needsConfirmation', s.needs_confirmation, 'earlierId', s.earlier_id, 'isReduced', s.is_reduced,
          'revokeReason', s.revoke_reason) AS facts
      FROM imposed s LEFT JOIN moderation_appeal a ON a.sanction_id = s.id, LATERAL (VALUES
        ('sanction_imposed', s.created_at), ('sanction_confirmed', s.confirmed_at),
        ('sanction_revoked', CASE WHEN a.outcome IN ('lifted', 'reduced') AND a.decided_at = s.revoked_at THEN NULL ELSE s.revoked_at END),
        ('sanction_ended', CASE WHEN s.revoked_at IS NULL AND (NOT s.needs_confirmation OR s.confirmed_at IS NOT NULL)
          THEN coalesce(s.fulfilled_at, s.ends_at) END)) e (kind, at)
      UNION ALL SELECT a.decided_at, 'appeal_decided', a.id, a.sanction_id, a.id, s.tournament_id, NULL, NULL,
        jsonb_build_object('outcome', a.outcome, 'statement', a.statement, 'endsAt', instant_text(a.ends_at))
      FROM imposed s JOIN moderation_appeal a ON a.sanction_id = s.id
      UNION ALL SELECT e.at, e.kind, k.registration_id || '_' || k.sanction_id, k.sanction_id, NULL, k.tournament_id, k.registration_id, NULL,
        CASE e.kind WHEN 'entrant_removed' THEN jsonb_build_object('title', t.title) ELSE jsonb_build_object('title', t.title, 'remainder', k.remainder) END
      FROM imposed s JOIN tournament_removal_known k ON k.sanction_id = s.id JOIN tournament_summary t ON t.id = k.tournament_id,
        LATERAL (VALUES ('entrant_removed', k.removed_at), ('entrant_restored', k.reversed_at)) e (kind, at)
      UNION ALL SELECT k.dismissed_at, 'strike_dismissed', k.sanction_id, k.sanction_id, NULL, NULL, NULL, NULL,
        jsonb_build_object('points', k.points, 'reason', k.dismiss_reason)
      FROM sanction_strike_known k WHERE k.player_id = ${playerId}
      UNION ALL SELECT v.reviewed_at, 'hosting_reviewed', v.tournament_id || '_' || (1000 * extract(epoch FROM v.reviewed_at))::bigint, NULL, NULL, v.tournament_id, NULL, NULL,
        jsonb_build_object('title', t.title, 'outcome', v.outcome, 'reason', v.reason)
      FROM tournament_summary t JOIN sanction_hosting_review_known v ON v.tournament_id = t.id AND v.organizer_id = t.organizer_id
      WHERE t.organizer_id = ${playerId}
      UNION ALL SELECT c.decided_at, 'report_decided', r.id, NULL, NULL, r.tournament_id, NULL, r.id,
        jsonb_build_object('state', c.state, 'statement', c.statement)
      FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id WHERE r.reporter_id = ${playerId}
    )
    SELECT n.kind || ' ' || n.about AS key, instant_text(n.at) AS at, n.kind, n."sanctionId", n."appealId", n."tournamentId",
      n."registrationId", n."reportId", n.facts
    FROM notice n
    WHERE n.at <= ${now}::timestamptz AND n.at >= coalesce(${since}::timestamptz, '-infinity')
      AND (${at}::timestamptz IS NULL OR (n.at, n.kind || ' ' || n.about) < (${at}::timestamptz, ${key}::text))
    ORDER BY n.at DESC, n.kind || ' ' || n.about DESC LIMIT ${page.limit + 1}`,
  );
}
