// HTTP routes of evidence that the backend serves. Files pass the edge: app/evidence-files.ts.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { evidenceJson, evidenceListShape, evidenceShape, linkCreate } from './contract.ts';
import { giveLink } from './give-evidence.ts';
import { readEvidence, refuseUnlessMayGive } from './read-evidence.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const evidenceRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/evidence',
    name: 'giveEvidenceLink',
    summary: 'Give a link as evidence for the result of a match',
    description:
      'An https address. One person gives at most ten pieces for a match; the same link again is the piece that is there. Both sides, staff and moderators can read it.',
    permission: permissions.giveEvidence,
    limit: 'match',
    params: { id: 'match' },
    body: linkCreate,
    answers: { 201: evidenceShape },
    problems: ['not_a_participant', 'sanctioned', 'match_not_open', 'limit_reached'],
  }).runs({
    authorize: hideUnreadable('match', ({ services: { ports }, actor, params }) =>
      refuseUnlessMayGive(ports, actor, params.id),
    ),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params, body }) => {
      return { status: 201, body: evidenceJson(await giveLink(ports, actor, params.id, body.url)) };
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/matches/:id/evidence',
    name: 'listEvidence',
    summary: 'List the evidence for the result of a match, as an entrant of the match or its staff',
    description: 'Links, and files that a store has; the earliest first. Moderators read it too.',
    permission: permissions.readEvidence,
    params: { id: 'match' },
    answers: { 200: evidenceListShape },
    problems: ['not_a_participant'],
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params }) => {
      return { status: 200, body: { items: (await readEvidence(ports, actor, params.id)).map(evidenceJson) } };
    }),
  }),
];
