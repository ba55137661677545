// HTTP routes of personal data: export and erasure.

import type { Id } from '../core/id.ts';
import { routesFor } from '../http/route.ts';
import type { Ports } from '../outbox/ports.ts';
import { erasePlayer, refuseUnlessMayErase } from './erase-player.ts';
import { exportPlayer } from './export-player.ts';
import { privacyPermissions as permissions } from './permission.ts';

interface Services {
  readonly ports: Ports;
  /** Drops what is cached of a player. */
  readonly forget: (player: Id<'player'>) => void;
}

const route = routesFor<Services>();
const mediaType = 'application/json';

export const privacyRoutes = [
  route({
    method: 'GET',
    path: '/v1/me/export',
    name: 'exportMe',
    summary: 'Export everything that is kept of you',
    description:
      'Answers all that Laurel keeps of the caller as one file, which is streamed. Nothing is changed by it.',
    permission: permissions.export,
    answers: { 200: { mediaType } },
  }).runs({
    async handle({ services: { ports }, actor }) {
      const headers = {
        'content-type': mediaType,
        'cache-control': 'no-store',
        'content-disposition': 'attachment; filename="laurel-export.json"',
      };
      return { status: 200, headers, body: exportPlayer(ports, actor) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/players/:id/personal-data',
    name: 'erasePlayer',
    summary: 'Erase the personal data of a player',
    description:
      'Deletes the name, the subjects and the roles of the player, and hides the certificates. Results, coins and the audit trail stay, without the name; it cannot be undone.',
    permission: permissions.erase,
    params: { id: 'player' },
    answers: { 204: null },
  }).runs({
    authorize: async ({ actor, params }) => refuseUnlessMayErase(actor, params.id),
    async handle({ services: { ports, forget }, actor, params }) {
      await erasePlayer(ports, actor, params.id);
      forget(params.id);
      return { status: 204 };
    },
  }),
];
