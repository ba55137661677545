// Forfeits, and entrants who leave: the matches that they end, the slots that they empty, and where they are ranked.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { singleElimination } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import { resultOfScores, type StageMatch } from '../../../src/tournaments/stages/match.ts';
import { forfeitMatch, leaveStage } from '../../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../../src/tournaments/stages/stage-correction.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { rankStage } from '../../../src/tournaments/stages/stage-ranking.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { readyMatches } from './play-stage.ts';
import { nameOf, twoSidedFormats } from './two-sided-formats.ts';

const cup = { thirdPlaceMatch: false };
const key = (round: number, position = 0, group = 1) => ({ group, round, position });
const at = (matches: readonly StageMatch[], ...place: Parameters<typeof key>) =>
  matches.find((match) => nameOf(match.key) === nameOf(key(...place)));
const standing = (match: StageMatch | undefined) => match?.slots.map(({ entrant, vacancy }) => entrant ?? vacancy);

describe('a side that forfeits', () => {
  it('loses by walkover where nothing was played, by forfeit otherwise', () => {
    const state = openStage(singleElimination, 4, cup);
    const first = forfeitMatch(singleElimination, state, key(1, 0), { absent: [0], hasStarted: false });
    const second = forfeitMatch(singleElimination, first, key(1, 1), { absent: [1], hasStarted: true });
    expect(second.matches.map(({ result }) => result?.outcome ?? null)).toEqual(['walkover', 'forfeit', null]);
    expect(standing(at(second.matches, 2))).toEqual([4, 2]);
  });

  it('goes on in the losers’ bracket', () => {
    const state = openStage(doubleElimination, 4, { grandFinal: 'simple' });
    const next = forfeitMatch(doubleElimination, state, key(1, 0), { absent: [0], hasStarted: false });
    expect(standing(at(next.matches, 1, 0, 2))).toContain(1);
  });

  it('together with the other one leaves the next match to its opponent', () => {
    const state = openStage(singleElimination, 4, cup);
    const none = forfeitMatch(singleElimination, state, key(1, 0), { absent: [0, 1], hasStarted: false });
    const over = completeMatch(singleElimination, none, key(1, 1), resultOfScores([1, 0]));
    expect(at(over.matches, 2)?.result).toMatchObject({ outcome: 'walkover', places: [null, 1] });
  });
});

describe('an entrant who leaves', () => {
  it('forfeits the open match, and gets into no bracket any more', () => {
    const state = openStage(doubleElimination, 4, { grandFinal: 'simple' });
    const left = leaveStage(doubleElimination, state, 1);
    expect(at(left.matches, 1, 0)?.result).toMatchObject({ outcome: 'walkover' });
    expect(left.matches.filter(({ slots }) => slots.some(({ entrant }) => entrant === 1))).toHaveLength(1);
    expect(standing(at(left.matches, 1, 0, 2))).toContain('forfeit');
  });

  it('empties the slot of a match that waits for its opponent, who then goes on by walkover', () => {
    const won = completeMatch(
      singleElimination,
      openStage(singleElimination, 4, cup),
      key(1, 0),
      resultOfScores([1, 0]),
    );
    const left = leaveStage(singleElimination, won, 1);
    expect(standing(at(left.matches, 2))).toEqual(['forfeit', null]);
    const over = completeMatch(singleElimination, left, key(1, 1), resultOfScores([1, 0]));
    expect(at(over.matches, 2)?.result?.outcome).toBe('walkover');
    const ranks = rankStage(singleElimination, over, []).map(({ entrant, rank }) => [entrant, rank]);
    expect(ranks).toEqual([
      [2, 1],
      [1, 2],
      [3, 3],
      [4, 3],
    ]);
  });

  it('with a bye empties the slot that the draw gave', () => {
    const left = leaveStage(singleElimination, openStage(singleElimination, 3, cup), 1);
    expect(standing(at(left.matches, 2))).toEqual(['forfeit', null]);
  });

  it('after it has won everything keeps what it has won', () => {
    const won = completeMatch(singleElimination, openStage(singleElimination, 2, cup), key(1), resultOfScores([1, 0]));
    expect(rankStage(singleElimination, leaveStage(singleElimination, won, 1), [])[0]).toMatchObject({ entrant: 1 });
  });

  it('loses all open matches of a round robin', () => {
    const left = leaveStage(roundRobin, openStage(roundRobin, 4, roundRobinDefaults), 2);
    const own = left.matches.filter(({ slots }) => slots.some(({ entrant }) => entrant === 2));
    expect(own.map(({ result }) => result?.outcome)).toEqual(['walkover', 'walkover', 'walkover']);
    expect(left.matches.filter(({ result }) => result === null)).toHaveLength(3);
  });

  it('as champion of the winners’ bracket gives the grand final away, without a reset', () => {
    let state = openStage(doubleElimination, 2, { grandFinal: 'reset' });
    state = completeMatch(doubleElimination, state, key(1), resultOfScores([1, 0]));
    state = leaveStage(doubleElimination, state, 1);
    expect(state.matches).toHaveLength(2);
    expect(rankStage(doubleElimination, state, []).map(({ entrant }) => entrant)).toEqual([2, 1]);
  });
});

