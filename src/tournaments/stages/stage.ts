// A stage of a tournament: its place in the order, its format and its state. Tournaments have one stage so far.

import type { FormatChoice } from './format-registry.ts';

export type StageLifeState = 'planned' | 'live' | 'completed';

/** The stage that is made with its tournament. */
export const firstStage = 1;

export type Stage = FormatChoice & { readonly number: number; readonly state: StageLifeState };

export interface StageRound {
  /** Of the stage. */
  readonly number: number;
  readonly group: number;
  readonly round: number;
}
