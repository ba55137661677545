// HTTP route of the standings of a stage.

import { toPage } from '../../../core/page.ts';
import { routesFor } from '../../../http/route.ts';
import { pageOf } from '../../../http/wire.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { confirmSilent } from '../../matches/silence/confirm-silent.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { stageNumbers } from '../contract.ts';
import { standingJson, standingsQuery, standingsShape } from './contract.ts';
import { showStandings } from './show-standings.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const standingsRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage/standings',
    name: 'listStandings',
    summary: 'List the standings of a stage that counts points: best first, group by group',
    description:
      'Answers the table as it is now: ranks, matches, scores, points and tie-breaks. After the last round the placements are the same ranking.',
    permission: permissions.read,
    params: { id: 'tournament', stage: stageNumbers },
    query: standingsQuery,
    answers: { 200: standingsShape },
    problems: ['state_conflict'],
  }).runs({
    async handle({ services: { ports }, actor, params: { id, stage }, query: { explain, ...query } }) {
      await confirmSilent(ports, id);
      const page = pageOf(query);
      const request = { id, stage: Number(stage), isExplained: explain === 'true', page };
      const rows = await showStandings(ports.db, actor, request);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.registrationId);
      return { status: 200, body: { items: items.map(standingJson), nextCursor } };
    },
  }),
];
