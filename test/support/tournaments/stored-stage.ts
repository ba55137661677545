// A live tournament, stored without HTTP, and what a bracket of it looks like beside the pure one.

import type { Id } from '../../../src/core/id.ts';
import { type Instant, systemClock } from '../../../src/core/instant.ts';
import type { Sql } from '../../../src/db/client.ts';
import { insertMatches } from '../../../src/tournaments/matches/match-store.ts';
import type { Qualification } from '../../../src/tournaments/stages/advancement/qualification.ts';
import { writeStages } from '../../../src/tournaments/stages/append.ts';
import { insertStageEntrants, listStageEntrants } from '../../../src/tournaments/stages/course/stage-entrant-store.ts';
import type { RequestedBye, StageState } from '../../../src/tournaments/stages/format.ts';
import { type FormatChoice, formatOfStage } from '../../../src/tournaments/stages/format-registry.ts';
import { groupsOfSeeds } from '../../../src/tournaments/stages/groups.ts';
import type { MatchKey, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { firstStage, type Stage } from '../../../src/tournaments/stages/stage.ts';
import { listStageMatches, moveStage } from '../../../src/tournaments/stages/stage-store.ts';
import { nameMatches, type StoredMatch, toStageState } from '../../../src/tournaments/stages/stored-match.ts';
import { newId } from '../isolate/ports.ts';

export interface StoredStage {
  readonly tournament: Id<'tournament'>;
  readonly organizer: Id<'player'>;
  /** By seed; index 0 is seed 1. */
  readonly entrants: readonly Id<'registration'>[];
  readonly players: readonly Id<'player'>[];
  readonly startedAt: Instant;
}

export type StagePlan = FormatChoice & {
  readonly groups?: number;
  /** Absent: the entrants of the tournament. */
  readonly entrants?: Qualification;
};

/** The stages as they are planned, numbered from 1. */
export const stagesOf = (plans: readonly StagePlan[]): Stage[] =>
  plans.map(
    ({ groups = 1, entrants = null, ...choice }, index): Stage => ({
      ...choice,
      ...{ number: index + 1, state: 'planned', name: null, groups, entrants, bestOf: null },
      scoring: choice.format === 'free_for_all' ? 'lobby' : 'wins',
    }),
  );

/** Stage 1 is live, the others are planned. `byes` were asked for before it started. */
export async function storeStages(
  sql: Sql,
  plans: readonly StagePlan[],
  entrantCount: number,
  byes: readonly RequestedBye[] = [],
): Promise<StoredStage> {
  const [tournament, organizer] = [newId('tournament'), newId('player')];
  const entrants = Array.from({ length: entrantCount }, () => newId('registration'));
  const players = entrants.map(() => newId('player'));
  const now = '2026-11-24T10:00:00Z';
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, confirmed_count, starts_at, created_at)
    VALUES (${tournament}, 'Open', ${organizer}, 'solo', 'live', 4096, 2, ${entrantCount}, ${now}, ${now})`;
  const stages = stagesOf(plans);
  await sql`${writeStages(sql, stages, sql`(SELECT ${tournament}::text AS id)`)}`;
  await sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, seed, created_at)
    SELECT id, ${tournament}, player, 'A', 'en', 'confirmed', seed, ${now}::timestamptz
    FROM unnest(string_to_array(${entrants.join(',')}, ','), string_to_array(${players.join(',')}, ',')) WITH ORDINALITY AS e (id, player, seed)`;
  const [first] = stages;
  if (first === undefined) throw new Error('a tournament has a stage');
  const groupOf = groupsOfSeeds(entrantCount, first.groups);
  const rows = entrants.map((registrationId, index) => ({
    ...{ registrationId, seed: index + 1, group: groupOf[index] ?? 1 },
  }));
  await insertStageEntrants(sql, tournament, firstStage, rows);
  for (const { entrant, round, points } of byes)
    await sql`
      INSERT INTO tournament_bye (tournament_id, stage, registration_id, round, points)
      VALUES (${tournament}, ${firstStage}, ${entrants[entrant - 1] ?? ''}, ${round}, ${points})`;
  const matches = nameMatches(newId, formatOfStage(first).build(entrantCount, first.settings, byes), rows);
  const startedAt = systemClock();
  await insertMatches(sql, { tournamentId: tournament, stage: firstStage, now: startedAt }, matches);
  await moveStage(sql, tournament, firstStage, 'live');
  return { tournament, organizer, entrants, players, startedAt };
}

export const storeStage = (sql: Sql, choice: FormatChoice, entrantCount: number): Promise<StoredStage> =>
  storeStages(sql, [choice], entrantCount);

export async function readStage(
  sql: Sql,
  { tournament }: Pick<StoredStage, 'tournament'>,
  settings: FormatChoice['settings'],
  number = firstStage,
) {
  const [rows, entrants] = [
    await listStageMatches(sql, tournament, number),
    await listStageEntrants(sql, tournament, number),
  ];
  return { rows, entrants, state: toStageState(rows, entrants, settings) };
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
