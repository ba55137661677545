// HTTP routes by which an entrant leaves a running tournament: withdrawal and disqualification.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { isEntrantOr, mayReferee, tournamentPermissions as permissions } from '../permission.ts';
import { disqualificationCreate, registrationEnd, registrationStateShape } from '../registration/contract.ts';
import { refuseUnlessMay } from '../registration/registration-routes.ts';
import { leaveTournament } from './leave-tournament.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const departureRoutes = [
  route({
    method: 'POST',
    path: '/v1/registrations/:id/withdrawals',
    name: 'withdrawRegistration',
    summary: 'Withdraw from a running tournament; open matches are forfeited',
    description:
      'Takes an entrant out of a running tournament. Open matches are lost by forfeit at once, played ones stand, and the fee is not returned.',
    ifMatchOf: 'readRegistration',
    permission: permissions.withdraw,
    limit: 'registration',
    params: { id: 'registration' },
    body: registrationEnd,
    answers: { 200: registrationStateShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, isEntrantOr('referee'))),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id }, body }) => {
      await leaveTournament(ports, actor, { registrationId: id, to: 'withdrawn', reason: body.reason ?? null });
      return { status: 200, body: { id, state: 'withdrawn' } };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/registrations/:id/disqualifications',
    name: 'disqualifyRegistration',
    summary: 'Disqualify an entrant of a running tournament; open matches are forfeited',
    description:
      'Takes an entrant out of a running tournament and ranks it below all others. Open matches are forfeited; the reason is kept in the audit trail.',
    ifMatchOf: 'readRegistration',
    permission: permissions.disqualify,
    limit: 'registration',
    params: { id: 'registration' },
    body: disqualificationCreate,
    answers: { 200: registrationStateShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, mayReferee)),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id }, body: { reason } }) => {
      await leaveTournament(ports, actor, { registrationId: id, to: 'disqualified', reason });
      return { status: 200, body: { id, state: 'disqualified' } };
    }),
  }),
];
