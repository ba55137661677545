// Queries on vetoes.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { VetoAct, VetoGame, VetoPlan } from './veto.ts';

export async function findVetoPlan(sql: Sql, id: Id<'tournament'>, stage: number): Promise<VetoPlan | null> {
  const [row] = await sql<{ plan: VetoPlan }[]>`
    SELECT plan FROM tournament_veto_plan WHERE tournament_id = ${id} AND stage = ${stage}`;
  return row?.plan ?? null;
}

/** @returns false if a veto of the stage has started: then the plan stays. */
export async function writeVetoPlan(sql: Sql, id: Id<'tournament'>, stage: number, plan: VetoPlan): Promise<boolean> {
  const rows = await sql`
    INSERT INTO tournament_veto_plan (tournament_id, stage, plan)
    SELECT ${id}, ${stage}::integer, ${JSON.stringify(plan)}::text::jsonb WHERE NOT EXISTS (
      SELECT FROM tournament_match m JOIN tournament_veto v ON v.match_id = m.id WHERE m.tournament_id = ${id} AND m.stage = ${stage}::integer)
    ON CONFLICT (tournament_id, stage) DO UPDATE SET plan = excluded.plan RETURNING 1`;
  return rows.length > 0;
}

export interface StoredVeto {
  readonly entrantA: Id<'registration'>;
  readonly entrantB: Id<'registration'>;
  readonly startedAt: Instant;
  readonly acts: readonly VetoAct[];
  readonly games: readonly VetoGame[];
}

export async function findVeto(sql: Sql, matchId: Id<'match'>): Promise<StoredVeto | null> {
  const [row] = await sql<StoredVeto[]>`
    SELECT entrant_a AS "entrantA", entrant_b AS "entrantB", instant_text(started_at) AS "startedAt", (
      SELECT coalesce(jsonb_agg(jsonb_build_object('step', step, 'choice', choice, 'chosenAt', instant_text(chosen_at)) ORDER BY step), '[]')
      FROM tournament_veto_act a WHERE a.match_id = v.match_id) AS acts, (
      SELECT coalesce(jsonb_agg(jsonb_build_object('game', game, 'winner', winner, 'saidAt', instant_text(said_at)) ORDER BY game), '[]')
      FROM tournament_veto_game g WHERE g.match_id = v.match_id) AS games
    FROM tournament_veto v WHERE match_id = ${matchId}`;
  return row ?? null;
}

/** In place of one between other entrants. */
export async function startVeto(
  sql: Sql,
  matchId: Id<'match'>,
  { entrantA, entrantB, startedAt }: Omit<StoredVeto, 'acts' | 'games'>,
): Promise<void> {
  await sql`DELETE FROM tournament_veto WHERE match_id = ${matchId}`;
  await sql`
    INSERT INTO tournament_veto (match_id, entrant_a, entrant_b, started_at)
    VALUES (${matchId}, ${entrantA}, ${entrantB}, ${startedAt}::timestamptz)`;
}

/** @throws the constraint veto_step_once. */
export async function insertVetoAct(
  sql: Sql,
  matchId: Id<'match'>,
  { step, choice, chosenAt }: VetoAct,
): Promise<void> {
  await sql`
    INSERT INTO tournament_veto_act (match_id, step, choice, chosen_at) VALUES (${matchId}, ${step}, ${choice}, ${chosenAt}::timestamptz)`;
}

/** @throws the constraint veto_game_once. */
export async function insertVetoGame(
  sql: Sql,
  matchId: Id<'match'>,
  { game, winner, saidAt }: VetoGame,
  by: Id<'player'>,
): Promise<void> {
  await sql`
    INSERT INTO tournament_veto_game (match_id, game, winner, said_by, said_at)
    VALUES (${matchId}, ${game}, ${winner}, ${by}, ${saidAt}::timestamptz)`;
}

export interface OpenVeto {
  readonly matchId: Id<'match'>;
  readonly tournamentId: Id<'tournament'>;
  readonly seedingSeed: string | null;
}

/** Of matches that are not reported, with a step that may have been due, in random order. */
export function listOpenVetoes(db: Database, now: Instant, limit: number): Promise<OpenVeto[]> {
  return run(
    () => db.sql<OpenVeto[]>`
    SELECT v.match_id AS "matchId", t.id AS "tournamentId", t.seeding_seed AS "seedingSeed"
    FROM tournament_tournament t JOIN tournament_match m ON m.tournament_id = t.id AND m.state IN ('check_in', 'ready', 'live')
      JOIN tournament_veto v ON v.match_id = m.id
      JOIN tournament_veto_plan p ON p.tournament_id = t.id AND p.stage = m.stage
    WHERE t.state = 'live' AND v.started_at <= ${now}::timestamptz - (p.plan ->> 'stepSeconds')::integer * interval '1 second'
    ORDER BY random() LIMIT ${limit}`,
  );
}

/** @returns false if the event of this state was written before. */
export async function noteVetoState(sql: Sql, id: Id<'tournament'>, key: string, now: Instant): Promise<boolean> {
  const rows = await sql`
    INSERT INTO tournament_reminder (tournament_id, type, subject, created_at) VALUES (${id}, 'veto_changed', ${key}, ${now}::timestamptz)
    ON CONFLICT ON CONSTRAINT reminder_once DO NOTHING RETURNING 1`;
  return rows.length > 0;
}
