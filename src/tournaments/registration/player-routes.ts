// HTTP routes of the public pages of players and teams: their tournaments.

import type { PageRequest } from '../../core/page.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { tournamentEntryJson, tournamentEntryShape } from './contract.ts';
import { listPlayerTournaments, listTeamTournaments, type TournamentEntry } from './player-tournament-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

function entriesJson(rows: readonly TournamentEntry[], { limit }: PageRequest, { clock }: Pick<Ports, 'clock'>) {
  const { items, nextCursor } = toPage(rows, limit, ({ registration }) => registration.id);
  const now = clock();
  return { items: items.map((entry) => tournamentEntryJson(entry, now)), nextCursor };
}

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
    answers: { 200: pageShape(tournamentEntryShape) },
  }).runs({
    async handle({ services: { ports }, params, query }) {
      const page = pageOf(query);
      const rows = await listPlayerTournaments(ports.db, params.id, page);
      return { status: 200, body: entriesJson(rows, page, ports) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/teams/:id/tournaments',
    name: 'listTeamTournaments',
    summary: 'List the public tournaments of a team, with the final ranks, newest first',
    description:
      'Lists the public tournaments that the team has entered, with the final rank where there is one. Private and unlisted tournaments are left out, for members too: those are in `/v1/me/registrations`.',
    permission: permissions.read,
    params: { id: 'team' },
    query: pageOnly,
    answers: { 200: pageShape(tournamentEntryShape) },
  }).runs({
    async handle({ services: { ports }, params, query }) {
      const page = pageOf(query);
      const rows = await listTeamTournaments(ports.db, params.id, page);
      return { status: 200, body: entriesJson(rows, page, ports) };
    },
  }),
];
