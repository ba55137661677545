// How a player gets a seat: the player's object counts the sockets and uses up the ticket, and a refusal has a close code.

import type { Id } from '../../core/id.ts';
import { closeCodes } from '../frame.ts';
import type { TicketFault } from '../tickets/ticket.ts';
import { deadAfterMs } from './attendance.ts';
import type { UsedTicket } from './seat.ts';

export type Admission = 'admitted' | 'ticket_used' | 'too_many';

/** A socket as the object of its player knows it. */
export interface SocketEntry {
  readonly id: string;
  /** The token says so; Laurel cannot look it up. */
  readonly isAdmin: boolean;
}

export interface PlayersPort {
  /** Before the seat is taken. The same socket again is counted once. @throws if the player's object does not answer. */
  admit(player: Id<'player'>, entry: SocketEntry, ticket: UsedTicket | null): Promise<Admission>;
  /** After it: whether the player may be here is judged. @throws like admit. */
  enter(player: Id<'player'>): Promise<void>;
  leave(player: Id<'player'>, id: string): void;
  /** Whether the player may still be here is judged, some time soon. */
  recheck(player: Id<'player'>): void;
}

type Refusal = readonly [code: number, reason: string, retryAfterMs?: number];

export function admissionRefusal(admission: Exclude<Admission, 'admitted'>): Refusal {
  return admission === 'ticket_used'
    ? [closeCodes.unauthenticated, 'ticket already used']
    : [closeCodes.policy, 'too many sockets of this player', deadAfterMs];
}

export function ticketRefusal(fault: TicketFault): readonly [code: number, reason: string] {
  return [fault === 'ticket expired' ? closeCodes.expired : closeCodes.unauthenticated, fault];
}
