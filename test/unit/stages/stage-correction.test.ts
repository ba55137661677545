// Corrections: the matches that they reset, and that a correction of a correction is none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageState } from '../../../src/tournaments/stages/format.ts';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { singleElimination } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import {
  doubleForfeit,
  type MatchResult,
  resultOfScores,
  type StageMatch,
} from '../../../src/tournaments/stages/match.ts';
import { leaveStage } from '../../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../../src/tournaments/stages/stage-correction.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { readyMatches, sidesOf } from './play-stage.ts';
import { inOrder, nameOf, type TwoSided, twoSidedFormats } from './two-sided-formats.ts';

const home = resultOfScores([1, 0]);
const away = resultOfScores([0, 1]);
const walkover = { outcome: 'walkover', places: [null, 1] };
const finalOf = ({ matches }: StageState<unknown>) =>
  matches.find(({ key: { round, position } }) => round === 2 && position === 0);
const key = (round: number, position = 0, group = 1) => ({ group, round, position });

describe('a correction', () => {
  const settings = { thirdPlaceMatch: false };
  const semifinals = (third?: MatchResult) => {
    let state = openStage(singleElimination, 4, settings);
    for (const position of [0, 1]) state = completeMatch(singleElimination, state, key(1, position), home);
    return third === undefined ? state : completeMatch(singleElimination, state, key(2), third);
  };

  it('of the score alone affects no other match', () => {
    const { state, affected } = correctMatch(singleElimination, semifinals(home), key(1), resultOfScores([5, 2]));
    expect(affected).toEqual([]);
    expect(state.matches[2]?.result).toEqual(home);
  });

  it('of the winner resets the played final', () => {
    const { state, affected } = correctMatch(singleElimination, semifinals(home), key(1), away);
    expect(affected).toEqual([key(2)]);
    expect(state.matches[2]).toMatchObject({ result: null, slots: [{ entrant: 4 }, { entrant: 2 }] });
  });

  it('corrected back gives a champion who has left since the walkover that it had', () => {
    const withThird = { thirdPlaceMatch: true };
    let state = openStage(singleElimination, 4, withThird);
    state = completeMatch(singleElimination, state, key(1), doubleForfeit);
    state = completeMatch(singleElimination, state, key(1, 1), home);
    state = leaveStage(singleElimination, state, 2);
    const corrected = correctMatch(singleElimination, state, key(1, 1), away).state;
    expect(finalOf(corrected)).toMatchObject({ slots: [{ entrant: null }, { entrant: 3 }], result: walkover });
    expect(inOrder(correctMatch(singleElimination, corrected, key(1, 1), home).state.matches)).toEqual(
      inOrder(state.matches),
    );
  });

  it('that brings an opponent to an entrant who has left is a walkover for the opponent', () => {
    let state = openStage(singleElimination, 4, settings);
    state = completeMatch(singleElimination, state, key(1), doubleForfeit);
    state = completeMatch(singleElimination, state, key(1, 1), home);
    state = leaveStage(singleElimination, state, 2);
    const corrected = correctMatch(singleElimination, state, key(1), home).state;
    const slots = [{ entrant: 1 }, { entrant: null, vacancy: 'forfeit' }];
    expect(finalOf(corrected)).toMatchObject({ slots, result: { outcome: 'walkover', places: [1, null] } });
  });

  it('of the grand final takes the reset back', () => {
    let state = openStage(doubleElimination, 2, { grandFinal: 'reset' });
    state = completeMatch(doubleElimination, state, key(1), home);
    state = completeMatch(doubleElimination, state, key(1, 0, 3), away);
    expect(state.matches).toHaveLength(3);
    const corrected = correctMatch(doubleElimination, state, key(1, 0, 3), home);
    expect(corrected.affected).toEqual([key(2, 0, 3)]);
    expect(corrected.state.matches).toHaveLength(2);
  });
});

interface Drawn {
  readonly choice: TwoSided;
  readonly entrantCount: number;
  readonly draws: readonly number[];
  readonly leaver: number | null;
}

