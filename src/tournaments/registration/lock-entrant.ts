// What every act on a registration before the start begins with: its tournament, locked, and then the registration as it is.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { type LockedTournament, lockRow } from '../store.ts';
import { type Entrant, findEntrant } from './entrant-store.ts';

export interface LockedEntrant extends Entrant {
  readonly tournament: LockedTournament;
}

/** @throws DomainError not_found. */
export async function lockEntrant(sql: Sql, id: Id<'registration'>): Promise<LockedEntrant> {
  const before = await findEntrant(sql, id);
  const tournament = before === null ? null : await lockRow(sql, before.tournamentId);
  const entrant = tournament === null ? null : await findEntrant(sql, id);
  if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  return { ...entrant, tournament };
}

/** @throws DomainError state_conflict once the tournament has begun or ended, or when the registration is in another state. */
export function refuseUnlessOpen({ tournament, state }: LockedEntrant, states: readonly Entrant['state'][]): void {
  // Registration may have opened by its time, before the timetable has written it down.
  const isBeforeStart = ['published', 'registration_open', 'registration_closed'].includes(tournament.state);
  if (!isBeforeStart) throw refuse('state_conflict', { state: tournament.state });
  if (!states.includes(state)) throw refuse('state_conflict', { registration: state, allowed: states });
}
