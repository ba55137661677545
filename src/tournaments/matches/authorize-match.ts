// Use case, part of every act of staff on a match: check that the actor may referee in its tournament.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { findMatch } from './match-store.ts';

interface OfMatch {
  readonly services: { readonly ports: Ports };
  readonly actor: Actor;
  readonly params: { readonly id: Id<'match'> };
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessReferee({ services: { ports }, actor, params }: OfMatch): Promise<void> {
  const match = await findMatch(ports.db, params.id);
  const tournament = match === null ? null : await findTournament(ports.db, match.tournamentId);
  if (tournament === null) throw refuse('not_found', { kind: 'match' });
  if (!mayAct(actor, await readWithStaffRole(ports.db, actor, tournament), 'referee'))
    throw refuse('forbidden', { needs: 'organizer of this tournament' });
}
