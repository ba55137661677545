// Who sits at one socket of a room, and what it follows. The platform stores a seat with its socket, so that a room that slept knows it
// again. A visitor is somebody who asks for a seat.

import type { Id } from '../../core/id.ts';
import type { Position } from '../../outbox/position.ts';

interface Person {
  /** Unique among all sockets. */
  readonly id: string;
  /** null: nobody is known. */
  readonly player: Id<'player'> | null;
  /** The token says so; Laurel cannot look it up. */
  readonly isAdmin: boolean;
  /** null: the whole tournament. */
  readonly match: Id<'match'> | null;
  /** The network of the client's address; null: unknown, and not counted. */
  readonly network: string | null;
  /** The web origin of the page; null outside of a browser. */
  readonly origin: string | null;
  /** When the right to the seat ends, in milliseconds; null: never. */
  readonly endsAtMs: number | null;
}

export interface Seat extends Person {
  /** The last event that the socket has. It gets later ones only. In the room of a match it moves with each event that is sent. */
  readonly seq: number;
  readonly joinedAtMs: number;
}

/** What makes a ticket usable once. */
export interface UsedTicket {
  readonly nonce: string;
  readonly expiresAtMs: number;
}

export interface Visitor extends Person {
  /** May read the tournament, also if it is not public. */
  readonly mayRead: boolean;
  readonly ticket: UsedTicket | null;
  /** Where the client stands; null if it has nothing. */
  readonly since: Position | null;
}

export function seatOf(
  { id, player, isAdmin, match, network, origin, endsAtMs }: Visitor,
  seq: number,
  joinedAtMs: number,
): Seat {
  return { id, player, isAdmin, match, network, origin, endsAtMs, seq, joinedAtMs };
}

export const hasEnded = ({ endsAtMs }: Seat, nowMs: number): boolean => endsAtMs !== null && endsAtMs <= nowMs;
