// Declarations of the live rooms, which the edge hands on (live-rooms.ts).

import { everybody } from '../http/permission.ts';
import type { RouteDefinition } from '../http/route.ts';
import { liveFrame, liveQuery } from '../live/contract.ts';

const eventStreamType = { mediaType: 'text/event-stream' } as const;

const room = {
  method: 'GET',
  permission: everybody('event.read'),
  isAtEdge: true,
  readsToken: true,
  query: liveQuery,
  answers: { 101: liveFrame, 200: eventStreamType },
  problems: [
    ...(['invalid_request', 'origin_not_allowed', 'unauthenticated', 'ticket_not_valid', 'sanctioned'] as const),
    ...(['not_found', 'quota_exceeded', 'unavailable', 'misconfigured'] as const),
  ],
} as const;

export const liveDefinitions: readonly RouteDefinition[] = [
  {
    ...room,
    path: '/live/tournaments/:id',
    name: 'watchTournament',
    summary: 'Follow the events of a tournament over a WebSocket or as server-sent events',
    description:
      'Sends `welcome` with the tournament, then each event as one frame, or several that come together. After a break ask with `since`: what you missed comes first. A request that accepts `text/event-stream` gets the same frames as server-sent events, whose ids are positions. Send a ping over a socket every 25 seconds. No token is needed for a tournament that everybody may read; with one, or with a ticket, you join as yourself, and a sanction that keeps you from watching closes the socket with 4003.',
    params: { id: 'tournament' },
  },
  {
    ...room,
    path: '/live/matches/:id',
    name: 'watchMatch',
    summary: 'Follow the events that name a match over a WebSocket or as server-sent events',
    description:
      'Sends `welcome` with the match, then the events that name it; everything else is as for a tournament. Numbers are those of the tournament, so some are missing: `after` of a frame is the event before it in this stream, and you have missed nothing if you have that one.',
    params: { id: 'match' },
  },
];
