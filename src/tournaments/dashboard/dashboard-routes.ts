// HTTP route of the dashboard.

import { refuse } from '../../core/errors.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { findTournament } from '../store.ts';
import { stateAt } from '../tournament.ts';
import { dashboardJson, dashboardShape } from './contract.ts';
import { readDashboard } from './dashboard-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const dashboardRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/dashboard',
    name: 'readDashboard',
    summary: 'Read the numbers of a tournament as its organizer or staff: registrations, check-in, matches, fees',
    description:
      'Counts registrations and matches by their state, who is checked in, and fees that are held, charged and returned. It is one request, so that a page can refresh it often.',
    permission: permissions.readStaff,
    params: { id: 'tournament' },
    answers: { 200: dashboardShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      await authorizeRun(ports.db, actor, id, 'read');
      const now = ports.clock();
      const [tournament, dashboard] = [await findTournament(ports.db, id), await readDashboard(ports.db, id, now)];
      if (tournament === null || dashboard === null) throw refuse('not_found', { kind: 'tournament' });
      return { status: 200, body: dashboardJson({ ...tournament, state: stateAt(tournament, now) }, dashboard) };
    },
  }),
];
