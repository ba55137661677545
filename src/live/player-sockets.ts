// The sockets of one player in all rooms: how many there may be, which tickets were used, and the end of those that the player may not have
// any more. Independent of the platform. The database judges; what is stored here says only whom to ask about.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import { type RoomName, tournamentOfRoom } from './relays/room-name.ts';
import type { Admission, SocketEntry } from './seats/admission.ts';
import type { UsedTicket } from './seats/seat.ts';

/** What the database says of a player in some tournaments. */
export interface Watching {
  /** The tournaments that the player may not watch now, and why. */
  readonly barred: readonly { readonly room: Id<'tournament'>; readonly reason: 'sanctioned' | 'not allowed' }[];
  /** When the next sanction begins; null if none waits. */
  readonly nextStartsAt: Instant | null;
}

/** A tournament, and whether the player is an administrator there by token. */
export interface WatchedRoom {
  readonly id: Id<'tournament'>;
  readonly isAdmin: boolean;
}

export interface KnownSocket extends SocketEntry {
  readonly room: RoomName;
  readonly admittedAtMs: number;
}

/** With the socket that it opened. */
export interface TakenTicket extends UsedTicket {
  readonly socket: string;
}

export interface PlayerSocketPorts {
  readonly sockets: {
    readonly read: () => readonly KnownSocket[];
    readonly write: (sockets: readonly KnownSocket[]) => void;
  };
  readonly tickets: {
    readonly read: () => readonly TakenTicket[];
    readonly write: (tickets: readonly TakenTicket[]) => void;
  };
  /** @throws if the backend does not answer. */
  readonly judge: (rooms: readonly WatchedRoom[]) => Promise<Watching>;
  /** The ids of the player's open sockets in the room. */
  readonly idsIn: (room: RoomName) => Promise<readonly string[]>;
  /** Closes the player's sockets in the room. */
  readonly closeIn: (room: RoomName, reason: string) => Promise<void>;
  /** Calls `recheck` at this time, in milliseconds; null: not at all. */
  readonly wakeAt: (atMs: number | null) => void;
  /** In milliseconds. */
  readonly now: () => number;
}

export interface PlayerSockets {
  /** Called before the socket gets a seat. The same socket again, in the next room when one is full, is counted once. */
  admit(room: RoomName, entry: SocketEntry, ticket: UsedTicket | null): Promise<Admission>;
  leave(id: string): void;
  /** Called after a socket got its seat, after the commit of a sanction, when one begins, and from time to time. */
  recheck(): Promise<void>;
}

export const socketsPerPlayerMax = 3;
/** A sanction whose call got lost is noticed after this time. So is a right that ended otherwise. */
const recheckMs = 60_000;
const retryMs = 2_000;
/** A socket gets its seat in this time, or never. */
const seatedWithinMs = 30_000;

export function createPlayerSockets(ports: PlayerSocketPorts): PlayerSockets {
  const { sockets, tickets, now, wakeAt } = ports;
  const remove = (isGone: (socket: KnownSocket) => boolean) =>
    sockets.write(sockets.read().filter((socket) => !isGone(socket)));
  const rooms = () => [...new Set(sockets.read().map(({ room }) => room))];

  /** Removes what a room does not have any more: one that was restarted tells nobody of the sockets that it lost. */
  async function forgetLost(): Promise<void> {
    for (const room of rooms()) {
      const ids = new Set(await ports.idsIn(room));
      const isLost = ({ id, admittedAtMs }: KnownSocket) => !ids.has(id) && admittedAtMs < now() - seatedWithinMs;
      remove((socket) => socket.room === room && isLost(socket));
    }
  }

  /** Used tickets are known until they expire. */
  function rest(): void {
    const used = tickets.read().filter(({ expiresAtMs }) => expiresAtMs > now());
    tickets.write(used);
    wakeAt(used.length === 0 ? null : Math.max(...used.map(({ expiresAtMs }) => expiresAtMs)));
  }

  function useUp(ticket: UsedTicket, socket: string): boolean {
    const used = tickets.read().filter(({ expiresAtMs }) => expiresAtMs > now());
    const known = used.find(({ nonce }) => nonce === ticket.nonce);
    if (known === undefined) tickets.write([...used, { ...ticket, socket }]);
    return known === undefined || known.socket === socket;
  }

  async function recheck(): Promise<void> {
    const asked = [...new Set(rooms().map(tournamentOfRoom))].map((id) => {
      const isAdmin = sockets.read().some((socket) => tournamentOfRoom(socket.room) === id && socket.isAdmin);
      return { id, isAdmin };
    });
    if (asked.length === 0) return rest();
    // If anything below fails, this call comes again.
    wakeAt(now() + retryMs);
    const { barred, nextStartsAt } = await ports.judge(asked);
    for (const room of rooms()) {
      const found = barred.find((one) => one.room === tournamentOfRoom(room));
      if (found === undefined) continue;
      await ports.closeIn(room, found.reason);
      remove((socket) => socket.room === room);
    }
    if (rooms().length === 0) return rest();
    const later = now() + recheckMs;
    wakeAt(nextStartsAt === null ? later : Math.min(later, Date.parse(nextStartsAt)));
  }

  return {
    async admit(room, { id, isAdmin }, ticket) {
      if (ticket !== null && !useUp(ticket, id)) return 'ticket_used';
      const isFull = () => sockets.read().filter((socket) => socket.id !== id).length >= socketsPerPlayerMax;
      if (isFull()) await forgetLost();
      if (isFull()) return 'too_many';
      const others = sockets.read().filter((socket) => socket.id !== id);
      sockets.write([...others, { id, isAdmin, room, admittedAtMs: now() }]);
      return 'admitted';
    },
    leave(id) {
      remove((socket) => socket.id === id);
      if (sockets.read().length === 0) rest();
    },
    recheck,
  };
}
