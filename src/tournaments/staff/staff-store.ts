// Queries on staff. The acts run in the transaction that holds the lock on the tournament.

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { TournamentState } from '../tournament.ts';
import type { StaffMember, StaffRole, StaffState } from './staff.ts';

/** The role in which the player may act now: not while a sanction keeps the player from it. */
export async function findStaffRole(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<StaffRole | null> {
  const rows = await sql<{ role: StaffRole | null }[]>`SELECT tournament_staff_role(${id}, ${player}) AS role`;
  return rows[0]?.role ?? null;
}

/** The facts of the sanction that keeps active staff from acting in the tournament of `ref`; null if there is none. */
export async function findStaffSanction(
  sql: Sql,
  player: Id<'player'>,
  ref: { readonly kind: string; readonly id: string },
): Promise<Facts | null> {
  const rows = await sql<{ facts: Facts | null }[]>`
    SELECT tournament_staff_sanction(${ref.kind}, ${ref.id}, ${player}) AS facts`;
  return rows[0]?.facts ?? null;
}

type StaffRow = Omit<StaffMember, 'invitedAt' | 'acceptedAt'> &
  Readonly<{ invited: string; accepted: string | null; displayName: string | null }>;

export type NamedStaff = StaffMember & { readonly displayName: string | null };

const toStaff = ({ invited, accepted, ...row }: StaffRow): NamedStaff => ({
  ...row,
  invitedAt: toInstant(invited),
  acceptedAt: accepted === null ? null : toInstant(accepted),
});

const columns = (sql: Sql) => sql`
  tournament_id AS "tournamentId", player_id AS "playerId", role, state, invited_by AS "invitedBy", invited_at::text AS invited,
  accepted_at::text AS accepted, player_display_name(player_id) AS "displayName"`;

/** Invited and active, in the order of the invitations. */
export async function listStaff(db: Database, id: Id<'tournament'>): Promise<NamedStaff[]> {
  const rows = await run(
    () => db.sql<StaffRow[]>`
    SELECT ${columns(db.sql)} FROM tournament_staff WHERE tournament_id = ${id} ORDER BY invited_at, player_id`,
  );
  return rows.map(toStaff);
}

export async function findStaff(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<NamedStaff | null> {
  const [row] = await sql<StaffRow[]>`
    SELECT ${columns(sql)} FROM tournament_staff WHERE tournament_id = ${id} AND player_id = ${player}`;
  return row === undefined ? null : toStaff(row);
}

export async function countStaff(sql: Sql, id: Id<'tournament'>): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM tournament_staff WHERE tournament_id = ${id}`;
  return row?.count ?? 0;
}

export async function insertInvitation(
  sql: Sql,
  m: Pick<StaffMember, 'tournamentId' | 'playerId' | 'role' | 'invitedBy' | 'invitedAt'>,
): Promise<void> {
  await sql`
    INSERT INTO tournament_staff (tournament_id, player_id, role, invited_by, invited_at)
    VALUES (${m.tournamentId}, ${m.playerId}, ${m.role}, ${m.invitedBy}, ${m.invitedAt}::timestamptz)`;
}

/** @returns the facts of the sanction that keeps the player from it; null if the player is staff now. */
export async function acceptInvitation(
  sql: Sql,
  id: Id<'tournament'>,
  player: Id<'player'>,
  now: Instant,
): Promise<Facts | null> {
  const [row] = await sql<{ facts: Facts | null }[]>`
    WITH gate AS MATERIALIZED (SELECT sanction_gate(${player}, ${id}, 'staff', ${now}::timestamptz) AS facts), accepted AS (
      UPDATE tournament_staff SET state = 'active', accepted_at = ${now}::timestamptz FROM gate
      WHERE tournament_id = ${id} AND player_id = ${player} AND state = 'invited' AND gate.facts IS NULL
    ) SELECT facts FROM gate`;
  return row?.facts ?? null;
}

export async function deleteStaff(sql: Sql, id: Id<'tournament'>, player: Id<'player'>): Promise<void> {
  await sql`DELETE FROM tournament_staff WHERE tournament_id = ${id} AND player_id = ${player}`;
}

export interface OwnStaffRole {
  readonly tournamentId: Id<'tournament'>;
  readonly tournamentTitle: string;
  readonly tournamentState: TournamentState;
  readonly role: StaffRole;
  readonly state: StaffState;
}

/** Of the newest tournaments first. */
export function listOwnStaffRoles(db: Database, player: Id<'player'>, page: PageRequest): Promise<OwnStaffRole[]> {
  return run(
    () => db.sql<OwnStaffRole[]>`
    SELECT s.tournament_id AS "tournamentId", t.title AS "tournamentTitle", t.state AS "tournamentState", s.role, s.state
    FROM tournament_staff s JOIN tournament_tournament t ON t.id = s.tournament_id
    WHERE s.player_id = ${player} AND (${page.after}::text IS NULL OR s.tournament_id < ${page.after})
    ORDER BY s.tournament_id DESC LIMIT ${page.limit + 1}`,
  );
}
