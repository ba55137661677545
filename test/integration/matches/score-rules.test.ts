// Who may say how a match stands, and how it can stand: the database functions and the pure rules decide alike, and only what was
// accepted is written.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { scorings } from '../../../src/tournaments/matches/result-fault.ts';
import {
  judgeScore,
  type Score,
  type ScoreOutcome,
  scoreFault,
  scoreOutcomes,
} from '../../../src/tournaments/matches/scores/score.ts';
import { writeScore } from '../../../src/tournaments/matches/scores/score-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { casesOf, type Dimensions, pairsOf, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import {
  actOf,
  factsOf,
  isPossible,
  type ResultCase,
  readWritten,
  resultDimensions,
  resultIds,
  writeCase,
} from '../../support/rules/result-cases.ts';

const database = useDatabase();
let owner: Database;
let app: Database;
beforeAll(() => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => Promise.all([owner?.close(), app?.close()]));

interface ScoreCase extends ResultCase {
  /** Said before, where the match is live. */
  readonly shown: Score | null;
}

const one: Score = { scores: [2, 1], games: [{ scores: [3, 1] }, { scores: [0, 2] }, { scores: [1, 0] }] };
const [report] = resultDimensions as [Dimensions<ResultCase>];
const said: Dimensions<ScoreCase> = {
  ...report,
  kind: ['report'],
  places: [null],
  score: [[2, 1], [0, 0], [3, 1], [2], [2, 1, 0]],
  shown: [null, one, { ...one, games: [] }],
};
const live: Dimensions<ScoreCase> = {
  ...said,
  matchState: ['live', 'ready', 'pending_result'],
  games: [one.games, null],
  shown: [one, null, { ...one, games: one.games.slice(1) }],
};
const byStaff: Dimensions<ScoreCase> = { ...said, actor: ['outsider', 'a'], staff: ['referee', 'check_in', null] };
const dimensions = [said, live, byStaff];
const canBe = (given: ScoreCase) =>
  isPossible(given) && given.reportedBy === null && (given.shown === null || given.matchState === 'live');

async function expectAgreement(given: ScoreCase): Promise<ScoreOutcome> {
  const { sql } = owner;
  const ids = resultIds(newId);
  await writeCase(sql, given, ids);
  if (given.shown !== null) {
    const { scores, games } = given.shown;
    await sql`UPDATE tournament_slot SET score = CASE slot WHEN 0 THEN ${scores[0] ?? 0}::integer ELSE ${scores[1] ?? 0}::integer END WHERE match_id = ${ids.match}`;
    await sql`INSERT INTO tournament_game (match_id, number, slot, score)
      SELECT ${ids.match}, number, slot, score FROM tournament_read_games(${JSON.stringify(games)}::text::jsonb)`;
  }
  const { actorId, isAdmin, scores } = actOf(given, ids);
  const act = { actorId, isAdmin, scores, games: (given.games ?? []).map((game) => ({ scores: game.scores })) };
  const facts = { ...factsOf(given, ids), shown: given.shown };
  const [before, expected] = [await readWritten(sql, ids), judgeScore(facts, act)];
  const { outcome, event } = await writeScore(app, {
    ...{ ...act, matchId: ids.match, eventId: newId('event'), now: systemClock() },
  });
  const isUpdated = expected === 'updated';
  expect(outcome?.outcome, JSON.stringify(given)).toBe(expected);
  expect([outcome?.state, outcome?.fault ?? null]).toEqual([
    isUpdated ? 'live' : given.matchState,
    scoreFault(facts, act),
  ]);
  expect(await readWritten(sql, ids), JSON.stringify(given)).toEqual(
    isUpdated
      ? {
          ...{ ...before, state: 'live', games: act.games.length, events: ['score_updated'] },
          sides: scores.map((score) => [score, null]),
        }
      : before,
  );
  expect(event?.payload ?? null).toEqual(
    isUpdated
      ? {
          ...{ matchId: ids.match, stage: 1, group: 1, round: 1, position: 0 },
          ...{ state: 'live', scores, games: act.games },
        }
      : null,
  );
  return expected;
}

it('the database and the pure rule agree on who may say a score and when, and every outcome occurs', async () => {
  const outcomes = new Set<string>();
  for (const given of dimensions.flatMap(singlesOf).filter(canBe)) outcomes.add(await expectAgreement(given));
  expect([...outcomes].sort()).toEqual([...scoreOutcomes].sort());
  const pairs = dimensions.flatMap(pairsOf).filter(canBe);
  const examples = pairs.slice(0, caseCount({ usual: 0, nightly: pairs.length }));
  const anyCase = fc.oneof(...dimensions.map(casesOf)).filter(canBe);
  await fc.assert(
    fc.asyncProperty(anyCase, async (given) => void (await expectAgreement(given))),
    {
      numRuns: examples.length + caseCount({ usual: 60, nightly: 3_000 }),
      examples: examples.map((given) => [given] as [ScoreCase]),
    },
  );
});

const listText = (values: readonly (number | boolean)[]) => `{${values.join(',')}}`;

it('the database and the pure rule agree on how a match of any number of slots can stand', async () => {
  const anyRules = fc.record({
    scoring: fc.constantFrom(...scorings),
    isVacant: fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }),
    bestOf: fc.constantFrom(null, 1, 3),
  });
  const anyCase = anyRules.chain((rules) => {
    const line = fc.oneof(
      {
        weight: 9,
        arbitrary: fc.tuple(...rules.isVacant.map((vacant) => (vacant ? fc.constantFrom(0, 0, 0, 1) : fc.nat(3)))),
      },
      { weight: 1, arbitrary: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }) },
    );
    return fc.record({
      rules: fc.constant(rules),
      scores: line,
      games: fc.array(
        line.map((scores) => ({ scores })),
        { maxLength: 4 },
      ),
    });
  });
  const faults = new Set<string | null>();
  const property = fc.asyncProperty(anyCase, async ({ rules, scores, games }) => {
    const [row] = await app.sql<{ fault: string | null }[]>`
      SELECT tournament_score_fault(${listText(scores)}::text::integer[], ${JSON.stringify(games)}::text::jsonb,
        ${listText(rules.isVacant)}::text::boolean[], ${rules.scoring}, ${rules.bestOf}::integer) AS fault`;
    expect(row?.fault ?? null).toBe(scoreFault(rules, { scores, games }));
    faults.add(row?.fault ?? null);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 300, nightly: 10_000 }) });
  expect([...faults].sort()).toEqual([null, 'not_best_of', 'slot_count', 'too_many_games', 'vacant_slot'].sort());
});
