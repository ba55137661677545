// The first step of an act on a tournament or a registration: lock the tournament's row, then check rights and state.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { mayRunTournament } from './permission.ts';
import { type Entrant, findEntrant } from './registration/entrant-store.ts';
import { type LockedTournament, lockRow } from './store.ts';
import { type TournamentState, tournamentStates } from './tournament.ts';

/** @throws DomainError not_found, forbidden, or state_conflict when the state is not in `states`. */
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

export interface LockedEntrant extends Entrant {
  readonly tournament: LockedTournament;
}

/** Locks the tournament of a registration, then reads the registration again. @throws DomainError not_found. */
export async function lockEntrant(sql: Sql, id: Id<'registration'>): Promise<LockedEntrant> {
  const before = await findEntrant(sql, id);
  const tournament = before === null ? null : await lockRow(sql, before.tournamentId);
  const entrant = tournament === null ? null : await findEntrant(sql, id);
  if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  return { ...entrant, tournament };
}

/** @throws DomainError state_conflict after the start of the tournament, or when the registration's state is not in `states`. */
export function refuseUnlessOpen({ tournament, state }: LockedEntrant, states: readonly Entrant['state'][]): void {
  // `published` is included: registration may have opened by its time before cron has changed the state.
  const isBeforeStart = ['published', 'registration_open', 'registration_closed'].includes(tournament.state);
  if (!isBeforeStart) throw refuse('state_conflict', { state: tournament.state });
  if (!states.includes(state)) throw refuse('state_conflict', { registration: state, allowed: states });
}
