// Who is in a room now: how many sockets it takes, which of them are dead or have no right any more, and how many there are.

import type { Id } from '../../core/id.ts';
import { closeCodes, heartbeatMs, socketsPerRoomMax } from '../frame.ts';
import type { LiveObservation } from '../metrics.ts';
import { isOpen, type Socket } from '../socket.ts';
import { createOutlet } from './outlet.ts';
import { presenceMs } from './presence.ts';
import { hasEnded, type Seat, type Visitor } from './seat.ts';

/** A socket from which nothing was heard for so long is dead. It is closed when its place is needed. */
export const deadAfterMs = 2 * heartbeatMs;

export interface AttendancePorts<S extends Socket> {
  /** All attached sockets, including closing ones. */
  readonly sockets: () => readonly S[];
  readonly seats: { readonly read: (socket: S) => Seat; readonly write: (socket: S, seat: Seat) => void };
  /** In all rooms of the tournament. */
  readonly socketsPerAddressMax: number;
  /** About how many sockets of the network the other rooms of the tournament have. Absent: there are none. */
  readonly countElsewhere?: (network: string) => Promise<number>;
  /** When the platform last heard of the socket by itself, in milliseconds; 0: it does not know. */
  readonly heardAtMs: (socket: S) => number;
  /** Calls `closeExpired` at this time, in milliseconds; null: not at all. */
  readonly wakeAt: (atMs: number | null) => void;
  /** In milliseconds. */
  readonly now: () => number;
  readonly observe?: (observation: LiveObservation) => void;
}

export interface Attendance<S extends Socket> {
  /** Without closing sockets: the other side may never answer a close. */
  readonly openSockets: () => readonly S[];
  /** A message of the socket has come. */
  readonly hear: (socket: S) => void;
  /** Whether the room takes no further socket. Closes dead sockets first; so does the next one. */
  readonly isFull: () => boolean;
  readonly isAddressFull: (visitor: Pick<Visitor, 'network'>) => Promise<boolean>;
  /** The open sockets of a network in this room. */
  readonly countNetwork: (network: string) => number;
  /** The open sockets of a player, without dead ones. */
  readonly idsOf: (player: Id<'player'>) => readonly string[];
  /** Closes the sockets of a player who may not be here. */
  readonly expel: (player: Id<'player'>, reason: string) => void;
  /** Closes the sockets of which nobody knows the player. */
  readonly expelUnknown: (reason: string) => void;
  /** Closes all sockets: there is nothing to watch any more. */
  readonly expelAll: (reason: string) => void;
  /** Closes sockets whose right has ended, and asks to be called again when the next one ends. */
  readonly closeExpired: () => void;
  /** About how many sockets of this room follow the same. */
  readonly count: (match: Id<'match'> | null) => number;
}

export function createAttendance<S extends Socket>(ports: AttendancePorts<S>): Attendance<S> {
  const { drop } = createOutlet(ports.observe);
  /** A room that sleeps forgets it; pings that the platform answers are known to it. */
  const heard = new WeakMap<S, number>();
  const counts = new Map<Id<'match'> | null, { readonly count: number; readonly atMs: number }>();
  const openSockets = () => ports.sockets().filter(isOpen);
  const openWhere = (isMeant: (seat: Seat) => boolean) =>
    openSockets().filter((socket) => isMeant(ports.seats.read(socket)));

  function closeDead(sockets: readonly S[]): void {
    const deadline = ports.now() - deadAfterMs;
    for (const socket of sockets) {
      const { joinedAtMs } = ports.seats.read(socket);
      if (Math.max(joinedAtMs, heard.get(socket) ?? 0, ports.heardAtMs(socket)) < deadline)
        drop(socket, closeCodes.silent, 'no ping');
    }
  }

  /** `find` is asked again after dead sockets have been closed. */
  function takenBy(find: () => readonly S[], max: number): boolean {
    const found = find();
    if (found.length < max) return false;
    closeDead(found);
    return find().length >= max;
  }

  return {
    openSockets,
    hear: (socket) => void heard.set(socket, ports.now()),
    isFull: () => takenBy(openSockets, socketsPerRoomMax),
    async isAddressFull({ network }) {
      if (network === null) return false;
      const own = () => openWhere((seat) => seat.network === network);
      // The first one here is let in unseen, so that most joins ask no other room.
      const elsewhere = own().length === 0 ? 0 : await (ports.countElsewhere?.(network) ?? 0);
      return takenBy(own, ports.socketsPerAddressMax - elsewhere);
    },
    countNetwork: (network) => openWhere((seat) => seat.network === network).length,
    idsOf(player) {
      const ofPlayer = () => openWhere((seat) => seat.player === player);
      closeDead(ofPlayer());
      return ofPlayer().map((socket) => ports.seats.read(socket).id);
    },
    expel(player, reason) {
      for (const socket of openWhere((seat) => seat.player === player)) drop(socket, closeCodes.forbidden, reason);
    },
    expelUnknown(reason) {
      for (const socket of openWhere((seat) => seat.player === null)) drop(socket, closeCodes.notFound, reason);
    },
    expelAll(reason) {
      for (const socket of openSockets()) drop(socket, closeCodes.notFound, reason);
    },
    closeExpired() {
      let next: number | null = null;
      for (const socket of openSockets()) {
        const seat = ports.seats.read(socket);
        if (hasEnded(seat, ports.now())) drop(socket, closeCodes.expired, 'token expired');
        else if (seat.endsAtMs !== null) next = Math.min(next ?? seat.endsAtMs, seat.endsAtMs);
      }
      ports.wakeAt(next);
    },
    count(match) {
      const known = counts.get(match);
      if (known !== undefined && ports.now() - known.atMs < presenceMs) return known.count;
      const count = match === null ? openSockets().length : openWhere((seat) => seat.match === match).length;
      // One entry for each match that somebody asked about.
      if (counts.size >= socketsPerRoomMax) counts.clear();
      counts.set(match, { count, atMs: ports.now() });
      return count;
    },
  };
}
