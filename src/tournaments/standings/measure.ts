// What a tie-break says about one entrant: a figure, and the terms that a person can add up to get it.

import type { Fraction } from './fraction.ts';
import type { LineKind, Records } from './record.ts';
import type { StandingsInput } from './results.ts';
import type { TieBreak } from './tie-break.ts';

/** Why the score of the dummy is less than the score of the entrant; FIDE C.07, article 16. */
export const dummyCaps = ['scheduled_opponent', 'draws_in_all_rounds'] as const;
export type DummyCap = (typeof dummyCaps)[number];

/** Why a term does not count, with what it means. */
export const cuts = {
  lowest: 'one of the lowest',
  highest: 'one of the highest',
  first_rounds: 'of the first rounds',
  below_limit: 'the opponent has too few points to count',
  earlier: 'over before the last match',
} as const;

export interface Dummy {
  readonly ownScore: Fraction;
  readonly cap: Fraction;
  readonly capBy: DummyCap;
}

export interface Term {
  readonly round: number | null;
  readonly opponent: string | null;
  readonly kind: LineKind | null;
  /** What the term adds, unless it is cut. */
  readonly value: Fraction;
  /** Score of the opponent or of the dummy; `value` is this, or this times `points` in Sonneborn-Berger. */
  readonly opponentScore?: Fraction;
  readonly points?: Fraction;
  /** The opponent in an unplayed round. */
  readonly dummy?: Dummy;
  readonly cut?: keyof typeof cuts;
}

export interface Measure {
  /** Null ranks last. */
  readonly value: Fraction | null;
  /** `sum`: the value is the sum of the terms that are not cut; `average`: their mean; `other`: see the rule. */
  readonly from: 'sum' | 'average' | 'other';
  readonly terms: readonly Term[];
}

export interface Context {
  readonly input: StandingsInput;
  readonly records: Records;
}

/** Measures every entrant; null if the rule does not apply to this event and is skipped. */
export type MeasureRule = (context: Context, tieBreak: TieBreak) => ReadonlyMap<string, Measure> | null;
