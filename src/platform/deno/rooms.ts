// Live rooms in this process, one for each tournament with sockets. live/room.ts defines what a room does.

import type { Id } from '../../core/id.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom, type Room } from '../../live/room.ts';
import { closeSocket } from '../../live/socket.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { deno } from './runtime.ts';

interface Rooms {
  readonly join: (id: Id<'tournament'>, request: Request) => Promise<Response>;
  readonly deliver: RoomDelivery;
}

interface OpenRoom {
  readonly room: Room<WebSocket>;
  /** Each socket with the seq of its welcome frame. */
  readonly sockets: Map<WebSocket, number>;
}

/** `read` performs a GET of the public API. */
export function createRooms(read: (path: string) => Promise<Response>): Rooms {
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
      now: Date.now,
      ...createRoomReads(id, read),
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
      socket.addEventListener('message', ({ data }) => room.handleMessage(socket, data as string | ArrayBuffer));
      socket.addEventListener('close', () => leave(id, socket));
      socket.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
      return response;
    },
    // Without a room nothing is sent: the next socket starts with a snapshot.
    deliver: async (id, events) => rooms.get(id)?.room.publish(events) ?? Math.max(...events.map((event) => event.seq)),
  };
}
