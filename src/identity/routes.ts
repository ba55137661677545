// HTTP routes of players: the caller's own profile, and the public part of anybody's.

import { refuse } from '../core/errors.ts';
import { routesFor } from '../http/route.ts';
import type { Ports } from '../outbox/ports.ts';
import { meJson, meShape, playerShape, profileChange } from './contract.ts';
import { identityPermissions as permissions } from './permission.ts';
import { renameMe, showMe } from './show-me.ts';
import { findPlayer } from './store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const playerRoutes = [
  route({
    method: 'GET',
    path: '/v1/me',
    name: 'readMe',
    summary: 'Read who you are: player, display name, roles',
    description:
      'Answers the player of the token. A player who is new to Laurel is made by this request, with the name of the token.',
    permission: permissions.readOwn,
    answers: { 200: meShape },
  }).runs({
    async handle({ services: { ports }, actor }) {
      const { player, granted } = await showMe(ports, actor);
      return { status: 200, body: meJson(actor, player, granted) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/me',
    name: 'changeMe',
    summary: 'Change your display name',
    description:
      'Sets the name that is used from now on. Registrations, teams and certificates that exist keep the name they were made with.',
    ifMatchOf: 'readMe',
    permission: permissions.changeOwn,
    body: profileChange,
    answers: { 200: meShape },
  }).runs({
    async handle({ services: { ports }, actor, body }) {
      const { player, granted } = await renameMe(ports, actor, body.displayName);
      return { status: 200, body: meJson(actor, player, granted) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/players/:id',
    name: 'readPlayer',
    summary: 'Read the public part of a player',
    description:
      'Answers the id and the display name. A player of a `ply_…` token is known after the first request for `/v1/me`; any other id is `not_found`.',
    permission: permissions.readPlayer,
    params: { id: 'player' },
    answers: { 200: playerShape },
  }).runs({
    async handle({ services: { ports }, params }) {
      const player = await findPlayer(ports.db, params.id);
      if (player === null) throw refuse('not_found', { kind: 'player' });
      return { status: 200, body: { id: player.id, displayName: player.displayName } };
    },
  }),
];
