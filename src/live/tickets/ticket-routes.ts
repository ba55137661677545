// HTTP route that makes tickets. The edge takes the tickets themselves.

import { only } from '../../http/permission.ts';
import { routesFor } from '../../http/route.ts';
import { ticketCreate, ticketShape } from './contract.ts';
import { createTicket, type TicketServices } from './create-ticket.ts';

const route = routesFor<TicketServices>();

export const ticketRoutes = [
  route({
    method: 'POST',
    path: '/v1/live/tickets',
    name: 'createLiveTicket',
    summary: 'Make a ticket that opens one socket as yourself, for 30 seconds',
    description:
      'Makes a ticket for the room of a tournament or of a match, for browsers, which send no token with a socket. It works once, in this room alone, and the socket ends when your token ends, unless a new ticket comes before.',
    permission: only('live.join', 'player'),
    // Nothing is stored: a repeated request makes another ticket.
    idempotency: 'none',
    body: ticketCreate,
    answers: { 201: ticketShape },
    problems: ['not_found', 'sanctioned', 'misconfigured'],
  }).runs({
    async handle({ services, actor, body: asked }) {
      const body = await createTicket(services, actor, asked);
      return { status: 201, body, headers: { 'cache-control': 'private, no-store' } };
    },
  }),
];
