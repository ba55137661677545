// Ports of a room in memory: sockets that are open, seats in a map, players who are always admitted. A test replaces what it is about.

import type { RoomPorts } from '../../../src/live/room.ts';
import type { Seat, Visitor } from '../../../src/live/seats/seat.ts';
import type { Socket } from '../../../src/live/socket.ts';
import type { Position } from '../../../src/outbox/position.ts';

export const aVisitor = (fields: Partial<Visitor> = {}): Visitor => ({
  ...{ id: crypto.randomUUID(), player: null, isAdmin: false, match: null, network: null, origin: null },
  ...{ endsAtMs: null, mayRead: false, ticket: null, since: null },
  ...fields,
});

export const aSeat = (fields: Partial<Seat> = {}): Seat => {
  const { mayRead, ticket, since, ...person } = aVisitor();
  return { ...person, seq: 0, joinedAtMs: 0, ...fields };
};

export interface RoomMemory {
  readonly seats: Map<Socket, Seat>;
  position: Position | undefined;
}

export const aRoomMemory = (): RoomMemory => ({ seats: new Map(), position: undefined });

/** What an eviction does not lose is in `memory`. */
export function roomPorts(memory: RoomMemory, fields: Partial<RoomPorts<Socket>> = {}): RoomPorts<Socket> {
  return {
    sockets: () => [...memory.seats.keys()],
    seats: {
      read: (socket) => memory.seats.get(socket) ?? aSeat(),
      write: (socket, seat) => void memory.seats.set(socket, seat),
    },
    socketsPerAddressMax: 200,
    heardAtMs: () => 0,
    wakeAt: () => {},
    position: {
      read: () => memory.position,
      write: (position) => {
        memory.position = position;
      },
    },
    players: { admit: async () => 'admitted', enter: async () => {}, leave: () => {}, recheck: () => {} },
    openTicket: async () => ({ kind: 'refused', fault: 'ticket not valid' }),
    readSnapshot: async () => null,
    readEvents: async () => [],
    now: () => 0,
    ...fields,
  };
}
