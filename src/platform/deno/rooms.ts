// Live rooms in this process, one for each tournament with clients; more if it is full. live/room.ts defines what a room does.

import type { Id } from '../../core/id.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { closeCodes, socketsPerRoomMax } from '../../live/frame.ts';
import { answerFull, isUpgrade, positionAsked } from '../../live/join-request.ts';
import type { Watching } from '../../live/player-sockets.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { nameOfRoom, type RoomName, relayRoomsMax, tournamentOfRoom } from '../../live/relays/room-name.ts';
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

type Judge = (player: Id<'player'>, tournaments: readonly Id<'tournament'>[]) => Promise<Watching>;

/** `read` performs a GET of the public API. */
export function createRooms(read: (path: string) => Promise<Response>, judge: Judge): Rooms {
  const rooms = new Map<RoomName, OpenRoom>();

  function open(name: RoomName): OpenRoom {
    const known = rooms.get(name);
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
      ...createRoomReads(tournamentOfRoom(name), read),
    });
    const made = { room, sockets, waits: 0 };
    rooms.set(name, made);
    return made;
  }

  const watchers = createWatchers(judge, async (player, name) => rooms.get(name)?.room.expel(player));

  const roomsOf = (id: Id<'tournament'>) => [...Array(relayRoomsMax + 1).keys()].map((relay) => nameOfRoom(id, relay));
  /** Those that join at this moment are not counted; the room itself refuses who comes too late. */
  const nameWithPlace = (id: Id<'tournament'>) =>
    roomsOf(id).find((name) => (rooms.get(name)?.sockets.size ?? 0) < socketsPerRoomMax);

  function leave(name: RoomName, socket?: Socket): void {
    const left = rooms.get(name);
    const player = (socket && left?.sockets.get(socket)?.player) ?? null;
    if (socket !== undefined) left?.sockets.delete(socket);
    const isLast = ![...(left?.sockets.values() ?? [])].some((other) => other.player === player);
    if (player !== null && isLast) watchers.leave(player, name);
    if (left?.sockets.size === 0 && left.waits === 0) rooms.delete(name);
  }

  function joinSocket(name: RoomName, request: Request, player: Player): Response {
    // After the upgrade the request can no longer be read.
    const since = positionAsked(request);
    const { socket, response } = deno.upgradeWebSocket(request);
    const { room, sockets } = open(name);
    socket.addEventListener('open', () => {
      const attach = (seq: number) => void sockets.set(socket, { seq, player });
      void room.join(socket, { accept: () => {}, attach }, since).then((hasPlace) => {
        if (!hasPlace) closeSocket(socket, closeCodes.tryAgain, 'room is full');
        if (player !== null && sockets.has(socket)) watchers.enter(player, name);
      });
    });
    socket.addEventListener('message', ({ data }) => room.handleMessage(socket, data as string | ArrayBuffer));
    socket.addEventListener('close', () => leave(name, socket));
    socket.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
    return response;
  }

  async function joinStream(name: RoomName, request: Request, player: Player): Promise<Response> {
    const { room, sockets } = open(name);
    const { socket, answer } = openEventStream(() => leave(name, socket));
    const attach = (seq: number) => void sockets.set(socket, { seq, player });
    if (!(await room.join(socket, { accept: () => {}, attach }, positionAsked(request))))
      socket.close(closeCodes.tryAgain);
    if (player !== null && sockets.has(socket)) watchers.enter(player, name);
    return answer();
  }

  return {
    async join(id, request, player) {
      const name = nameWithPlace(id);
      if (name === undefined) return answerFull();
      return isUpgrade(request) ? joinSocket(name, request, player) : joinStream(name, request, player);
    },
    recheckWatcher: watchers.recheck,
    async wait(id, position, ms) {
      const waited = open(id);
      waited.waits += 1;
      await waited.room.wait(position, ms);
      waited.waits -= 1;
      leave(id);
    },
    // Without a room nothing is sent: the next socket starts with what it reads.
    async deliver(id, events) {
      const open = roomsOf(id).flatMap((name) => rooms.get(name) ?? []);
      const last = Math.max(...events.map(({ seq }) => seq));
      return Math.min(last, ...(await Promise.all(open.map(({ room }) => room.publish(events)))));
    },
  };
}
