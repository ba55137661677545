// Use case of the edge and of rooms: reads a ticket and verifies it, without the database. Whether it was used before is known to the
// object of its player.

import type { Clock } from '../../core/instant.ts';
import type { TextKeys } from '../../http/tokens/text-keys.ts';
import { hashOrigin, readTicket, type Ticket, type TicketFault, type TicketRoom } from './ticket.ts';

/** Of the keys that sign tickets. */
export const ticketPurpose = 'laurel live ticket 1';

export interface TicketPorts {
  readonly clock: Clock;
  readonly ticketKeys: TextKeys;
}

export type TicketVerdict =
  | { readonly kind: 'valid'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly fault: TicketFault };

/** Where the ticket is used: in which room, and from which page. */
export interface TicketUse {
  /** null: whatever tournament the match belongs to. */
  readonly tournament: TicketRoom['tournament'] | null;
  readonly match: TicketRoom['match'];
  /** As the browser says; null outside of a browser. */
  readonly origin: string | null;
}

/** @throws DomainError misconfigured. */
export async function openTicket(ports: TicketPorts, text: string, use: TicketUse): Promise<TicketVerdict> {
  const read = readTicket(text);
  if (read === null || !(await ports.ticketKeys.verify(read.signed, read.signature)))
    return refused('ticket not valid');
  const { ticket } = read;
  if (Date.parse(ports.clock()) >= ticket.used.expiresAtMs) return refused('ticket expired');
  if (ticket.match !== use.match || (use.tournament !== null && ticket.tournament !== use.tournament))
    return refused('ticket of another room');
  if (ticket.originHash !== null && (use.origin === null || (await hashOrigin(use.origin)) !== ticket.originHash))
    return refused('ticket of another origin');
  return { kind: 'valid', ticket };
}

const refused = (fault: TicketFault): TicketVerdict => ({ kind: 'refused', fault });