describe('disqualified entrants', () => {
  it('share the last rank, and who was ranked after them moves up', () => {
    const state = openStage(roundRobin, 4, { ...roundRobinDefaults, allowsDraws: false });
    const played = state.matches.reduce(
      (before, match) =>
        completeMatch(
          roundRobin,
          before,
          match.key,
          resultOfScores(match.slots.map(({ entrant }) => 9 - (entrant ?? 0))),
        ),
      state,
    );
    const ranks = rankStage(roundRobin, played, [1, 3]).map(({ entrant, rank, decidedBy }) => [
      entrant,
      rank,
      decidedBy,
    ]);
    expect(ranks).toEqual([
      [2, 1, 'points'],
      [4, 2, 'points'],
      [1, 3, 'disqualification'],
      [3, 3, 'disqualification'],
    ]);
  });
});

const anyAct = fc.record({
  kind: fc.constantFrom('result', 'result', 'result', 'forfeit', 'double', 'leave', 'correct'),
  pick: fc.nat({ max: 999 }),
  side: fc.constantFrom(0, 1),
});

it('no order of results, forfeits, departures and corrections leaves a match that nobody can end, in any format', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...twoSidedFormats),
      fc.integer({ min: 2, max: 11 }),
      fc.array(anyAct, { maxLength: 40 }),
      ({ format, settings }, entrantCount, acts) => {
        let state = openStage(format, entrantCount, settings);
        const disqualified = new Set<number>();
        for (const { kind, pick, side } of acts) {
          const ready = readyMatches(state);
          const match = ready[pick % Math.max(1, ready.length)];
          const over = state.matches.filter(
            ({ slots, result }) => result !== null && slots.every(({ entrant }) => entrant !== null),
          );
          const old = over[pick % Math.max(1, over.length)];
          const result = resultOfScores(side === 0 ? [1, 0] : [0, 1]);
          if (kind === 'leave') {
            const entrant = (pick % entrantCount) + 1;
            if (state.withdrawn.includes(entrant)) continue;
            if (side === 0) disqualified.add(entrant);
            state = leaveStage(format, state, entrant);
            for (const { slots } of state.matches.filter((open) => open.result === null))
              expect(slots.map((slot) => slot.entrant)).not.toContain(entrant);
          } else if (kind === 'correct') {
            if (old !== undefined) state = correctMatch(format, state, old.key, result).state;
          } else if (match !== undefined) {
            if (kind === 'result') state = completeMatch(format, state, match.key, result);
            else {
              const absent = kind === 'double' ? [0, 1] : [side];
              state = forfeitMatch(format, state, match.key, { absent, hasStarted: pick % 2 === 0 });
            }
          }
        }
        for (let ready = readyMatches(state); ready[0] !== undefined; ready = readyMatches(state))
          state = completeMatch(format, state, ready[0].key, resultOfScores([1, 0]));
        expectPlayed(state);
        expectRanked(rankStage(format, state, [...disqualified]), entrantCount, true);
      },
    ),
    { numRuns: caseCount({ usual: 400, nightly: 20_000 }) },
  );
});
