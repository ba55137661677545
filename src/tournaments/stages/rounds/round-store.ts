// Queries for pairing a round: the stage with the version it was read at.

import type { Id } from '../../../core/id.ts';
import type { Database, Sql } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import type { TournamentState } from '../../tournament.ts';
import type { Stage } from '../stage.ts';

export interface StageVersion {
  /** Changes with every act on the tournament. */
  readonly eventSeq: number;
  readonly state: TournamentState;
  readonly stage: Stage;
}

export async function findStageVersion(
  { sql }: Pick<Database, 'sql'>,
  id: Id<'tournament'>,
  number: number,
): Promise<StageVersion | null> {
  const rows = await run(
    () => sql<StageVersion[]>`
    SELECT t.event_seq::integer AS "eventSeq", t.state, jsonb_build_object('number', s.number, 'state', s.state, 'name', s.name,
        'groups', s.group_count, 'entrants', s.qualification, 'bestOf', s.best_of, 'scoring', s.scoring, 'format', s.format,
        'settings', s.settings) AS stage
    FROM tournament_tournament t JOIN tournament_stage s ON s.tournament_id = t.id
    WHERE t.id = ${id} AND s.number = ${number}`,
  );
  return rows[0] ?? null;
}

/** Locks the tournament, if nothing has happened in it since. */
export async function lockUnchanged(sql: Sql, id: Id<'tournament'>, eventSeq: number): Promise<boolean> {
  const rows = await sql`
    SELECT 1 FROM tournament_tournament WHERE id = ${id} AND event_seq = ${eventSeq} FOR NO KEY UPDATE`;
  return rows.length > 0;
}
