// HTTP route of the results of a match.

import { refuse } from '../../../core/errors.ts';
import { toPage } from '../../../core/page.ts';
import { routesFor } from '../../../http/route.ts';
import { pageOf, pageOnly } from '../../../http/wire.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { hideUnreadable } from '../../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { readTournament } from '../../setup/read-tournament.ts';
import { findTournamentOf } from '../../store.ts';
import { resultsShape, shownResultJson } from './contract.ts';
import { showResults } from './show-results.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const matchHistoryRoutes = [
  route({
    method: 'GET',
    path: '/v1/matches/:id/results',
    name: 'listResults',
    summary: 'List everything that was said about the result of a match, newest first',
    description:
      'Lists reports, confirmations, decisions, forfeits and corrections with their scores and games. In a dispute these are both claims; what does not count any more is marked.',
    permission: permissions.read,
    params: { id: 'match' },
    query: pageOnly,
    answers: { 200: resultsShape },
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, query }) => {
      const tournamentId = await findTournamentOf(ports.db, id);
      if (tournamentId === null) throw refuse('not_found', { kind: 'match' });
      const tournament = await readTournament(ports.db, actor, tournamentId);
      const page = pageOf(query);
      const rows = await showResults(ports.db, actor, { id, tournament, page });
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return { status: 200, body: { items: items.map(shownResultJson), nextCursor } };
    }),
  }),
];
