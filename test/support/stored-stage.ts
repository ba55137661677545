// A live tournament with one stage, stored without HTTP, and what its bracket looks like beside the pure one.

import type { Id } from '../../src/core/id.ts';
import { systemClock } from '../../src/core/instant.ts';
import type { Sql } from '../../src/db/client.ts';
import { insertMatches } from '../../src/tournaments/matches/match-store.ts';
import { insertStageEntrants, listStageEntrants } from '../../src/tournaments/stages/course/stage-entrant-store.ts';
import type { StageState } from '../../src/tournaments/stages/format.ts';
import { type FormatChoice, formatOf } from '../../src/tournaments/stages/format-registry.ts';
import type { MatchKey, StageMatch } from '../../src/tournaments/stages/match.ts';
import { listStageMatches } from '../../src/tournaments/stages/stage-store.ts';
import { nameMatches, type StoredMatch, toStageState } from '../../src/tournaments/stages/stored-match.ts';
import { newId } from './ports.ts';

export interface StoredStage {
  readonly tournament: Id<'tournament'>;
  readonly organizer: Id<'player'>;
  /** By seed; index 0 is seed 1. */
  readonly entrants: readonly Id<'registration'>[];
  readonly players: readonly Id<'player'>[];
}

export async function storeStage(
  sql: Sql,
  { format, settings }: FormatChoice,
  entrantCount: number,
): Promise<StoredStage> {
  const [tournament, organizer] = [newId('tournament'), newId('player')];
  const entrants = Array.from({ length: entrantCount }, () => newId('registration'));
  const players = entrants.map(() => newId('player'));
  const now = '2026-11-24T10:00:00Z';
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, confirmed_count, starts_at, created_at)
    VALUES (${tournament}, 'Open', ${organizer}, 'solo', 'live', 4096, 2, ${entrantCount}, ${now}, ${now})`;
  await sql`
    INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, scoring, state)
    VALUES (${tournament}, 1, ${format}, ${JSON.stringify(settings)}::text::jsonb, ${formatOf(format).allowsDraws(settings)},
      ${format === 'free_for_all' ? 'lobby' : 'wins'}, 'live')`;
  await sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    SELECT id, ${tournament}, player, 'A', 'en', 'confirmed', ${now}::timestamptz
    FROM unnest(string_to_array(${entrants.join(',')}, ','), string_to_array(${players.join(',')}, ',')) AS e (id, player)`;
  const rows = entrants.map((registrationId, index) => ({ registrationId, seed: index + 1, group: 1 }));
  await insertStageEntrants(sql, tournament, 1, rows);
  const matches = nameMatches(newId, formatOf(format).build(entrantCount, settings), rows);
  await insertMatches(sql, { tournamentId: tournament, stage: 1, now: systemClock() }, matches);
  return { tournament, organizer, entrants, players };
}

export async function readStage(sql: Sql, { tournament }: StoredStage, settings: FormatChoice['settings']) {
  const rows = await listStageMatches(sql, tournament, 1);
  return { rows, state: toStageState(rows, await listStageEntrants(sql, tournament, 1), settings) };
}

export const keyText = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;

export function rowAt(rows: readonly StoredMatch[], key: MatchKey): StoredMatch {
  const row = rows.find((match) => keyText(match) === keyText(key));
  if (row === undefined) throw new Error(`no match ${keyText(key)}`);
  return row;
}

/** In order of group, round and position, without games. */
export const bracketOf = ({ matches }: Pick<StageState<unknown>, 'matches'>): readonly StageMatch[] =>
  matches
    .toSorted(
      ({ key: left }, { key: right }) =>
        left.group - right.group || left.round - right.round || left.position - right.position,
    )
    .map(({ key, slots, result }) => {
      if (result === null) return { key, slots, result };
      const { outcome, places, scores } = result;
      return { key, slots, result: { outcome, places, scores } };
    });
