// A room with sockets in it, which keep what they are sent.

import { createRoom, type RoomPorts } from '../../../src/live/room.ts';
import type { Seat } from '../../../src/live/seats/seat.ts';
import type { Socket } from '../../../src/live/socket.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { aRoomMemory, aSeat, roomPorts } from './room-ports.ts';

/** Keeps the frames that it got, and how it was closed. */
export function aSocket() {
  const socket = { readyState: 1, frames: [] as Told[], closedWith: null as number | null };
  return Object.assign(socket, {
    send: (text: string) => void socket.frames.push(JSON.parse(text)),
    close: (code?: number) => void Object.assign(socket, { readyState: 3, closedWith: code ?? null }),
  });
}

interface Told {
  readonly type: string;
  readonly [field: string]: unknown;
}

export const eventsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => {
    return { seq: first + index, epoch: '1', payload: {} } as TournamentEvent;
  });

/** A room in which these sockets sit, at the beginning of the tournament. */
export function aRoomOf(seats: readonly (readonly [Socket, Partial<Seat>])[], fields: Partial<RoomPorts<Socket>> = {}) {
  const memory = aRoomMemory();
  memory.position = { epoch: '1', seq: 0 };
  for (const [socket, seat] of seats) memory.seats.set(socket, aSeat(seat));
  return { memory, room: createRoom<Socket>(roomPorts(memory, fields)) };
}
