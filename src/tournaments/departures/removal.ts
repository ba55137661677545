// When the removal of an entrant from a running tournament can be taken back. The function tournament_restore_entrant in removals.sql
// decides alike.

import type { Id } from '../../core/id.ts';
import type { RegistrationState } from '../registration/registration.ts';
import type { TournamentState } from '../tournament.ts';

/** Why nothing can be taken back. The first that applies. */
export const remainders = [
  'tournament_over',
  'entrant_changed',
  'stage_completed',
  'matches_went_on',
  'round_paired',
  'no_place',
] as const;
export type Remainder = (typeof remainders)[number];

export interface RestorationFacts {
  readonly tournamentState: TournamentState;
  readonly registrationState: RegistrationState;
  /** Whether the stage of a match that the removal changed is over. */
  readonly isStageOver: boolean;
  /** The matches that the removal changed and that have changed again since. */
  readonly matchesGoneOn: readonly Id<'match'>[];
  /** Whether matches were created since. */
  readonly hasNewMatches: boolean;
  /** Whether the entrant was confirmed and its place is taken. */
  readonly isPlaceTaken: boolean;
}

/** null: the entrant plays again, and every match is as before. Otherwise nothing changes. */
export function judgeRestoration(facts: RestorationFacts): Remainder | null {
  if (facts.tournamentState !== 'live') return 'tournament_over';
  if (facts.registrationState !== 'disqualified') return 'entrant_changed';
  if (facts.isStageOver) return 'stage_completed';
  if (facts.matchesGoneOn.length > 0) return 'matches_went_on';
  if (facts.hasNewMatches) return 'round_paired';
  return facts.isPlaceTaken ? 'no_place' : null;
}
