// Who may check in: the database function and the pure rule decide alike.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import {
  type CheckInFacts,
  type CheckInVerdict,
  checkInVerdicts,
  judgeCheckIn,
} from '../../../src/tournaments/check-in/check-in.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url, 2);
});
afterAll(() => db.close());

const startsAt = '2030-01-01T10:00:00.000Z' as Instant;
/** Around each limit, to the millisecond. */
const offsetsMs = [
  0,
  -1,
  1,
  -5 * 60_000,
  -5 * 60_000 - 1,
  -30 * 60_000,
  -30 * 60_000 - 1,
  -30 * 60_000 + 1,
  -20 * 60_000,
];
const at = (ms: number) => addSeconds(startsAt, ms / 1000);
const undoEdges = [-15 * 60_000, -15 * 60_000 - 1, -15 * 60_000 + 1, 0];

const usual = <T>(value: T, others: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const generated: fc.Arbitrary<CheckInFacts> = fc
  .record({
    side: usual<CheckInFacts['side']>('entrant', ['staff', null]),
    isSanctioned: usual(false, [true]),
    state: usual<(typeof tournamentStates)[number]>('registration_open', tournamentStates),
    checkInMinutes: usual<number | null>(30, [5, 1440, null]),
    registrationState: usual<(typeof registrationStates)[number]>('confirmed', registrationStates),
    nowMs: fc.constantFrom(...offsetsMs),
    checkedInMs: fc.constantFrom(null, ...undoEdges),
    isUndo: fc.boolean(),
  })
  .map(({ state, checkInMinutes, nowMs, checkedInMs, ...rest }) => ({
    ...rest,
    tournament: { state, checkInMinutes, startsAt },
    now: at(nowMs),
    checkedInAt: checkedInMs === null ? null : at(nowMs + checkedInMs),
  }));

async function decide(facts: CheckInFacts): Promise<string | undefined> {
  const { side, isSanctioned, tournament, registrationState, checkedInAt, isUndo, now } = facts;
  const [row] = await db.sql<{ verdict: string }[]>`
    SELECT tournament_judge_check_in(${side}, ${isSanctioned}, ${tournament.state}, ${tournament.checkInMinutes}::integer, ${tournament.startsAt}::timestamptz,
      ${registrationState}, ${checkedInAt}::timestamptz, ${isUndo}, ${now}::timestamptz) AS verdict`;
  return row?.verdict;
}

it('the database and the pure rule agree, and every verdict occurs', async () => {
  const seen = new Set<CheckInVerdict>();
  const property = fc.asyncProperty(generated, async (facts) => {
    const expected = judgeCheckIn(facts);
    seen.add(expected);
    expect(await decide(facts)).toBe(expected);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 1_000, nightly: 20_000 }) });
  const ofOne = checkInVerdicts.filter((verdict) => verdict !== 'registration_not_found');
  expect([...seen].sort()).toEqual([...ofOne].sort());
});
