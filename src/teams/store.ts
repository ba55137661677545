// Queries on teams. Joining and leaving are one statement each, which enforces the rules, on a locked team.

import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { PageRequest } from '../core/page.ts';
import type { Sql } from '../db/client.ts';
import { membersMax, type Team, type TeamMember } from './team.ts';

/** `captainName` is the name in the captain's token; the one in the profile comes first. @returns the captain as the first member. */
export async function insertTeam(
  sql: Sql,
  team: Omit<Team, 'members'>,
  captainName: string | null,
): Promise<TeamMember> {
  const [captain] = await sql<TeamMember[]>`
    WITH team AS (
      INSERT INTO team_team (id, name, captain_id, join_code, member_count, created_at)
      VALUES (${team.id}, ${team.name}, ${team.captainId}, ${team.joinCode}, 1, ${team.createdAt}::timestamptz) RETURNING *
    ) INSERT INTO team_member (team_id, player_id, display_name, joined_at) SELECT id, captain_id, coalesce(player_display_name(captain_id), ${captainName}), created_at FROM team
    RETURNING player_id AS "playerId", display_name AS "displayName"`;
  invariant(captain !== undefined, 'the team was inserted');
  return captain;
}

const columnsOf = (sql: Sql) => sql`
  t.id, t.name, t.captain_id AS "captainId", t.join_code AS "joinCode", t.created_at AS "createdAt",
  (SELECT jsonb_agg(jsonb_build_object('playerId', m.player_id, 'displayName', coalesce(m.display_name, player_display_name(m.player_id)))
    ORDER BY m.joined_at, m.player_id) FROM team_member m WHERE m.team_id = t.id) AS "members"`;

const toTeam = (row: Team): Team => ({ ...row, createdAt: toInstant(row.createdAt) });

export async function findTeam(sql: Sql, id: Id<'team'>): Promise<Team | null> {
  const [row] = await sql<Team[]>`SELECT ${columnsOf(sql)} FROM team_team t WHERE t.id = ${id}`;
  return row === undefined ? null : toTeam(row);
}

/** The teams of a player, newest first. */
export async function listTeamsOf(sql: Sql, player: Id<'player'>, page: PageRequest): Promise<Team[]> {
  const rows = await sql<Team[]>`
    SELECT ${columnsOf(sql)} FROM team_member own JOIN team_team t ON t.id = own.team_id
    WHERE own.player_id = ${player} AND (${page.after}::text IS NULL OR t.id < ${page.after})
    ORDER BY t.id DESC LIMIT ${page.limit + 1}`;
  return rows.map(toTeam);
}

/** Until the end of the transaction. Members of a locked team do not change, and later statements see all of them. */
export async function lockTeam(sql: Sql, id: Id<'team'>): Promise<void> {
  await sql`SELECT FROM team_team WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** Lock the team first. @returns false if the code is wrong or the team is full. true if the player already is a member. */
export async function insertMember(
  sql: Sql,
  member: {
    teamId: Id<'team'>;
    playerId: Id<'player'>;
    displayName: string | null;
    joinCode: string;
    joinedAt: Instant;
  },
): Promise<boolean> {
  const { teamId, playerId, displayName, joinCode, joinedAt } = member;
  const rows = await sql`
    WITH team AS (
      UPDATE team_team t SET member_count = member_count + 1
      WHERE id = ${teamId} AND join_code = ${joinCode} AND member_count < ${membersMax}
        AND NOT EXISTS (SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.player_id = ${playerId}) RETURNING id
    ), member AS (
      INSERT INTO team_member (team_id, player_id, display_name, joined_at)
      SELECT id, ${playerId}, coalesce(player_display_name(${playerId}), ${displayName}), ${joinedAt}::timestamptz FROM team RETURNING team_id
    ) SELECT team_id FROM member UNION
      SELECT m.team_id FROM team_member m JOIN team_team t ON t.id = m.team_id AND t.join_code = ${joinCode}
      WHERE m.team_id = ${teamId} AND m.player_id = ${playerId}`;
  return rows.length > 0;
}

/** Lock the team first. Does not remove the captain. @returns false if nothing was removed. */
export async function deleteMember(sql: Sql, teamId: Id<'team'>, playerId: Id<'player'>): Promise<boolean> {
  const rows = await sql`
    WITH removed AS (
      DELETE FROM team_member m USING team_team t
      WHERE t.id = ${teamId} AND m.team_id = t.id AND m.player_id = ${playerId} AND t.captain_id <> m.player_id RETURNING t.id
    ) UPDATE team_team t SET member_count = member_count - 1 FROM removed WHERE t.id = removed.id RETURNING t.id`;
  return rows.length > 0;
}

/** Lock the team first. @returns false if the player is no member. */
export async function writeCaptain(sql: Sql, teamId: Id<'team'>, playerId: Id<'player'>): Promise<boolean> {
  const rows = await sql`
    UPDATE team_team t SET captain_id = ${playerId} FROM team_member m
    WHERE t.id = ${teamId} AND m.team_id = t.id AND m.player_id = ${playerId} RETURNING t.id`;
  return rows.length > 0;
}
