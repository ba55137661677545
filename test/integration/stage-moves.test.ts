// Whole stages with any results: the database moves entrants exactly as the pure model does, whatever the format.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/id.ts';
import { systemClock } from '../../src/core/instant.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { insertMatches } from '../../src/tournaments/matches/match-store.ts';
import type { StageState } from '../../src/tournaments/stages/format.ts';
import { type FormatChoice, formatOf } from '../../src/tournaments/stages/format-registry.ts';
import { roundRobinDefaults } from '../../src/tournaments/stages/formats/round-robin.ts';
import {
  doubleForfeit,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
  type StageMatch,
} from '../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../src/tournaments/stages/stage-play.ts';
import { listStageMatches } from '../../src/tournaments/stages/stage-store.ts';
import { entrantsOf, nameMatches, toStageState } from '../../src/tournaments/stages/stored-match.ts';
import { useDatabase } from '../support/database.ts';
import { caseCount } from '../support/nightly.ts';
import { newId } from '../support/ports.ts';
import { readyMatches } from '../unit/stages/play-stage.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const choices: readonly FormatChoice[] = [
  { format: 'single_elimination', settings: { thirdPlaceMatch: true, consolation: false } },
  { format: 'single_elimination', settings: { thirdPlaceMatch: false, consolation: true } },
  { format: 'single_elimination', settings: { thirdPlaceMatch: false, consolation: false } },
  { format: 'gauntlet', settings: {} },
  { format: 'round_robin', settings: { ...roundRobinDefaults, legs: 2 } },
];
const results: readonly MatchResult[] = [
  resultOfScores([2, 0]),
  resultOfScores([0, 1]),
  resultOfForfeit(0),
  resultOfForfeit(1),
  doubleForfeit,
];

interface Stored {
  readonly tournament: Id<'tournament'>;
  readonly entrants: readonly Id<'registration'>[];
}

async function storeStage({ format, settings }: FormatChoice, entrantCount: number): Promise<Stored> {
  const tournament = newId('tournament');
  const entrants = Array.from({ length: entrantCount }, () => newId('registration'));
  const { sql } = db;
  const now = '2026-11-24T10:00:00Z';
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, created_at)
    VALUES (${tournament}, 'Open', 'ply_0', 'solo', 'live', 64, 2, ${now}, ${now})`;
  await sql`
    INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
    VALUES (${tournament}, 1, ${format}, ${JSON.stringify(settings)}::text::jsonb, false, 'live')`;
  await sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    SELECT id, ${tournament}, id, 'A', 'en', 'confirmed', ${now}::timestamptz FROM unnest(string_to_array(${entrants.join(',')}, ',')) AS id`;
  const plans = formatOf(format).build(entrantCount, settings);
  await insertMatches(
    sql,
    { tournamentId: tournament, stage: 1, now: systemClock() },
    nameMatches(newId, plans, entrants),
  );
  return { tournament, entrants };
}

const readStage = async ({ tournament, entrants }: Stored, settings: FormatChoice['settings']) => {
  const rows = await listStageMatches(db.sql, tournament, 1);
  expect(entrantsOf(rows)).toEqual(entrants);
  return { rows, state: toStageState(rows, entrants, settings) };
};

async function completeStored(id: Id<'match'>, { outcome, places, scores }: MatchResult): Promise<void> {
  for (const [slot, place] of places.entries())
    await db.sql`UPDATE tournament_slot SET place = ${place}, score = ${scores?.[slot] ?? null} WHERE match_id = ${id} AND slot = ${slot}`;
  await db.sql`SELECT tournament_complete_match(${id}, ${outcome}, now())`;
}

const inOrder = ({ matches }: Pick<StageState<unknown>, 'matches'>): readonly StageMatch[] =>
  matches.toSorted(
    ({ key: left }, { key: right }) =>
      left.group - right.group || left.round - right.round || left.position - right.position,
  );

describe('a stage in the database', () => {
  it('has the same slots, vacancies and outcomes after every result as the pure one, and the same ranking', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...choices),
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 12 }),
      fc.nat(),
      async (choice, entrantCount, draws, pick) => {
        const format = formatOf(choice.format);
        const stored = await storeStage(choice, entrantCount);
        let state = openStage(format, entrantCount, choice.settings);
        for (let index = 0; ; index += 1) {
          const ready = readyMatches(state);
          const match = ready[(pick + index) % Math.max(1, ready.length)];
          const { rows, state: read } = await readStage(stored, choice.settings);
          expect(inOrder(read)).toEqual(inOrder(state).map(withoutGames));
          expect(rows.filter((row) => row.state === 'ready')).toHaveLength(ready.length);
          if (match === undefined) break;
          const result = results[draws[index % draws.length] ?? 0] ?? doubleForfeit;
          state = completeMatch(format, state, match.key, result);
          const row = rows.find(
            ({ group, round, position }) =>
              [group, round, position].join() === [match.key.group, match.key.round, match.key.position].join(),
          );
          await completeStored(row?.id as Id<'match'>, result);
        }
        const { state: read } = await readStage(stored, choice.settings);
        expect(format.rank(read)).toEqual(format.rank(state));
      },
    );
    await fc.assert(property, { numRuns: caseCount({ usual: 25, nightly: 500 }) });
  });
});

/** The database has no scores of a match that was not played. */
const withoutGames = ({ key, slots, result }: StageMatch): StageMatch => ({
  key,
  slots,
  result: result === null ? null : { outcome: result.outcome, places: result.places, scores: result.scores },
});
