// Live rooms in this process, one for each tournament with sockets. live/room.ts defines what a room does.

import type { Id } from '../../core/id.ts';
import type { Watching } from '../../live/player-sockets.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom, type Room } from '../../live/room.ts';
import { closeSocket } from '../../live/socket.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { deno } from './runtime.ts';
import { createWatchers } from './watchers.ts';

interface Rooms {
  readonly join: (id: Id<'tournament'>, request: Request, player: Id<'player'> | null) => Promise<Response>;
  readonly deliver: RoomDelivery;
  /** Closes the player's sockets in rooms where a sanction keeps the player from watching. */
  readonly recheckWatcher: (player: Id<'player'>) => void;
}

interface OpenRoom {
  readonly room: Room<WebSocket>;
  /** Each socket with the seq of its welcome frame, and who joined. */
  readonly sockets: Map<WebSocket, { readonly seq: number; readonly player: Id<'player'> | null }>;
}

type Judge = (player: Id<'player'>, rooms: readonly Id<'tournament'>[]) => Promise<Watching>;

/** `read` performs a GET of the public API. */
export function createRooms(read: (path: string) => Promise<Response>, judge: Judge): Rooms {
  const rooms = new Map<Id<'tournament'>, OpenRoom>();

  function open(id: Id<'tournament'>): OpenRoom {
    const known = rooms.get(id);
    if (known !== undefined) return known;
    const sockets: OpenRoom['sockets'] = new Map();
    let seq: number | undefined;
    const room = createRoom<WebSocket>({
      sockets: () => [...sockets.keys()],
      joinedAtSeq: (socket) => sockets.get(socket)?.seq ?? 0,
      playerOf: (socket) => sockets.get(socket)?.player ?? null,
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

  const watchers = createWatchers(judge, async (player, id) => rooms.get(id)?.room.expel(player));

  function leave(id: Id<'tournament'>, socket: WebSocket): void {
    const left = rooms.get(id);
    const player = left?.sockets.get(socket)?.player ?? null;
    left?.sockets.delete(socket);
    const isLast = ![...(left?.sockets.values() ?? [])].some((other) => other.player === player);
    if (player !== null && isLast) watchers.leave(player, id);
    if (left?.sockets.size === 0) rooms.delete(id);
  }

  return {
    async join(id, request, player) {
      const { socket, response } = deno.upgradeWebSocket(request);
      const { room, sockets } = open(id);
      socket.addEventListener('open', () => {
        const attach = (seq: number) => void sockets.set(socket, { seq, player });
        void room.join(socket, { accept: () => {}, attach }).then(() => {
          if (player !== null && sockets.has(socket)) watchers.enter(player, id);
        });
      });
      socket.addEventListener('message', ({ data }) => room.handleMessage(socket, data as string | ArrayBuffer));
      socket.addEventListener('close', () => leave(id, socket));
      socket.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
      return response;
    },
    // Without a room nothing is sent: the next socket starts with a snapshot.
    recheckWatcher: watchers.recheck,
    deliver: async (id, events) => rooms.get(id)?.room.publish(events) ?? Math.max(...events.map((event) => event.seq)),
  };
}
