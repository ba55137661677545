// HTTP routes of check-in.

import type { Actor } from '../../core/actor.ts';
import { DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { isEntrantOr, needsFor, tournamentPermissions as permissions } from '../permission.ts';
import { findRegistration } from '../registration/registration-store.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { checkInEntrant, checkInEntrants } from './check-in-entrants.ts';
import { checkInShape, checkInsCreate, checkInsJson, checkInsShape } from './contract.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

const ofRegistration = {
  permission: permissions.checkIn,
  params: { id: 'registration' },
  answers: { 200: checkInShape },
  problems: ['check_in_not_open', 'sanctioned', 'state_conflict'],
} as const;

const mayCheckIn = isEntrantOr('check_in');

interface OfRegistration {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'registration'> };
}

const handling = (how: { readonly isUndo: boolean }) => ({
  authorize: hideUnreadable('registration', refuseUnlessMayCheckIn),
  handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id } }: OfRegistration) => {
    const checkedInAt = await checkInEntrant(ports, actor, id, how);
    return { status: 200 as const, body: { registrationId: id, checkedInAt } };
  }),
});

/** @throws DomainError not_found, forbidden. */
async function refuseUnlessMayCheckIn({ services: { ports }, actor, params }: OfRegistration): Promise<void> {
  const registration = await findRegistration(ports.db, params.id);
  const tournament = registration === null ? null : await findTournament(ports.db, registration.tournamentId);
  if (registration === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  const staffed = { ...registration, tournament: await readWithStaffRole(ports.db, actor, tournament) };
  if (mayCheckIn(actor, staffed)) return;
  throw refuse('forbidden', { needs: needsFor('check_in', 'entrant') });
}

export const checkInRoutes = [
  route({
    ...ofRegistration,
    method: 'POST',
    path: '/v1/registrations/:id/check-in',
    name: 'checkIn',
    summary: 'Check in, as the entrant or as staff',
    description:
      'Notes that the entrant is present, from the opening of the check-in to the start. Who has not checked in by then loses the place to those who wait.',
    ifMatchOf: 'readRegistration',
    limit: 'registration',
  }).runs({
    ...handling({ isUndo: false }),
  }),
  route({
    ...ofRegistration,
    method: 'DELETE',
    path: '/v1/registrations/:id/check-in',
    name: 'undoCheckIn',
    summary: 'Undo a check-in: the entrant within 15 minutes, staff at any time before the start',
    description: 'Takes a check-in back. Without a new one the entrant is a no-show at the start.',
    ifMatchOf: 'readRegistration',
    limit: 'registration',
  }).runs({
    ...handling({ isUndo: true }),
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/check-ins',
    name: 'checkInMany',
    summary: 'Check many entrants in, as staff, with a result for each',
    description:
      'Checks up to 200 entrants in with one request. Each is judged by itself: those that are refused say why, the others are checked in.',
    permission: permissions.checkInMany,
    params: { id: 'tournament' },
    body: checkInsCreate,
    answers: { 200: checkInsShape },
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeRun(ports.db, actor, params.id, 'check_in'),
    async handle({ services: { ports }, actor, params: { id }, body }) {
      const checkedIn = await checkInEntrants(ports, actor, id, body.registrationIds).catch(async (error: unknown) => {
        // To others a draft or a private tournament is the same as none.
        if (error instanceof DomainError && error.code === 'forbidden')
          await authorizeRun(ports.db, actor, id, 'check_in');
        throw error;
      });
      return { status: 200, body: checkInsJson(checkedIn) };
    },
  }),
];
