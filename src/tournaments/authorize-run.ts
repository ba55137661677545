// Use case, part of every act of an organizer or staff: check that the actor may do it in this tournament.

import type { Principal } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { mayAct, needsFor, type StaffAct, type Staffed } from './permission.ts';
import { readWithStaffRole } from './staff/with-staff-role.ts';
import { findTournament } from './store.ts';
import { isPublic, type Tournament } from './tournament.ts';

type Run = Pick<Tournament, 'state' | 'publishedAt' | 'visibility'> & Staffed;

/** @throws DomainError not_found, forbidden. */
export async function authorizeRun(
  db: Database,
  actor: Principal,
  id: Id<'tournament'>,
  act: StaffAct = 'run',
): Promise<void> {
  const tournament = await findTournament(db, id);
  refuseUnlessRuns(actor, tournament === null ? null : await readWithStaffRole(db, actor, tournament), act);
}

/** To others a draft or a private tournament is the same as none. @throws DomainError not_found, forbidden. */
export function refuseUnlessRuns<T extends Run>(
  actor: Principal,
  tournament: T | null,
  act: StaffAct = 'run',
): asserts tournament is T {
  if (tournament !== null && mayAct(actor, tournament, act)) return;
  if (tournament === null || !(isPublic(tournament) || mayAct(actor, tournament, 'read')))
    throw refuse('not_found', { kind: 'tournament' });
  throw refuse('forbidden', { needs: needsFor(act) });
}
