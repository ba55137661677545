// The first step of an act on a tournament: lock the tournament's row, then check rights and state.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { refuseUnlessRuns } from './authorize-run.ts';
import type { StaffAct } from './permission.ts';
import { withStaffRole } from './staff/with-staff-role.ts';
import { type LockedTournament, lockRow } from './store.ts';
import { canTransition, nextStatesOf, type TournamentState } from './tournament.ts';

/** What an act needs of the tournament. */
interface Need {
  /** What the actor does; default: `run`. */
  readonly act?: StaffAct;
  /** It may change to this state. */
  readonly to?: TournamentState;
  /** It is in this state. */
  readonly state?: TournamentState;
}

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function lockTournament(
  sql: Sql,
  actor: Actor,
  id: Id<'tournament'>,
  need: Need = {},
): Promise<LockedTournament> {
  const row = await lockRow(sql, id);
  // A statement of its own: it sees a removal of staff that was committed while the lock was waited for.
  const tournament = row === null ? null : await withStaffRole(sql, actor, { ...row, id });
  refuseUnlessRuns(actor, tournament, need.act);
  const { state } = tournament;
  if (need.to !== undefined && !canTransition(state, need.to))
    throw refuse('state_conflict', { state, allowed: nextStatesOf(state) });
  if (need.state !== undefined && state !== need.state) throw refuse('state_conflict', { state, needs: [need.state] });
  return tournament;
}
