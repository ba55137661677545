// Check-in before a match: the database functions and the pure rules decide alike.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import {
  closesAt,
  judgeMatchCheckIn,
  type MatchCheckInFacts,
  type MatchCheckInOutcome,
  type MatchCheckInTimes,
  matchCheckInOutcomes,
  matchCheckInSides,
} from '../../../src/tournaments/match-check-in/match-check-in.ts';
import { matchStates } from '../../../src/tournaments/matches/result.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url, 2);
});
afterAll(() => db.close());

const noon = '2030-01-01T12:00:00.000Z' as Instant;
const near = fc
  .constantFrom(-60_001, -60_000, -59_999, -1, 0, 1, 59_999, 60_000)
  .map((ms) => addSeconds(noon, ms / 1000));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const mostly = <T>(value: T, others: readonly T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const times: fc.Arbitrary<MatchCheckInTimes> = fc.record({
  readyAt: maybe(near),
  minutes: fc.constantFrom(1, 2, 1440),
  startsAt: maybe(near),
  isPostponed: mostly(false, [true]),
});
const facts: fc.Arbitrary<MatchCheckInFacts> = fc.record({
  side: mostly<MatchCheckInFacts['side']>('entrant', matchCheckInSides),
  isSanctioned: mostly(false, [true]),
  tournamentState: mostly<(typeof tournamentStates)[number]>('live', tournamentStates),
  matchState: mostly<(typeof matchStates)[number]>('check_in', matchStates),
  isPresent: mostly(false, [true]),
  opensAt: maybe(near),
  closesAt: maybe(near),
  now: near,
});

it('closes after the minutes of the plan, and not before the scheduled time', async () => {
  const property = fc.asyncProperty(times, async (given) => {
    const { readyAt, minutes, startsAt, isPostponed } = given;
    const [row] = await db.sql<{ at: Instant | null }[]>`
      SELECT instant_text(tournament_check_in_closes_at(${readyAt}::timestamptz, ${minutes}, ${startsAt}::timestamptz, ${isPostponed})) AS at`;
    expect(row?.at).toBe(closesAt(given));
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 300, nightly: 5_000 }) });
});

it('the database and the pure rule agree on who may check in, and every outcome occurs', async () => {
  const seen = new Set<MatchCheckInOutcome>();
  const property = fc.asyncProperty(facts, async (given) => {
    const expected = judgeMatchCheckIn(given);
    seen.add(expected);
    const [row] = await db.sql<{ outcome: string }[]>`
      SELECT tournament_judge_match_check_in(${given.side}, ${given.isSanctioned}, ${given.tournamentState}, ${given.matchState}, ${given.isPresent},
        ${given.opensAt}::timestamptz, ${given.closesAt}::timestamptz, ${given.now}::timestamptz) AS outcome`;
    expect(row?.outcome).toBe(expected);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 800, nightly: 20_000 }) });
  expect(new Set([...seen, 'no_entrant'])).toEqual(new Set(matchCheckInOutcomes));
});
