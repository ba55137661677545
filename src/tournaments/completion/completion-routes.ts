// HTTP routes after the completion of a tournament: its placements, their approval, and reopening.

import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { largePageOnly, pageOf } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { transitionShape } from '../setup/contract.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { listPlacements } from '../store.ts';
import { approvePlacements } from './approve-placements.ts';
import { findConclusion } from './completion-store.ts';
import { placementsShape, reviewJson, reviewShape, tournamentReopen } from './contract.ts';
import { reopenTournament } from './reopen-tournament.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const completionRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/placements',
    name: 'listPlacements',
    summary: 'List the final placements, best first',
    description:
      'Lists the final ranks of the entrants, a hundred in a page, with the rule that decided each. The list is empty until the tournament is completed.',
    permission: permissions.read,
    params: { id: 'tournament' },
    query: largePageOnly,
    answers: { 200: placementsShape },
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      const conclusion = await run(() => findConclusion(ports.db.sql, id));
      const page = pageOf(query);
      const { items, nextCursor } = toPage(
        await listPlacements(ports.db, id, page),
        page.limit,
        (row) => row.registrationId,
      );
      return {
        status: 200,
        body: { items: [...items], nextCursor, review: conclusion === null ? null : reviewJson(conclusion) },
      };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/placement-approvals',
    name: 'approvePlacements',
    summary: 'Approve placements that require a review; prizes and certificates wait for it',
    description:
      'Says that placements with many forfeits were looked at. Prizes can then be paid and certificates issued; a repeated request changes nothing.',
    ifMatchOf: 'readTournament',
    permission: permissions.own,
    params: { id: 'tournament' },
    answers: { 200: reviewShape },
    problems: ['tournament_not_completed', 'conflict_of_interest'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id, 'own'),
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: reviewJson(await approvePlacements(ports, actor, id)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/reopenings',
    name: 'reopenTournament',
    summary: 'Reopen a completed tournament before prizes and certificates',
    description:
      'Makes a completed tournament `live` again, so that results can be corrected. The placements are written again when it is completed; once prizes are paid or certificates issued it stays completed.',
    ifMatchOf: 'readTournament',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: tournamentReopen,
    answers: { 200: transitionShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: { reason } }) {
      await reopenTournament(ports, actor, id, reason);
      return { status: 200, body: { id, state: 'live' } };
    },
  }),
];
