// Use case, part of every act of an organizer: check that the actor runs the tournament.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { mayRunTournament } from './permission.ts';
import { findTournament } from './store.ts';
import { isPublic, type Tournament } from './tournament.ts';

type Run = Pick<Tournament, 'organizerId' | 'state' | 'publishedAt' | 'visibility'>;

/** @throws DomainError not_found, forbidden. */
export async function authorizeRun(db: Database, actor: Actor, id: Id<'tournament'>): Promise<void> {
  refuseUnlessRuns(actor, await findTournament(db, id));
}

/** To others a draft or a private tournament is the same as none. @throws DomainError not_found, forbidden. */
export function refuseUnlessRuns<T extends Run>(actor: Actor, tournament: T | null): asserts tournament is T {
  if (tournament !== null && mayRunTournament(actor, tournament)) return;
  if (tournament === null || !isPublic(tournament)) throw refuse('not_found', { kind: 'tournament' });
  throw refuse('forbidden', { needs: 'organizer of this tournament' });
}
