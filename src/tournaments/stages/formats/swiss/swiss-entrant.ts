// What a Swiss pairing reads: entrants with their rounds so far, and the settings of the event. No ids, no names.

export type Side = 'white' | 'black';

export interface RoundRecord {
  /** `not_paired`: a requested bye, an absence, or a round before a late entry. */
  readonly kind: 'game' | 'forfeit' | 'pairing_bye' | 'not_paired';
  /** Pairing number of the opponent; null if none was given. */
  readonly opponent: number | null;
  /** Null if the game has no sides, or nothing was played. */
  readonly side: Side | null;
  /** Whole numbers, in the smallest unit of the event. A loss is worth 0. */
  readonly points: number;
}

export interface SwissEntrant {
  /** Pairing number: 1 is the best seed. */
  readonly number: number;
  /** One record for each round before this one. */
  readonly rounds: readonly RoundRecord[];
  /** False for who withdrew or asked for a bye in the round to be paired. */
  readonly takesPart: boolean;
}

export interface SwissSettings {
  readonly roundCount: number;
  readonly pointsForWin: number;
  /** False if the game has no sides: C3 and C10–C13 are off. */
  readonly hasSides: boolean;
  /** The side of the best seed in the first round, drawn by lot. */
  readonly firstSide: Side;
}

export interface SwissPair {
  readonly white: number;
  readonly black: number;
}

/** Absolute criteria, the only ones that can forbid a round: no rematch, who may get the bye, sides. */
export type BlockingRule = 'C1' | 'C2' | 'C3';

export type SwissRound =
  | { readonly kind: 'paired'; readonly pairs: readonly SwissPair[]; readonly bye: number | null }
  /** No legal round exists; without these rules, the fewest possible, one would. */
  | { readonly kind: 'blocked'; readonly rules: readonly BlockingRule[] };
