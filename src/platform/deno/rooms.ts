// Live rooms in this process, one for each tournament with clients. live/room.ts defines what a room does.

import type { Id } from '../../core/id.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { isUpgrade, positionAsked } from '../../live/join-request.ts';
import type { Watching } from '../../live/player-sockets.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom, type Room } from '../../live/room.ts';
import { closeSocket, type Socket } from '../../live/socket.ts';
import type { Position } from '../../outbox/position.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { deno } from './runtime.ts';
import { createWatchers } from './watchers.ts';

/** null without a token. */
type Player = Id<'player'> | null;

interface Rooms {
  readonly join: (id: Id<'tournament'>, request: Request, player: Player) => Promise<Response>;
  readonly wait: (id: Id<'tournament'>, position: Position, ms: number) => Promise<void>;
  readonly deliver: RoomDelivery;
  /** Closes the player's sockets in rooms where a sanction keeps the player from watching. */
  readonly recheckWatcher: (player: Id<'player'>) => void;
}

interface OpenRoom {
  readonly room: Room<Socket>;
  /** Each socket with the seq at which it joined, and who did. */
  readonly sockets: Map<Socket, { readonly seq: number; readonly player: Player }>;
  /** Requests that wait. */
  waits: number;
}

type Judge = (player: Id<'player'>, rooms: readonly Id<'tournament'>[]) => Promise<Watching>;

/** `read` performs a GET of the public API. */
export function createRooms(read: (path: string) => Promise<Response>, judge: Judge): Rooms {
  const rooms = new Map<Id<'tournament'>, OpenRoom>();

  function open(id: Id<'tournament'>): OpenRoom {
    const known = rooms.get(id);
    if (known !== undefined) return known;
    const sockets: OpenRoom['sockets'] = new Map();
    let position: Position | undefined;
    const room = createRoom<Socket>({
      sockets: () => [...sockets.keys()],
      joinedAtSeq: {
        read: (socket) => sockets.get(socket)?.seq ?? 0,
        write: (socket, seq) => void sockets.set(socket, { seq, player: sockets.get(socket)?.player ?? null }),
      },
      playerOf: (socket) => sockets.get(socket)?.player ?? null,
      position: {
        read: () => position,
        write: (next) => {
          position = next;
        },
      },
      now: Date.now,
      ...createRoomReads(id, read),
    });
    const made = { room, sockets, waits: 0 };
    rooms.set(id, made);
    return made;
  }

  const watchers = createWatchers(judge, async (player, id) => rooms.get(id)?.room.expel(player));

  function leave(id: Id<'tournament'>, socket?: Socket): void {
    const left = rooms.get(id);
    const player = (socket && left?.sockets.get(socket)?.player) ?? null;
    if (socket !== undefined) left?.sockets.delete(socket);
    const isLast = ![...(left?.sockets.values() ?? [])].some((other) => other.player === player);
    if (player !== null && isLast) watchers.leave(player, id);
    if (left?.sockets.size === 0 && left.waits === 0) rooms.delete(id);
  }

  function joinSocket(id: Id<'tournament'>, request: Request, player: Player): Response {
    // After the upgrade the request can no longer be read.
    const since = positionAsked(request);
    const { socket, response } = deno.upgradeWebSocket(request);
    const { room, sockets } = open(id);
    socket.addEventListener('open', () => {
      const attach = (seq: number) => void sockets.set(socket, { seq, player });
      void room.join(socket, { accept: () => {}, attach }, since).then(() => {
        if (player !== null && sockets.has(socket)) watchers.enter(player, id);
      });
    });
    socket.addEventListener('message', ({ data }) => room.handleMessage(socket, data as string | ArrayBuffer));
    socket.addEventListener('close', () => leave(id, socket));
    socket.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
    return response;
  }

  async function joinStream(id: Id<'tournament'>, request: Request, player: Player): Promise<Response> {
    const { room, sockets } = open(id);
    const { socket, answer } = openEventStream(() => leave(id, socket));
    const attach = (seq: number) => void sockets.set(socket, { seq, player });
    await room.join(socket, { accept: () => {}, attach }, positionAsked(request));
    if (player !== null && sockets.has(socket)) watchers.enter(player, id);
    return answer();
  }

  return {
    join: async (id, request, player) =>
      isUpgrade(request) ? joinSocket(id, request, player) : joinStream(id, request, player),
    recheckWatcher: watchers.recheck,
    async wait(id, position, ms) {
      const waited = open(id);
      waited.waits += 1;
      await waited.room.wait(position, ms);
      waited.waits -= 1;
      leave(id);
    },
    // Without a room nothing is sent: the next socket starts with what it reads.
    deliver: async (id, events) => rooms.get(id)?.room.publish(events) ?? Math.max(...events.map((event) => event.seq)),
  };
}
