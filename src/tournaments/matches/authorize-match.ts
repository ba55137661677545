// Use case, part of the acts on a match: check that the actor may referee in its tournament, or is a side of it.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayAct, needsFor, type StaffAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { findMatch } from './match-store.ts';

interface OfMatch {
  readonly services: { readonly ports: Ports };
  readonly actor: Actor;
  readonly params: { readonly id: Id<'match'> };
}

async function readMatch({ services: { ports }, actor, params }: OfMatch) {
  const match = await findMatch(ports.db, params.id);
  const tournament = match === null ? null : await findTournament(ports.db, match.tournamentId);
  if (match === null || tournament === null) throw refuse('not_found', { kind: 'match' });
  return { match, tournament: await readWithStaffRole(ports.db, actor, tournament) };
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessReferee(asked: OfMatch): Promise<void> {
  const { tournament } = await readMatch(asked);
  if (!mayAct(asked.actor, tournament, 'referee')) throw refuse('forbidden', { needs: needsFor('referee') });
}

/** The player of a side, for a team its captain, or staff who may do this. @throws DomainError not_found, not_a_participant. */
export const refuseUnlessSideOr =
  (act: StaffAct) =>
  async (asked: OfMatch): Promise<void> => {
    const { match, tournament } = await readMatch(asked);
    if (match.slots.some(({ entrant }) => entrant?.playerId === asked.actor.playerId)) return;
    if (!mayAct(asked.actor, tournament, act)) throw refuse('not_a_participant');
  };
