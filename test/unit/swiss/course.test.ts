// The course of whole Swiss stages: who meets whom from round to round, when a stage ends early, and byes of any worth.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageState } from '../../../src/tournaments/stages/format.ts';
import {
  pairNextRound,
  type SwissSettings,
  swissDefaults,
  swissSystems,
} from '../../../src/tournaments/stages/formats/swiss.ts';
import { resultOfScores, type StageMatch } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { swiss } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';

type Stage = StageState<SwissSettings>;

interface Course {
  readonly stage: Stage;
  readonly end: 'all_rounds_paired' | 'too_few_entrants' | 'blocked';
}

/** Plays rounds until there is none. `draws` decides who wins. */
function playOut(entrantCount: number, changes: Partial<SwissSettings>, draws: readonly boolean[]): Course {
  let stage: Stage = openStage(swiss, entrantCount, { ...swissDefaults, rounds: 3, ...changes });
  for (let index = 0; ; ) {
    for (const { key } of stage.matches.filter(({ result }) => result === null)) {
      const isFirst = draws[index++ % draws.length] ?? true;
      stage = completeMatch(swiss, stage, key, resultOfScores(isFirst ? [1, 0] : [0, 1]));
    }
    const next = pairNextRound(stage);
    if (next.kind !== 'paired') return { stage, end: next.kind === 'over' ? next.reason : 'blocked' };
    stage = { ...stage, matches: [...stage.matches, ...next.matches.map(openMatch)] };
  }
}

const entrantsOf = ({ slots }: StageMatch) => slots.flatMap(({ entrant }) => entrant ?? []);
const winnerOf = ({ slots, result }: StageMatch) => slots[result?.places.indexOf(1) ?? -1]?.entrant ?? null;

/** Wins and losses of an entrant before a round. A bye is a win. */
function recordOf({ matches }: Stage, entrant: number, before = Number.POSITIVE_INFINITY): string {
  const own = matches.filter((match) => match.key.round < before && entrantsOf(match).includes(entrant));
  const wins = own.filter((match) => winnerOf(match) === entrant).length;
  return `${wins}-${own.length - wins}`;
}

const equals = ['2-0,2-0', '1-1,1-1', '0-2,0-2'];
const anyDraws = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
const anySystem = fc.constantFrom(...swissSystems);
const numRuns = caseCount({ usual: 60, nightly: 3_000 });

describe('a Swiss', () => {
  it('of eight pairs who has won twice with each other in round 3; the Dutch system pairs all with equals', () => {
    const property = fc.property(anySystem, anyDraws, (system, draws) => {
      const { stage } = playOut(8, { system }, draws);
      const third = stage.matches.filter(({ key }) => key.round === 3);
      const records = third.map((match) => entrantsOf(match).map((entrant) => recordOf(stage, entrant, 3)));
      for (const pair of records)
        expect(pair.join()).toBeOneOf(system === 'dutch' ? equals : [...equals, '1-1,0-2', '0-2,1-1']);
    });
    fc.assert(property, { numRuns });
  });

  it('of 16 to three wins or three losses always finds its rounds, and ends with eight and eight after the fifth', () => {
    const settings = { rounds: 9, winsToAdvance: 3, lossesToEliminate: 3 };
    const property = fc.property(anyDraws, (draws) => {
      const { stage, end } = playOut(16, settings, draws);
      expect(end).toBe('too_few_entrants');
      expect(Math.max(...stage.matches.map(({ key }) => key.round))).toBe(5);
      const records = Array.from({ length: 16 }, (_, index) => recordOf(stage, index + 1));
      expect(records.filter((record) => record.startsWith('3-'))).toHaveLength(8);
      expect(records.filter((record) => record.endsWith('-3'))).toHaveLength(8);
      const met = stage.matches.map((match) =>
        entrantsOf(match)
          .toSorted((a, b) => a - b)
          .join(),
      );
      expect(new Set(met).size).toBe(met.length);
    });
    fc.assert(property, { numRuns });
  });

  it('of any size to some wins or losses ends, and nobody plays on who is through or out', () => {
    const size = fc.integer({ min: 4, max: 13 });
    const limit = fc.integer({ min: 1, max: 2 });
    const property = fc.property(size, limit, limit, anyDraws, (entrantCount, wins, losses, draws) => {
      const settings = { rounds: 3, winsToAdvance: wins, lossesToEliminate: losses };
      const { stage } = playOut(entrantCount, settings, draws);
      for (const match of stage.matches) {
        for (const entrant of entrantsOf(match)) {
          const [won = 0, lost = 0] = recordOf(stage, entrant, match.key.round).split('-').map(Number);
          expect([won < wins, lost < losses]).toEqual([true, true]);
        }
      }
    });
    fc.assert(property, { numRuns });
  });

  it.each([0, 1, 2])('gives everybody of three one bye in three rounds, also if a bye is worth %i', (byePoints) => {
    for (const draws of [[true], [false], [true, false]]) {
      const { stage } = playOut(3, { byePoints }, draws);
      const byes = stage.matches.filter(({ slots }) => slots.length === 1).flatMap(entrantsOf);
      expect(byes.toSorted()).toEqual([1, 2, 3]);
    }
  });

  it.each([
    ['everybody has', [1, 2, 3, 4]],
    ['all but one have', [1, 2, 4]],
  ])('is over when %s left', (_, withdrawn) => {
    const stage = openStage(swiss, 4, { ...swissDefaults, rounds: 3 });
    const played = stage.matches.reduce(
      (next, { key }) => completeMatch(swiss, next, key, resultOfScores([1, 0])),
      stage,
    );
    expect(pairNextRound({ ...played, withdrawn })).toEqual({ kind: 'over', reason: 'too_few_entrants' });
  });
});
