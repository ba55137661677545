// Queries on vetoes.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import type { VetoAct, VetoPlan } from './veto.ts';

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
}

export async function findVeto(sql: Sql, matchId: Id<'match'>): Promise<StoredVeto | null> {
  const [row] = await sql<StoredVeto[]>`
    SELECT entrant_a AS "entrantA", entrant_b AS "entrantB", instant_text(started_at) AS "startedAt", (
      SELECT coalesce(jsonb_agg(jsonb_build_object('step', step, 'choice', choice, 'chosenAt', instant_text(chosen_at)) ORDER BY step), '[]')
      FROM tournament_veto_act a WHERE a.match_id = v.match_id) AS acts
    FROM tournament_veto v WHERE match_id = ${matchId}`;
  return row ?? null;
}

/** In place of one between other entrants. */
export async function startVeto(
  sql: Sql,
  matchId: Id<'match'>,
  { entrantA, entrantB, startedAt }: Omit<StoredVeto, 'acts'>,
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
