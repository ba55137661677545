// HTTP routes of live updates: the event feed, for rooms and for clients that missed events.

import { refuse } from '../core/errors.ts';
import { everybody } from '../http/permission.ts';
import { routesFor } from '../http/route.ts';
import { listShape } from '../http/wire.ts';
import { tournamentEvent } from '../outbox/contract.ts';
import type { Ports } from '../outbox/ports.ts';
import { eventJson, eventQuery } from './contract.ts';
import { eventsSince } from './store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const eventRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/events',
    name: 'listEvents',
    summary: 'List the events of a tournament after a position, at most 500, oldest first',
    description:
      'Answers what happened after `since`, in order and without a gap; ask again with the last `seq`. A socket sends the same events.',
    permission: everybody('event.read'),
    params: { id: 'tournament' },
    query: eventQuery,
    answers: { 200: listShape(tournamentEvent) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id }, query: { since } }) {
      const events = await eventsSince(ports.db, id, since, actor);
      if (events === null) throw refuse('not_found', { kind: 'tournament' });
      return { status: 200, body: { items: events.map(eventJson) } };
    },
  }),
];
