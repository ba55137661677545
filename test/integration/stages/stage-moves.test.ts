// Whole stages with any results: the database moves entrants exactly as the pure model does, whatever the format.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type FormatChoice, formatOf } from '../../../src/tournaments/stages/format-registry.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import {
  doubleForfeit,
  type MatchResult,
  resultOfForfeit,
  resultOfScores,
} from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { bracketOf, readStage, rowAt, storeStage } from '../../support/tournaments/stored-stage.ts';
import { readyMatches } from '../../unit/stages/play-stage.ts';

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

async function completeStored(id: Id<'match'>, { outcome, places, scores }: MatchResult): Promise<void> {
  for (const [slot, place] of places.entries())
    await db.sql`UPDATE tournament_slot SET place = ${place}, score = ${scores?.[slot] ?? null} WHERE match_id = ${id} AND slot = ${slot}`;
  await db.sql`SELECT tournament_complete_match(${id}, ${outcome}, now())`;
}

describe('a stage in the database', () => {
  it('has the same slots, vacancies and outcomes after every result as the pure one, and the same ranking', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...choices),
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 12 }),
      fc.nat(),
      async (choice, entrantCount, draws, pick) => {
        const format = formatOf(choice.format);
        const stored = await storeStage(db.sql, choice, entrantCount);
        let state = openStage(format, entrantCount, choice.settings);
        for (let index = 0; ; index += 1) {
          const ready = readyMatches(state);
          const match = ready[(pick + index) % Math.max(1, ready.length)];
          const { rows, state: read } = await readStage(db.sql, stored, choice.settings);
          expect(bracketOf(read)).toEqual(bracketOf(state));
          expect(rows.filter((row) => row.state === 'ready')).toHaveLength(ready.length);
          if (match === undefined) break;
          const result = results[draws[index % draws.length] ?? 0] ?? doubleForfeit;
          state = completeMatch(format, state, match.key, result);
          await completeStored(rowAt(rows, match.key).id, result);
        }
        const { state: read } = await readStage(db.sql, stored, choice.settings);
        expect(format.rank(read)).toEqual(format.rank(state));
      },
    );
    await fc.assert(property, { numRuns: caseCount({ usual: 25, nightly: 500 }) });
  });
});
