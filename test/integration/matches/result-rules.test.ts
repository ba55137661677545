// What a result act does: the database function and the pure rule decide alike on generated states, and only what was accepted is written.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import { settleResult } from '../../../src/tournaments/matches/match-store.ts';
import { judgeResult, type ResultOutcome, resultOutcomes } from '../../../src/tournaments/matches/result.ts';
import { placesOf, resultFault } from '../../../src/tournaments/matches/result-fault.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { casesOf, pairsOf, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import {
  actOf,
  factsOf,
  isPossible,
  type ResultCase,
  type ResultIds,
  readWritten,
  resultDimensions,
  resultIds,
  type Written,
  writeCase,
} from '../../support/rules/result-cases.ts';
import { resultRow } from '../../support/rules/row-shapes.ts';

const database = useDatabase();
let owner: Database;
let app: Database;

beforeAll(async () => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => Promise.all([owner?.close(), app?.close()]));

const stateAfter: Partial<Record<ResultOutcome, Written['state']>> = {
  reported: 'pending_result',
  corrected: 'pending_result',
  disputed: 'disputed',
  confirmed: 'completed',
  decided: 'completed',
};

/** What the accepted act must have written. */
function expectedAfter(before: Written, given: ResultCase, ids: ResultIds, outcome: ResultOutcome): Written {
  const state = stateAfter[outcome];
  if (state === undefined) return before;
  const isFinal = state === 'completed';
  const places = given.places ?? placesOf(given.score, []);
  const type = isFinal ? 'match_completed' : outcome === 'disputed' ? 'dispute_opened' : 'result_reported';
  // After a draw nobody goes on. Who is left alone in the next match wins it.
  const moved = [1, 2].map((place) => (isShared(places, place) ? 'played' : ids.entrants[places.indexOf(place)]));
  const next = moved.includes('played') ? 'completed' : 'ready';
  return {
    state,
    outcome: isFinal ? 'played' : null,
    reportedBy: outcome === 'reported' ? ids.players[given.actor] : before.reportedBy,
    sides: outcome === 'disputed' ? before.sides : given.score.map((score, slot) => [score, places[slot] ?? null]),
    games:
      outcome === 'disputed' || (outcome === 'confirmed' && given.games === null)
        ? before.games
        : (given.games?.length ?? 0),
    next: isFinal && given.isFollowed ? [moved[0] ?? null, moved[1] ?? null, next] : before.next,
    results: 1,
    audits: outcome === 'decided' ? 1 : 0,
    events: [type, ...(isFinal && given.isFollowed && next === 'ready' ? ['match_ready'] : [])],
  };
}

const winnerOf = (sides: Written['sides'], { entrants }: ResultIds) =>
  sides.filter(([, place]) => place === 1).length === 1 ? entrants[sides.findIndex(([, place]) => place === 1)] : null;

/** Who reported second contests the first report. */
const entryOf = ({ actor }: ResultCase, { entrants }: ResultIds) => entrants[actor === 'a' ? 0 : 1];

const isShared = (places: readonly (number | null)[], place: number) =>
  places.filter((each) => each === place).length !== 1;

async function expectAgreement(given: ResultCase, sql: Sql = owner.sql): Promise<ResultOutcome> {
  const ids = resultIds(newId);
  await writeCase(sql, given, ids);
  const before = await readWritten(sql, ids);
  const expected = judgeResult(factsOf(given, ids), actOf(given, ids));
  const row = await settleResult(app, {
    ...actOf(given, ids),
    matchId: ids.match,
    ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') },
    claim: null,
    now: systemClock(),
  });
  resultRow.parse(row);
  const after = expectedAfter(before, given, ids, expected);
  expect(row.outcome?.outcome, JSON.stringify(given)).toBe(expected);
  expect(row.outcome?.state).toBe(after.state);
  expect(row.outcome?.fault ?? null).toBe(resultFault(factsOf(given, ids), actOf(given, ids)));
  expect(row.outcome?.sanction?.kind).toBe(given.isSanctioned && given.kind !== 'decision' ? 'ban' : undefined);
  expect(await readWritten(sql, ids), JSON.stringify(given)).toEqual(after);
  expect(row.event?.payload).toEqual(
    after.events.length === 0
      ? undefined
      : {
          ...{ matchId: ids.match, stage: 1, group: 1, round: 1, position: 0 },
          ...(after.outcome === null ? {} : { outcome: after.outcome }),
          state: after.state,
          scores: after.sides.map(([score]) => score),
          places: after.sides.map(([, place]) => place),
          winnerId: after.outcome === null ? null : winnerOf(after.sides, ids),
          ...(expected === 'disputed'
            ? { disputeId: expect.any(String), registrationId: entryOf(given, ids), reason: 'score_mismatch' }
            : {}),
        },
  );
  return expected;
}

it('the database and the pure rule agree on every case with one unusual value, and every outcome occurs', async () => {
  const outcomes = new Set<string>();
  for (const given of resultDimensions.flatMap(singlesOf).filter(isPossible))
    outcomes.add(await expectAgreement(given));
  expect([...outcomes].sort()).toEqual([...resultOutcomes].sort());
});

it('the database and the pure rule agree on every state with any side, kind, score and permission to draw', async () => {
  const anyCase = fc.oneof(...resultDimensions.map(casesOf)).filter(isPossible);
  const pairs = resultDimensions.flatMap(pairsOf).filter(isPossible);
  const examples = pairs.slice(0, caseCount({ usual: 0, nightly: pairs.length }));
  const property = fc.asyncProperty(anyCase, async (given) => void (await expectAgreement(given)));
  await fc.assert(property, {
    numRuns: examples.length + caseCount({ usual: 400, nightly: 5_000 }),
    examples: examples.map((given) => [given] as [ResultCase]),
  });
});

it('a match that does not exist has no verdict', async () => {
  const row = await settleResult(app, {
    matchId: newId('match'),
    ...{ kind: 'report', actorId: newId('player'), isAdmin: false, scores: [1, 0] },
    ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') },
    claim: null,
    now: systemClock(),
  });
  expect(resultRow.parse(row)).toEqual({ verdict: null, outcome: null, event: null });
});
