// HTTP route of check-in before a match.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { refuseUnlessSideOr } from '../matches/authorize-match.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { checkInMatch } from './check-in-match.ts';
import { matchCheckInCreate, matchCheckInShape } from './contract.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const matchCheckInRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/check-ins',
    name: 'checkInToMatch',
    summary: 'Check in before a match, as an entrant of it or as staff',
    description:
      'Notes that the entrant is there for this match. When all have checked in it can be played; who has not by the deadline loses it as a walkover.',
    ifMatchOf: 'readMatch',
    permission: permissions.checkInToMatch,
    limit: 'match',
    params: { id: 'match' },
    body: matchCheckInCreate,
    answers: { 200: matchCheckInShape },
    problems: ['not_a_participant', 'conflict_of_interest', 'sanctioned', 'match_not_open', 'check_in_not_open'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessSideOr('check_in')),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      const checkedIn = await checkInMatch(ports, actor, { matchId: id, registrationId: body.registrationId ?? null });
      return { status: 200, body: { matchId: id, ...checkedIn } };
    }),
  }),
];
