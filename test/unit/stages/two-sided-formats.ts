// Every format of matches of two, with settings, for properties that hold in all of them.

import type { Format } from '../../../src/tournaments/stages/format.ts';
import { consolationElimination } from '../../../src/tournaments/stages/formats/consolation.ts';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { gauntlet } from '../../../src/tournaments/stages/formats/gauntlet.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { singleElimination } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import type { MatchKey, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';

export interface TwoSided {
  readonly name: string;
  readonly format: Format<unknown>;
  readonly settings: unknown;
}

const of = <S>(name: string, format: Format<S>, settings: S): TwoSided => ({
  name,
  format: format as Format<unknown>,
  settings,
});

export const twoSidedFormats: readonly TwoSided[] = [
  of('single elimination', singleElimination, { thirdPlaceMatch: false }),
  of('single elimination with third place', singleElimination, { thirdPlaceMatch: true }),
  of('consolation', consolationElimination, { thirdPlaceMatch: false }),
  of('double elimination without a final', doubleElimination, { grandFinal: 'none' }),
  of('double elimination', doubleElimination, { grandFinal: 'simple' }),
  of('double elimination with reset', doubleElimination, { grandFinal: 'reset' }),
  of('gauntlet', gauntlet, {}),
  of('round robin', roundRobin, { ...roundRobinDefaults, legs: 2 }),
];

export const nameOf = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;

/** Matches in one order, so that two stages can be compared. */
export const inOrder = (matches: readonly StageMatch[]): readonly StageMatch[] =>
  matches.toSorted((left, right) => nameOf(left.key).localeCompare(nameOf(right.key), 'en', { numeric: true }));
