// HTTP routes of live updates: the event feed, for rooms and for clients that poll it.

import { refuse } from '../core/errors.ts';
import { everybody } from '../http/permission.ts';
import { routesFor } from '../http/route.ts';
import type { Ports } from '../outbox/ports.ts';
import { formatPosition } from '../outbox/position.ts';
import { eventJson, eventPage, eventQuery, matchEventQuery, readSince, type Since } from './contract.ts';
import { matchEventsSince } from './match-events.ts';
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
      'Answers what happened after `since`, in order and without a gap; ask again with `position`. With `wait` it answers as soon as there is an event, so that asking again and again follows the tournament. A socket sends the same events.',
    permission: everybody('event.read'),
    params: { id: 'tournament' },
    query: eventQuery,
    answers: { 200: eventPage },
  }).runs({
    // The edge waits, not the backend: app/wait-for-events.ts.
    async handle({ services: { ports }, actor, params: { id }, query: { since } }) {
      const found = await eventsSince(ports.db, id, readSince(since) as Since, actor);
      if (found === null) throw refuse('not_found', { kind: 'tournament' });
      const { events, position, isRecovered } = found;
      const body = { items: events.map(eventJson), position: formatPosition(position), recovered: isRecovered };
      return { status: 200, body };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/matches/:id/events',
    name: 'listMatchEvents',
    summary: 'List the events that name a match, after a position of its tournament, oldest first',
    description:
      'Answers what happened to a match after `since`. Positions are those of the tournament: numbers between two events of a match belong to others, and `position` is how far the list has looked. With `wait` it answers as soon as there is such an event. A socket of the match sends the same events.',
    permission: everybody('event.read'),
    params: { id: 'match' },
    query: matchEventQuery,
    answers: { 200: eventPage },
  }).runs({
    // The edge waits, not the backend: app/wait-for-events.ts.
    async handle({ services: { ports }, actor, params: { id }, query: { since } }) {
      const found = await matchEventsSince(ports.db, id, since === undefined ? null : readSince(since), actor);
      const { events, position, isRecovered } = found;
      const body = { items: events.map(eventJson), position: formatPosition(position), recovered: isRecovered };
      return { status: 200, body };
    },
  }),
];
