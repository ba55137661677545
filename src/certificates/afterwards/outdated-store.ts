// Statements on certificates that say another place than the entrant has now. The caller holds the locks on the tournament and on the
// chains.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { type CertificateState, type CertificateType, overdueAfterSeconds } from '../certificate.ts';
import type { ReasonCode } from '../reason.ts';

export interface RankedCertificate {
  readonly id: Id<'certificate'>;
  readonly registrationId: Id<'registration'>;
  readonly state: CertificateState;
  readonly type: CertificateType;
  readonly place: number;
  readonly isPlaceShared: boolean;
  /** As it is now. */
  readonly rank: number;
  readonly isRankShared: boolean;
}

/** The newest certificate of each entrant, also a revoked one, with the present rank; best first. */
export async function listNewest(sql: Sql, tournamentId: Id<'tournament'>): Promise<RankedCertificate[]> {
  return sql<RankedCertificate[]>`
    SELECT c.id, c.registration_id AS "registrationId", c.state, c.type, c.place, c.is_place_shared AS "isPlaceShared", r.rank,
      r.is_shared AS "isRankShared"
    FROM certificate_certificate c JOIN tournament_ranking r ON r.tournament_id = c.tournament_id AND r.registration_id = c.registration_id
    WHERE c.tournament_id = ${tournamentId} AND NOT EXISTS (SELECT FROM certificate_certificate after WHERE after.replaces_id = c.id)
    ORDER BY r.rank, c.id`;
}

export interface PlaceReplacement {
  readonly id: Id<'certificate'>;
  readonly new_id: Id<'certificate'>;
  readonly audit_id: Id<'audit'>;
  readonly code: string;
  readonly type: CertificateType;
  readonly place: number;
  readonly is_shared: boolean;
}

/** One statement for all: the old ones are superseded, the new ones pending. @returns the new ones. */
export async function replaceOutdated(
  sql: Sql,
  replacements: readonly PlaceReplacement[],
  act: { readonly actorId: Id<'player'>; readonly now: Instant; readonly reasonCode: ReasonCode },
): Promise<Id<'certificate'>[]> {
  const rows = await sql<{ id: Id<'certificate'> }[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(replacements)}::text::jsonb)
        AS w (id text, new_id text, audit_id text, code text, type text, place integer, is_shared boolean)
    ), superseded AS (
      UPDATE certificate_certificate c SET state = 'superseded' FROM wanted w
      WHERE c.id = w.id AND c.state IN ('pending', 'active') RETURNING c.*
    ), replacement AS (
      INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, member_id, type, language, state, failure,
        display_name, printed_name, team_name, tournament_title, place, is_place_shared, entrant_count, ended_on, issuer, issuer_site, logo_key,
        signatory_name, signatory_office, accent_color, expires_at, replaces_id, replaces_reason_code, created_at, retry_at)
      SELECT w.new_id, w.code, s.tournament_id, s.registration_id, s.member_id, w.type, s.language, 'pending',
        CASE s.failure WHEN 'needs_printed_name' THEN s.failure END, s.display_name, s.printed_name, s.team_name, s.tournament_title, w.place, w.is_shared,
        s.entrant_count, s.ended_on, s.issuer, s.issuer_site, s.logo_key, s.signatory_name, s.signatory_office, s.accent_color,
        s.expires_at, s.id, ${act.reasonCode}, ${act.now}::timestamptz,
        ${act.now}::timestamptz + make_interval(secs => ${overdueAfterSeconds})
      FROM superseded s JOIN wanted w ON w.id = s.id RETURNING id, registration_id, replaces_id
    ) SELECT r.id, audit_append(w.audit_id, 'certificate.replaced', ${act.actorId}, r.registration_id, 'certificate', r.replaces_id,
        jsonb_build_object('reasonCode', ${act.reasonCode}::text, 'by', r.id), ${act.now}::timestamptz) AS audited
      FROM replacement r JOIN wanted w ON w.new_id = r.id`;
  return rows.map(({ id }) => id);
}
