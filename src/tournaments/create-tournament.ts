// Use case: an organizer sets up a tournament, as a draft.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Ports } from '../db/ports.ts';
import { mayCreateTournament } from './permission.ts';
import { insertTournament } from './store.ts';
import type { Tournament } from './tournament.ts';

export type NewTournament = Pick<
  Tournament,
  | 'title'
  | 'issuer'
  | 'accentColor'
  | 'mode'
  | 'rosterSize'
  | 'format'
  | 'capacity'
  | 'entrantsMin'
  | 'hasThirdPlaceMatch'
  | 'registrationOpensAt'
  | 'registrationClosesAt'
  | 'startsAt'
>;

export async function createTournament(ports: Ports, actor: Actor, input: NewTournament): Promise<Tournament> {
  if (!mayCreateTournament(actor)) throw refuse('forbidden', { needs: 'organizer' });
  const now = ports.clock();
  const tournament: Tournament = {
    ...input,
    id: ports.newId('tournament'),
    organizerId: actor.playerId,
    state: 'draft',
    requiresApproval: false,
    entryFee: 0n,
    prizes: null,
    confirmedCount: 0,
    eventSeq: 0,
    endedAt: null,
    seedingMethod: null,
    seedingSeed: null,
    createdAt: now,
  };
  await insertTournament(ports.db, tournament, {
    id: ports.newId('audit'),
    event: 'tournament.created',
    actorId: actor.playerId,
    refType: 'tournament',
    refId: tournament.id,
    createdAt: now,
  });
  return tournament;
}
