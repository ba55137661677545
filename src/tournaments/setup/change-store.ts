// Statements that change the settings of a tournament, or delete a draft. A version is the row's `xmin`: each update gives another.

import { eq, sql as part } from 'drizzle-orm';
import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { writeStages } from '../stages/append.ts';
import { tournamentColumns } from '../stages/tables.ts';
import { tournamentTable } from '../tables.ts';
import type { Tournament } from '../tournament.ts';

export interface Version {
  readonly tournament: Tournament;
  readonly version: string;
  /** Whether anybody has ever registered. */
  readonly hasEntrants: boolean;
}

export async function findVersion(db: Database, id: Id<'tournament'>): Promise<Version | null> {
  const version = part<string>`${tournamentTable}.xmin::text`;
  const hasEntrants = part<boolean>`EXISTS (SELECT FROM tournament_registration r WHERE r.tournament_id = tournament_tournament.id)`;
  const [row] = await run(() =>
    db.orm
      .select({ ...tournamentColumns, version, hasEntrants })
      .from(tournamentTable)
      .where(eq(tournamentTable.id, id)),
  );
  if (row === undefined) return null;
  const { version: found, hasEntrants: has, ...tournament } = row;
  return { tournament, version: found, hasEntrants: has };
}

export interface SettingsUpdate {
  readonly tournament: Tournament;
  /** Names of settings, as in setting-rules.ts. */
  readonly fields: readonly string[];
  readonly version: string;
  readonly audit: AuditRow;
}

/** @returns false if the row has changed since, or a setting may not change any more. Then nothing is written. */
export async function updateTournament(
  sql: Sql,
  { tournament: t, fields, version, audit }: SettingsUpdate,
): Promise<boolean> {
  // The plan of a stage that has started is written by nobody, also not with the same values.
  const stages = fields.includes('stages')
    ? sql`, stages AS (${writeStages(sql, t.stages, sql`changed`)}), dropped AS (
      DELETE FROM tournament_stage s USING changed WHERE s.tournament_id = changed.id AND s.number > ${t.stages.length})`
    : sql``;
  const rows = await sql`
    WITH changed AS (
      UPDATE tournament_tournament SET title = ${t.title}, issuer = ${t.issuer}, game = ${t.game}, accent_color = ${t.accentColor},
        time_zone = ${t.timeZone}, mode = ${t.mode}, roster_size = ${t.rosterSize}, roster_size_max = ${t.rosterSizeMax}, certificate_holders = ${t.certificateHolders}, visibility = ${t.visibility}, capacity = ${t.capacity},
        entrants_min = ${t.entrantsMin}, waitlist_capacity = ${t.waitlistCapacity}, offer_minutes = ${t.offerMinutes}, check_in_minutes = ${t.checkInMinutes}, auto_confirm_minutes = ${t.autoConfirmMinutes}, requires_approval = ${t.requiresApproval},
        entry_condition = ${t.entryCondition}, auto_start = ${t.autoStart}, entry_fee = ${t.entryFee}::bigint,
        prizes = ${t.prizes === null ? null : JSON.stringify(t.prizes)}::text::jsonb,
        registration_opens_at = ${t.registrationOpensAt}, registration_closes_at = ${t.registrationClosesAt}, starts_at = ${t.startsAt}
      WHERE id = ${t.id} AND xmin::text = ${version} AND NOT EXISTS (
        SELECT FROM unnest(string_to_array(${fields.join(',')}, ',')) AS setting
        WHERE NOT tournament_setting_is_open(setting, state, EXISTS (SELECT FROM tournament_registration r WHERE r.tournament_id = ${t.id})))
      RETURNING id
    )${stages}, audited AS (${appendAudit(sql, audit, sql`changed`)}) SELECT id FROM changed`;
  return rows.length > 0;
}

/** @returns false if the row has changed since, or is no draft. Then nothing is deleted. */
export async function deleteDraft(sql: Sql, id: Id<'tournament'>, version: string, audit: AuditRow): Promise<boolean> {
  const rows = await sql`
    WITH gone AS (
      DELETE FROM tournament_tournament WHERE id = ${id} AND xmin::text = ${version} AND state = 'draft' RETURNING id
    ), stages AS (
      DELETE FROM tournament_stage WHERE tournament_id IN (SELECT id FROM gone)
    ), series AS (
      DELETE FROM tournament_series_tournament WHERE tournament_id IN (SELECT id FROM gone)
    ), staff AS (
      DELETE FROM tournament_staff WHERE tournament_id IN (SELECT id FROM gone)
    ), codes AS (
      DELETE FROM tournament_invitation_code WHERE tournament_id IN (SELECT id FROM gone)
    ), allowed AS (
      DELETE FROM tournament_allowed_player WHERE tournament_id IN (SELECT id FROM gone)
    ), audited AS (${appendAudit(sql, audit, sql`gone`)}) SELECT id FROM gone`;
  return rows.length > 0;
}
