// Which results a match cannot have: the database function and the pure rule agree on results of any number of slots.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import {
  placesOf,
  type ReportedResult,
  type ResultRules,
  resultFault,
  resultFaults,
  scorings,
} from '../../../src/tournaments/matches/result-fault.ts';
import { gamePoints } from '../../../src/tournaments/stages/formats/lobbies.ts';
import type { Game } from '../../../src/tournaments/stages/match.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const points = { placement: [5, 3], perKill: 1 };

const anyRules: fc.Arbitrary<ResultRules> = fc.constantFrom(...scorings).chain((scoring) =>
  fc.record({
    scoring: fc.constant(scoring),
    isVacant: fc.array(scoring === 'lobby' ? fc.boolean() : fc.constant(false), {
      minLength: 2,
      maxLength: scoring === 'lobby' ? 5 : 2,
    }),
    bestOf: scoring === 'lobby' ? fc.constant(null) : fc.constantFrom(null, 1, 3, 5),
    points: scoring === 'lobby' ? fc.constantFrom(null, points) : fc.constant(null),
  }),
);

/** What the games of a result bring, so that many results are without a fault. */
function totals({ scoring, isVacant, points: table }: ResultRules, games: readonly Game[]): number[] {
  return isVacant.map((_, slot) =>
    games.reduce((sum, game) => {
      if (scoring !== 'wins') return sum + (gamePoints(game, table)[slot] ?? 0);
      return sum + ((game.scores[slot] ?? 0) > (game.scores[1 - slot] ?? 0) ? 1 : 0);
    }, 0),
  );
}

function anyResult(rules: ResultRules): fc.Arbitrary<ReportedResult> {
  const { isVacant, scoring } = rules;
  const usually = <T>(right: T, other: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: other });
  const numbers = fc.tuple(...isVacant.map((vacant) => (vacant ? usually(0, fc.nat(3)) : fc.nat(3))));
  const anyPlaces = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), {
    minLength: isVacant.length,
    maxLength: isVacant.length,
  });
  const placesFor = (scores: readonly number[]) =>
    usually<(number | null)[] | undefined>(placesOf(scores, isVacant), anyPlaces);
  const game = numbers.chain((scores) =>
    scoring === 'lobby'
      ? placesFor(scores).map((places): Game => ({ scores, places }))
      : usually<Game>({ scores }, fc.constant({ scores, places: placesOf(scores, isVacant) })),
  );
  const games = fc.oneof(fc.constant(undefined), fc.array(game, { minLength: 1, maxLength: 4 }));
  // One more or less in one slot: every other rule is kept.
  const nearly = (scores: readonly number[]) =>
    fc
      .option(fc.nat(scores.length - 1), { nil: -1 })
      .map((wrong) => scores.map((score, slot) => (slot === wrong ? score + 1 : score)));
  const lists = games.chain((given) =>
    (given === undefined ? numbers : nearly(totals(rules, given))).chain((scores) =>
      fc.record({
        games: fc.constant(given),
        scores: fc.constant(scores),
        places: fc.option(placesFor(scores), { nil: undefined }),
      }),
    ),
  );
  return fc.oneof(
    { weight: 9, arbitrary: lists },
    { weight: 1, arbitrary: fc.record({ scores: fc.array(fc.nat(3), { maxLength: 6 }) }) },
  );
}

/** As the store sends it. */
const listText = (values: readonly (number | boolean | null)[] | undefined) =>
  values === undefined ? null : `{${values.map((value) => String(value ?? 'NULL')).join(',')}}`;

async function faultOf({ isVacant, scoring, bestOf, points: table }: ResultRules, result: ReportedResult) {
  const games = result.games === undefined ? null : JSON.stringify(result.games);
  const [row] = await db.sql<{ fault: string | null; places: string }[]>`
    SELECT tournament_result_fault(${listText(result.scores)}::text::integer[], ${listText(result.places)}::text::integer[],
      ${games}::text::jsonb, ${listText(isVacant)}::text::boolean[], ${scoring}, ${bestOf}::integer,
      ${table === null ? null : JSON.stringify(table)}::text::jsonb) AS fault,
      tournament_places(${listText(result.scores)}::text::integer[], ${listText(isVacant)}::text::boolean[])::text AS places`;
  return row;
}

it('the database and the pure rule find the same fault, and every fault occurs', async () => {
  const found = new Set<string | null>();
  const anyCase = anyRules.chain((rules) => anyResult(rules).map((result) => ({ rules, result })));
  const property = fc.asyncProperty(anyCase, async ({ rules, result }) => {
    const fault = resultFault(rules, result);
    const row = await faultOf(rules, result);
    expect(row?.fault ?? null).toBe(fault);
    found.add(fault);
    if (fault === null) expect(row?.places).toBe(listText(placesOf(result.scores, rules.isVacant)));
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 1500, nightly: 20_000 }) });
  expect([...found].sort()).toEqual([null, ...resultFaults].sort());
});
