// HTTP routes of entrants of a stage: requested byes, late entries.

import { routesFor } from '../../../http/route.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { authorizeRun } from '../../authorize-run.ts';
import { hideUnreadable } from '../../hide-unreadable.ts';
import { isEntrantOr, tournamentPermissions as permissions } from '../../permission.ts';
import { refuseUnlessMay } from '../../registration/registration-routes.ts';
import { stageNumbers } from '../contract.ts';
import { byesChange, byesShape, lateEntryCreate, lateEntryShape } from './contract.ts';
import { enterLate } from './enter-late.ts';
import { requestByes } from './request-byes.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const entryRoutes = [
  route({
    method: 'PUT',
    path: '/v1/registrations/:id/stages/:stage/byes',
    name: 'requestByes',
    summary: 'Say in which rounds of a Swiss stage an entrant is not paired',
    description:
      'By the entrant, the organizer or a referee, also before the stage starts: its start pairs the first round. The list replaces the one before; rounds that are paired already stay as they are, and the last round is never one of them.',
    ifMatchOf: 'readRegistration',
    permission: permissions.requestByes,
    limit: 'registration',
    params: { id: 'registration', stage: stageNumbers },
    body: byesChange,
    answers: { 200: byesShape },
    problems: ['conflict_of_interest', 'state_conflict', 'bye_not_allowed'],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, isEntrantOr('referee'))),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id, stage }, body }) => {
      const byes = await requestByes(ports, actor, { registrationId: id, stage: Number(stage), byes: body.byes });
      return { status: 200, body: { byes: byes.map(({ round, points }) => ({ round, points })) } };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/stages/:stage/entrants',
    name: 'enterLate',
    summary: 'Let a player or a team into a running Swiss or league; no fee is charged',
    description:
      'Into stage 1. In a Swiss the player is paired from the next round on; in a league of an odd number it meets those who would rest. Rounds before bring no points.',
    permission: permissions.run,
    params: { id: 'tournament', stage: stageNumbers },
    body: lateEntryCreate,
    answers: { 201: lateEntryShape },
    problems: [
      ...(['state_conflict', 'late_entry_closed', 'sanctioned', 'already_registered', 'tournament_full'] as const),
      'roster_incomplete',
    ],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id),
    async handle({ services: { ports }, actor, params: { id, stage }, body }) {
      const { playerId, teamId = null, roster = null, displayName = null, language } = body;
      const entrant = { playerId, teamId, roster, displayName, language };
      const entered = await enterLate(ports, actor, id, { stage: Number(stage), entrant });
      const { registrationId, seed, group, round } = entered;
      return {
        status: 201,
        body: { registrationId, displayName: entered.displayName, stage: entered.stage, seed, group, round },
        headers: { location: `/v1/registrations/${registrationId}` },
      };
    },
  }),
];
