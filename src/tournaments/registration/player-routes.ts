// HTTP route of a player's public page: the tournaments.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { playerTournamentJson, playerTournamentShape } from './contract.ts';
import { listPlayerTournaments } from './player-tournament-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const playerTournamentRoutes = [
  route({
    method: 'GET',
    path: '/v1/players/:id/tournaments',
    name: 'listPlayerTournaments',
    summary: 'List the public tournaments of a player, with the final ranks, newest first',
    description:
      'Lists what the player has entered in public tournaments, with the final rank where there is one. Private and unlisted tournaments are left out.',
    permission: permissions.read,
    params: { id: 'player' },
    query: pageOnly,
    answers: { 200: pageShape(playerTournamentShape) },
  }).runs({
    async handle({ services: { ports }, params, query }) {
      const page = pageOf(query);
      const rows = await listPlayerTournaments(ports.db, params.id, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ registration }) => registration.id);
      const now = ports.clock();
      return { status: 200, body: { items: items.map((one) => playerTournamentJson(one, now)), nextCursor } };
    },
  }),
];
