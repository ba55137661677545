// The first step of an act on a tournament: lock the tournament's row, then check rights and state.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { refuseUnlessRuns } from './authorize-run.ts';
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
