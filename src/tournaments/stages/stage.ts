// A stage of a tournament: its place in the order, its format, its groups, where its entrants come from, and its state.

import type { Scoring } from '../matches/result-fault.ts';
import type { Qualification } from './advancement/qualification.ts';
import type { FormatChoice } from './format-registry.ts';

export const stageLifeStates = ['planned', 'live', 'completed'] as const;
export type StageLifeState = (typeof stageLifeStates)[number];

/** The stage that starts with its tournament. */
export const firstStage = 1;

export interface MatchRules {
  /** Most games of a match; null: any number. */
  readonly bestOf: number | null;
  /** What a score counts. */
  readonly scoring: Scoring;
}

export type Stage = FormatChoice &
  MatchRules & {
    /** Counts from 1. */
    readonly number: number;
    readonly state: StageLifeState;
    readonly name: string | null;
    /** Entrants meet only inside their group. */
    readonly groups: number;
    /** null: the entrants of the tournament. */
    readonly entrants: Qualification | null;
  };

export interface StageRound {
  /** Of the stage. */
  readonly number: number;
  readonly group: number;
  readonly round: number;
}
