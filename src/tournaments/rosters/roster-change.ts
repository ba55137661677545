// When the captain of a team may say anew who plays, after a member has left for example: while registration is open. After that a roster
// is locked; only players whom a sanction keeps from playing are still replaced, until the start.

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
  readonly roster: readonly Id<'player'>[];
  /** Of the roster, kept from playing by a sanction. */
  readonly barred: readonly Id<'player'>[];
}

const openStates: readonly TournamentState[] = ['published', 'registration_open'];
const statesBeforeStart: readonly TournamentState[] = [...openStates, 'registration_closed'];

/** null: the roster may change to these players. Whether each of them may play is judged afterwards. */
export function rosterRefusal(
  entry: EntryFacts,
  {
    actorId,
    players,
    now,
  }: { readonly actorId: Id<'player'>; readonly players: readonly Id<'player'>[]; readonly now: Instant },
): DomainError | null {
  if (actorId !== entry.captainId) return refuse('forbidden', { needs: 'captain of this team' });
  if (entry.rosterSize === null) return refuse('state_conflict', { reason: 'a single player has no roster' });
  if (!activeStates.includes(entry.registrationState))
    return refuse('state_conflict', { registration: entry.registrationState, needs: [...activeStates] });
  const size = players.length;
  const locked = whyLocked(entry, now);
  if (locked !== null && !replacesBarred(entry, players)) return refuse('registration_not_open', locked);
  const misfit = rosterMisfit(entry, size);
  return misfit === null ? null : refuse('roster_incomplete', misfit);
}

function whyLocked({ tournamentState, registrationClosesAt }: EntryFacts, now: Instant): Facts | null {
  if (!openStates.includes(tournamentState)) return { state: tournamentState };
  return registrationClosesAt !== null && now >= registrationClosesAt ? { closedAt: registrationClosesAt } : null;
}

/** Nobody leaves who may play, and the roster does not grow. */
function replacesBarred({ tournamentState, roster, barred }: EntryFacts, players: readonly Id<'player'>[]): boolean {
  const leaving = roster.filter((player) => !players.includes(player));
  return (
    statesBeforeStart.includes(tournamentState) &&
    leaving.length > 0 &&
    players.length <= roster.length &&
    leaving.every((player) => barred.includes(player))
  );
}
