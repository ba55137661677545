// When the captain of a team may say anew who plays, after a member has left for example: while registration is open. A roster is locked
// after that.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { activeStates, type RegistrationState } from '../registration/registration.ts';
import type { TournamentState } from '../tournament.ts';
import { type RosterLimits, rosterMisfit } from './roster-size.ts';

export interface EntryFacts extends RosterLimits {
  readonly tournamentState: TournamentState;
  readonly registrationClosesAt: Instant | null;
  readonly registrationState: RegistrationState;
  /** The captain who entered the team. */
  readonly captainId: Id<'player'>;
}

const openStates: readonly TournamentState[] = ['published', 'registration_open'];

/** null: the roster may change to so many players. Whether each of them may play is judged afterwards. */
export function rosterRefusal(
  entry: EntryFacts,
  { actorId, size, now }: { readonly actorId: Id<'player'>; readonly size: number; readonly now: Instant },
): DomainError | null {
  if (actorId !== entry.captainId) return refuse('forbidden', { needs: 'captain of this team' });
  if (entry.rosterSize === null) return refuse('state_conflict', { reason: 'a single player has no roster' });
  if (!activeStates.includes(entry.registrationState))
    return refuse('state_conflict', { registration: entry.registrationState, needs: [...activeStates] });
  const locked = whyLocked(entry, now);
  if (locked !== null) return refuse('registration_not_open', locked);
  const misfit = rosterMisfit(entry, size);
  return misfit === null ? null : refuse('roster_incomplete', misfit);
}

function whyLocked({ tournamentState, registrationClosesAt }: EntryFacts, now: Instant): Facts | null {
  if (!openStates.includes(tournamentState)) return { state: tournamentState };
  return registrationClosesAt !== null && now >= registrationClosesAt ? { closedAt: registrationClosesAt } : null;
}
