// Queries for a change of a roster. The caller holds the lock on the tournament.

import type { Facts } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import type { TeamEntryRefusal } from '../../teams/team-entry.ts';
import type { ConditionRefusal } from '../conditions/entry-condition.ts';
import type { EntryFacts } from './roster-change.ts';

export interface LockedEntry extends EntryFacts {
  readonly tournamentId: Id<'tournament'>;
  readonly teamId: Id<'team'> | null;
}

export async function findEntry(sql: Sql, id: Id<'registration'>, now: Instant): Promise<LockedEntry | null> {
  const [row] = await sql<LockedEntry[]>`
    SELECT t.id AS "tournamentId", t.state AS "tournamentState", instant_text(t.registration_closes_at) AS "registrationClosesAt",
      t.roster_size AS "rosterSize", t.roster_size_max AS "rosterSizeMax", r.state AS "registrationState", r.player_id AS "captainId", r.team_id AS "teamId", to_json(x.roster) AS roster,
      to_json(ARRAY(SELECT player FROM unnest(x.roster) AS player WHERE sanction_gate(player, t.id, 'register', ${now}::timestamptz) IS NOT NULL)) AS barred
    FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id,
      LATERAL (SELECT ARRAY(SELECT o.player_id FROM tournament_roster o WHERE o.registration_id = r.id ORDER BY o.player_id) AS roster) x
    WHERE r.id = ${id}`;
  return row ?? null;
}

export interface JudgedPlayers {
  /** null: all are members, and the actor is the captain. */
  readonly team: TeamEntryRefusal | null;
  readonly teamFacts: Facts | null;
  /** Of the first player who may not register. */
  readonly sanction: Facts | null;
  /** Who takes part otherwise. */
  readonly elsewhere: readonly Id<'player'>[];
  /** null: all meet the entry condition. Who used an invitation code has met it. */
  readonly condition: ConditionRefusal | null;
  readonly conditionFacts: Facts | null;
}

/** Members who join or leave wait until the transaction ends. */
export async function judgePlayers(
  sql: Sql,
  id: Id<'registration'>,
  { players, now }: { readonly players: readonly Id<'player'>[]; readonly now: Instant },
): Promise<JudgedPlayers> {
  const [row] = await sql<JudgedPlayers[]>`
    WITH asked AS MATERIALIZED (
      SELECT r.id, r.tournament_id, r.player_id, r.team_id, string_to_array(${players.join(',')}, ',') AS players, CASE t.entry_condition
          WHEN 'code_and_list' THEN 'list' WHEN 'code' THEN 'none' WHEN 'code_or_list' THEN CASE WHEN EXISTS (
            SELECT FROM tournament_invitation_use u JOIN tournament_invitation_code c ON c.id = u.code_id
            WHERE u.player_id = r.player_id AND c.tournament_id = t.id) THEN 'none' ELSE 'list' END
          ELSE t.entry_condition END AS condition
      FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id WHERE r.id = ${id})
    SELECT e.verdict AS team, e.facts AS "teamFacts", (
        SELECT gate || jsonb_build_object('player', player) FROM unnest(a.players) AS player,
          sanction_gate(player, a.tournament_id, 'register', ${now}::timestamptz) AS gate WHERE gate IS NOT NULL ORDER BY player LIMIT 1) AS sanction,
      to_jsonb(ARRAY(SELECT x.player_id FROM tournament_roster x
        WHERE x.tournament_id = a.tournament_id AND x.registration_id <> a.id AND x.player_id = ANY (a.players)
        UNION SELECT o.player_id FROM tournament_registration o WHERE o.tournament_id = a.tournament_id AND o.id <> a.id
          AND o.player_id = ANY (a.players) AND o.state IN ('pending', 'confirmed', 'waitlisted') ORDER BY 1)) AS elsewhere,
      c.verdict AS condition, c.facts AS "conditionFacts"
    FROM asked a CROSS JOIN LATERAL team_enter(a.team_id, a.player_id, a.players) e
      LEFT JOIN LATERAL tournament_judge_condition(a.tournament_id, a.condition, a.player_id, a.players, NULL, ${now}::timestamptz) c
        ON a.condition <> 'none'`;
  return row as JudgedPlayers;
}

/** @returns whether anything changed. @throws the constraint roster_once_per_tournament. */
export async function replaceRoster(
  sql: Sql,
  id: Id<'registration'>,
  players: readonly Id<'player'>[],
): Promise<boolean> {
  const rows = await sql`
    WITH gone AS (
      DELETE FROM tournament_roster WHERE registration_id = ${id} AND player_id <> ALL (string_to_array(${players.join(',')}, ',')) RETURNING player_id
    ), added AS (
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id, display_name)
      SELECT r.id, r.tournament_id, m.player_id, m.display_name FROM tournament_registration r JOIN team_squad m ON m.team_id = r.team_id
      WHERE r.id = ${id} AND m.player_id = ANY (string_to_array(${players.join(',')}, ','))
      ON CONFLICT ON CONSTRAINT roster_once_per_registration DO NOTHING RETURNING player_id
    ) SELECT player_id FROM gone UNION ALL SELECT player_id FROM added`;
  return rows.length > 0;
}
