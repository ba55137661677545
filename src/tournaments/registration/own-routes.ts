// HTTP route of the caller's own registrations.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { ownRegistrationJson, ownRegistrationQuery, ownRegistrationShape } from './contract.ts';
import { listOwnRegistrations } from './own-registration-store.ts';
import { registrationStates } from './registration.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const ownRegistrationRoutes = [
  route({
    method: 'GET',
    path: '/v1/me/registrations',
    name: 'listOwnRegistrations',
    summary: 'List your registrations, alone or on a roster, newest first',
    description: 'Lists what the caller has entered, also as a member of a roster. `state` narrows the list.',
    permission: permissions.readOwn,
    query: ownRegistrationQuery,
    answers: { 200: pageShape(ownRegistrationShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const page = pageOf(query);
      const states = query.state === undefined ? registrationStates : [query.state];
      const rows = await listOwnRegistrations(ports.db, actor.playerId, states, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ registration }) => registration.id);
      const now = ports.clock();
      return { status: 200, body: { items: items.map((own) => ownRegistrationJson(own, now)), nextCursor } };
    },
  }),
];
