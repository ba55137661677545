// A call for a referee: an entrant of a match asks for one, with a reason from a list and no text.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { MatchState } from '../matches/result.ts';

export const callReasons = ['rules', 'technical_issue', 'opponent_absent', 'conduct', 'result', 'other'] as const;
export type CallReason = (typeof callReasons)[number];

/** States of a match in which its entrants may call. */
export const callableStates: readonly MatchState[] = ['check_in', 'ready', 'live', 'pending_result', 'disputed'];

export interface RefereeCall {
  readonly id: Id<'refereeCall'>;
  readonly tournamentId: Id<'tournament'>;
  readonly matchId: Id<'match'>;
  /** The entrant for which the caller plays. */
  readonly registrationId: Id<'registration'>;
  readonly callerId: Id<'player'>;
  readonly reason: CallReason;
  readonly calledAt: Instant;
  /** null while it is open. */
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: Id<'player'> | null;
}
