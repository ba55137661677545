// What every act of an organizer on a tournament begins with: the row, locked, and the right to act on it.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { mayRunTournament } from './permission.ts';
import { type LockedTournament, lockRow } from './store.ts';
import { type TournamentState, tournamentStates } from './tournament.ts';

/** @throws DomainError not_found, forbidden, or state_conflict when the state is none of `states`. */
export async function lockTournament(
  sql: Sql,
  actor: Actor,
  id: Id<'tournament'>,
  states: readonly TournamentState[] = tournamentStates,
): Promise<LockedTournament> {
  const tournament = await lockRow(sql, id);
  if (tournament === null) throw refuse('not_found', { kind: 'tournament' });
  if (!mayRunTournament(actor, tournament)) throw refuse('forbidden', { needs: 'organizer of this tournament' });
  if (!states.includes(tournament.state)) throw refuse('state_conflict', { state: tournament.state, allowed: states });
  return tournament;
}