const anyStage: fc.Arbitrary<Drawn> = fc.record({
  choice: fc.constantFrom(...twoSidedFormats),
  entrantCount: fc.integer({ min: 2, max: 11 }),
  draws: fc.array(fc.nat({ max: 999 }), { maxLength: 30 }),
  leaver: fc.option(fc.integer({ min: 1, max: 11 })),
});

/** Some matches are played, and perhaps somebody leaves in between. */
function playSome({ choice: { format, settings }, entrantCount, draws, leaver }: Drawn): StageState<unknown> {
  let state = openStage(format, entrantCount, settings);
  draws.forEach((draw, index) => {
    if (index === 3 && leaver !== null && leaver <= entrantCount) state = leaveStage(format, state, leaver);
    const ready = readyMatches(state);
    const match = ready[draw % Math.max(1, ready.length)];
    if (match !== undefined) state = completeMatch(format, state, match.key, draw % 2 === 0 ? home : away);
  });
  return state;
}

const isPlayed = ({ slots, result }: StageMatch) => result !== null && slots.every(({ entrant }) => entrant !== null);
const turned = ({ result }: StageMatch) => (result?.places[0] === 1 ? away : home);
const numRuns = caseCount({ usual: 400, nightly: 20_000 });

it('a correction that resets no result, and the correction back, give the stage before, in every format', () => {
  let tried = 0;
  fc.assert(
    fc.property(anyStage, fc.nat(), (drawn, pick) => {
      const { format } = drawn.choice;
      const before = playSome(drawn);
      const played = before.matches.filter(({ result }) => result?.outcome === 'played');
      const match = played[pick % Math.max(1, played.length)];
      if (match?.result == null) return;
      const once = correctMatch(format, before, match.key, turned(match));
      const isReset = ({ key: own }: StageMatch) => once.affected.some((other) => nameOf(other) === nameOf(own));
      if (before.matches.some((other) => isReset(other) && isPlayed(other))) return;
      tried += 1;
      const twice = correctMatch(format, once.state, match.key, match.result);
      expect(inOrder(twice.state.matches)).toEqual(inOrder(before.matches));
    }),
    { numRuns },
  );
  expect(tried).toBeGreaterThan(numRuns / 10);
});

/** A second, slow implementation: the results that still fit are applied to a new stage. */
function replay({ format, settings }: TwoSided, state: StageState<unknown>): StageState<unknown> {
  const known = new Map(state.matches.filter(isPlayed).map((match) => [nameOf(match.key), match]));
  let next = openStage(format, state.entrantCount, settings);
  for (;;) {
    const match = readyMatches(next).find((ready) => {
      const old = known.get(nameOf(ready.key));
      return old !== undefined && sidesOf(old).join() === sidesOf(ready).join();
    });
    const result = match === undefined ? null : known.get(nameOf(match.key))?.result;
    if (match === undefined || result == null) return next;
    next = completeMatch(format, next, match.key, result);
  }
}

it('exactly the later matches whose entrants change lose their results: what is left is a replay of the results that still fit', () => {
  fc.assert(
    fc.property(anyStage, fc.nat(), (drawn, pick) => {
      const { choice } = drawn;
      const before = playSome({ ...drawn, leaver: null });
      const played = before.matches.filter(isPlayed);
      const match = played[pick % Math.max(1, played.length)];
      if (match === undefined) return;
      const { state, affected } = correctMatch(choice.format, before, match.key, turned(match));
      const corrected = {
        ...before,
        matches: before.matches.map((old) => (old === match ? { ...old, result: turned(old) } : old)),
      };
      expect(inOrder(state.matches)).toEqual(inOrder(replay(choice, corrected).matches));
      const occupants = (stage: StageState<unknown>) =>
        new Map(
          stage.matches.map(({ key: own, slots }) => [
            nameOf(own),
            slots.map(({ entrant, vacancy }) => entrant ?? vacancy !== null).join(),
          ]),
        );
      const [old, now] = [occupants(before), occupants(state)];
      const changed = [...old].filter(([name, slots]) => now.get(name) !== slots).map(([name]) => name);
      expect(affected.map(nameOf).sort()).toEqual(changed.sort());
    }),
    { numRuns },
  );
});
