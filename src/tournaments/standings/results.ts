// What standings are computed from: entrants, points, and the results of each round. No names, no bracket.

/** `predetermined`: all pairings are known from the start, as in a round robin; FIDE C.07, article 15. */
export type EventKind = 'swiss' | 'predetermined';

export interface RankedEntrant {
  readonly id: string;
  /** 1 is the best seed. Unique. */
  readonly seed: number;
  readonly rating: number | null;
}

/** Whole numbers of one unit, of which `unitsPerPoint` make a point: with 2, a draw of half a point is 1. */
export interface PointSystem {
  readonly unitsPerPoint: number;
  readonly win: number;
  readonly draw: number;
  readonly loss: number;
  readonly forfeitWin: number;
  readonly forfeitLoss: number;
  readonly pairingBye: number;
  readonly fullBye: number;
  readonly halfBye: number;
  /** Also for an absence, and for a round before a late entry. */
  readonly zeroBye: number;
}

export type Winner = 'a' | 'b' | 'draw';
export type ByeKind = 'pairing' | 'full' | 'half' | 'zero';

interface Timed {
  /** When it was over, in milliseconds since 1970; absent: not known. */
  readonly completedAtMs?: number;
}

export type RoundResult =
  | (Timed & {
      readonly kind: 'game';
      readonly a: string;
      readonly b: string;
      readonly winner: Winner;
      /** Who has the first side (white); null if the game has no sides. */
      readonly first?: 'a' | 'b' | null;
      /** Goals, rounds or games won by each; absent if only the winner counts. */
      readonly score?: { readonly a: number; readonly b: number };
    })
  /** Not played; `winner` null is a double forfeit. */
  | (Timed & {
      readonly kind: 'forfeit';
      readonly a: string;
      readonly b: string;
      readonly winner: 'a' | 'b' | null;
      readonly first?: 'a' | 'b' | null;
    })
  /** Paired, without a result so far. */
  | { readonly kind: 'open'; readonly a: string; readonly b: string; readonly first?: 'a' | 'b' | null }
  /** Half-point and zero-point byes are requested byes. */
  | (Timed & { readonly kind: 'bye'; readonly entrant: string; readonly bye: ByeKind });

/** After so many wins or losses an entrant is not paired any more; null: no limit. A pairing-allocated bye is a win. */
export interface EarlyEnd {
  readonly wins: number | null;
  readonly losses: number | null;
}

export interface StandingsInput {
  readonly kind: EventKind;
  readonly entrants: readonly RankedEntrant[];
  readonly points: PointSystem;
  /** Planned rounds; fore-Buchholz depends on it. */
  readonly roundCount: number;
  /** Published text that decides lots; null if the event has none. */
  readonly lotsSeed?: string | null;
  readonly earlyEnd?: EarlyEnd;
  /** Oldest first. An entrant without a result in a round was absent: a zero-point bye. */
  readonly rounds: readonly (readonly RoundResult[])[];
}

/** 1 for a win, ½ for a draw. */
export const chessPoints: PointSystem = {
  unitsPerPoint: 2,
  win: 2,
  draw: 1,
  loss: 0,
  forfeitWin: 2,
  forfeitLoss: 0,
  pairingBye: 2,
  fullBye: 2,
  halfBye: 1,
  zeroBye: 0,
};
