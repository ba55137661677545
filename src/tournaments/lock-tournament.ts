// The first step of an act on a tournament or a registration: lock the tournament's row, then check rights and state.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { refuseUnlessRuns } from './authorize-run.ts';
import { type Entrant, findEntrant } from './registration/entrant-store.ts';
import { type LockedTournament, lockRow } from './store.ts';
import { canTransition, nextStatesOf, type TournamentState } from './tournament.ts';

/** What an act needs: that the tournament may change to a state, or that it is in a state. */
type Need = { readonly to: TournamentState } | { readonly state: TournamentState };

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function lockTournament(
  sql: Sql,
  actor: Actor,
  id: Id<'tournament'>,
  need?: Need,
): Promise<LockedTournament> {
  const tournament = await lockRow(sql, id);
  refuseUnlessRuns(actor, tournament);
  const { state } = tournament;
  if (need !== undefined && 'to' in need && !canTransition(state, need.to))
    throw refuse('state_conflict', { state, allowed: nextStatesOf(state) });
  if (need !== undefined && 'state' in need && state !== need.state)
    throw refuse('state_conflict', { state, needs: [need.state] });
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
  if (!states.includes(state)) throw refuse('state_conflict', { registration: state, needs: states });
}
