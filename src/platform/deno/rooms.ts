// Live rooms in this process, one for each tournament that somebody watches. What a room does is in live/room.ts.

import type { Id } from '../../core/id.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom, type Room } from '../../live/room.ts';
import { closeSocket } from '../../live/socket.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { deno } from './runtime.ts';

export interface Rooms {
  readonly join: (id: Id<'tournament'>, request: Request) => Promise<Response>;
  readonly deliver: RoomDelivery;
}

interface OpenRoom {
  readonly room: Room<WebSocket>;
  /** Who listens, with the seq of the welcome. */
  readonly sockets: Map<WebSocket, number>;
}

/** `ask` answers a read of the public API. */
export function createRooms(ask: (path: string) => Promise<Response>): Rooms {
  const rooms = new Map<Id<'tournament'>, OpenRoom>();

  function open(id: Id<'tournament'>): OpenRoom {
    const known = rooms.get(id);
    if (known !== undefined) return known;
    const sockets = new Map<WebSocket, number>();
    let seq: number | undefined;
    const room = createRoom<WebSocket>({
      sockets: () => [...sockets.keys()],
      joinedAtSeq: (socket) => sockets.get(socket) ?? 0,
      position: {
        read: () => seq,
        write: (next) => {
          seq = next;
        },
      },
      ...createRoomReads(id, ask),
    });
    const made = { room, sockets };
    rooms.set(id, made);
    return made;
  }

  function leave(id: Id<'tournament'>, socket: WebSocket): void {
    const left = rooms.get(id);
    left?.sockets.delete(socket);
    if (left?.sockets.size === 0) rooms.delete(id);
  }

  return {
    async join(id, request) {
      const { socket, response } = deno.upgradeWebSocket(request);
      const { room, sockets } = open(id);
      socket.addEventListener('open', () => {
        void room.join(socket, { accept: () => {}, attach: (seq) => void sockets.set(socket, seq) });
      });
      socket.addEventListener('message', ({ data }) => room.hear(socket, data as string | ArrayBuffer));
      socket.addEventListener('close', () => leave(id, socket));
      socket.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
      return response;
    },
    // Nobody listens: whoever comes begins with a snapshot.
    deliver: async (id, events) => rooms.get(id)?.room.publish(events) ?? Math.max(...events.map((event) => event.seq)),
  };
}
