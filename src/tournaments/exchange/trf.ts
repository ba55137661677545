// FIDE's tournament report file (TRF16, with the points of line 162 as TRF26 writes them): what it holds, and its columns. What the
// rounds mean for pairing and standings is decided elsewhere.

export type TrfSide = 'white' | 'black';

/** Games `1 = 0`, unrated games `W D L`, forfeits `+ -`, byes `U` (pairing-allocated), `F` full, `H` half, `Z` zero. */
export const trfResults = ['1', '=', '0', 'W', 'D', 'L', '+', '-', 'U', 'F', 'H', 'Z'] as const;
export type TrfResult = (typeof trfResults)[number];

export interface TrfRound {
  /** Pairing number; null without an opponent. */
  readonly opponent: number | null;
  readonly side: TrfSide | null;
  /** null: paired, not played so far. */
  readonly result: TrfResult | null;
}

export interface TrfPlayer {
  readonly number: number;
  readonly sex: string;
  readonly title: string;
  readonly name: string;
  readonly rating: number | null;
  readonly federation: string;
  readonly fideNumber: string;
  readonly birthDate: string;
  readonly pointsTenths: number;
  readonly rank: number | null;
  readonly rounds: readonly TrfRound[];
}

/** A line that is only carried along: a code of three characters, and its text. */
export interface TrfLine {
  readonly code: string;
  readonly text: string;
}

export interface TrfTournament {
  /** All lines but 142, 152, 162 and 001, in the order of the file. */
  readonly about: readonly TrfLine[];
  readonly roundCount: number;
  /** Side of the best seed in the first round. */
  readonly firstSide: TrfSide;
  /** Points in tenths for each code of line 162: W, D, L, A (absence and forfeit loss), P (pairing-allocated bye), X (half bye). */
  readonly pointsTenths: ReadonlyMap<string, number>;
  readonly players: readonly TrfPlayer[];
}

/** First and last column of each field of line 001, counted from 1. */
export const trfColumns = {
  number: [5, 8],
  sex: [10, 10],
  title: [11, 13],
  name: [15, 47],
  rating: [49, 52],
  federation: [54, 56],
  fideNumber: [58, 68],
  birthDate: [70, 79],
  points: [81, 84],
  rank: [86, 89],
} as const;

export type TrfField = keyof typeof trfColumns;

/** Each round takes ten columns: opponent (4), blank, side, blank, result, two blanks. */
export const trfFirstRoundColumn = 92;
export const trfRoundWidth = 10;

/** What a result is worth by the codes of line 162. */
export const trfPointCodes: Readonly<Record<TrfResult, string>> = {
  '1': 'W',
  '=': 'D',
  '0': 'L',
  W: 'W',
  D: 'D',
  L: 'L',
  '+': 'W',
  '-': 'A',
  U: 'P',
  F: 'W',
  H: 'X',
  Z: 'A',
};
