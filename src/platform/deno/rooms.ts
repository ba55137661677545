// Live rooms in this process, one for each tournament with clients; more if it is full. live/room.ts defines what a room does.

import type { BackendRpc } from '../../app/services.ts';
import type { Id } from '../../core/id.ts';
import { unwrap } from '../../core/outcome.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { closeCodes, socketsPerRoomMax } from '../../live/frame.ts';
import { answerFull, isUpgrade } from '../../live/join-request.ts';
import type { LiveObservation, RoomReport } from '../../live/metrics.ts';
import { nameOfRoom, type RoomName, relayRoomsMax, tournamentOfRoom } from '../../live/relays/room-name.ts';
import { createScoreWindow } from '../../live/relays/score-window.ts';
import { createRoom, type Room } from '../../live/room.ts';
import { createOutlet } from '../../live/seats/outlet.ts';
import type { Seat, Visitor } from '../../live/seats/seat.ts';
import { closeSocket, type Socket } from '../../live/socket.ts';
import { openTicket, type TicketPorts } from '../../live/tickets/open-ticket.ts';
import type { TicketRoom } from '../../live/tickets/ticket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import type { Position } from '../../outbox/position.ts';
import type { RoomDelivery } from '../../outbox/relay-events.ts';
import { lingeringSocket } from './lingering-socket.ts';
import { deno } from './runtime.ts';
import { wakeOnce } from './wake-once.ts';
import { createWatchers } from './watchers.ts';

interface Rooms {
  readonly join: (id: Id<'tournament'>, request: Request, visitor: Visitor) => Promise<Response>;
  readonly wait: (room: TicketRoom, position: Position, ms: number) => Promise<void>;
  readonly deliver: RoomDelivery;
  /** Of each room with sockets. */
  readonly report: () => readonly RoomReport[];
  /** Closes the player's sockets in rooms that the player may not watch. */
  readonly recheckWatcher: (player: Id<'player'>) => void;
  /** After the tournament was removed. */
  readonly closeRooms: (id: Id<'tournament'>) => Promise<void>;
}

interface OpenRoom {
  readonly room: Room<Socket>;
  readonly seats: Map<Socket, Seat>;
  /** Requests that wait, and clients that are joining. */
  uses: number;
}

export interface RoomSettings {
  readonly tickets: TicketPorts;
  readonly socketsPerAddressMax: number;
  readonly observe: (observation: LiveObservation) => void;
}

export function createRooms(rpc: () => BackendRpc, { tickets, socketsPerAddressMax, observe }: RoomSettings): Rooms {
  const rooms = new Map<RoomName, OpenRoom>();
  /** The others are streams. */
  const isWebSocket = new WeakSet<Socket>();
  const watchers = createWatchers({
    judge: async (player, ids) => unwrap(await rpc().judgeWatching(player, ids)),
    idsIn: async (player, id) => rooms.get(id)?.room.idsOf(player) ?? [],
    expel: async (player, id, reason) => rooms.get(id)?.room.expel(player, reason),
  });

  function open(id: RoomName): OpenRoom {
    const known = rooms.get(id);
    if (known !== undefined) return known;
    const [seats, tournament]: [OpenRoom['seats'], Id<'tournament'>] = [new Map(), tournamentOfRoom(id)];
    const ends = wakeOnce(() => room.closeExpired());
    let position: Position | undefined;
    const room: Room<Socket> = createRoom<Socket>({
      sockets: () => [...seats.keys()],
      seats: {
        read: (socket) => seats.get(socket) as Seat,
        write: (socket, seat) => void seats.set(socket, seat),
      },
      socketsPerAddressMax,
      observe,
      // Pings are messages of the room. A stream ends by itself when its connection does.
      heardAtMs: (socket) => (isWebSocket.has(socket) ? 0 : Number.POSITIVE_INFINITY),
      wakeAt: ends,
      position: {
        read: () => position,
        write: (next) => {
          position = next;
        },
      },
      now: Date.now,
      players: watchers.playersIn(id),
      openTicket: (text, { match, origin }) => openTicket(tickets, text, { tournament, match, origin }),
      countAll: async (match) =>
        roomsOf(tournament).reduce((sum, name) => sum + (rooms.get(name)?.room.count(match) ?? 0), 0),
      countElsewhere: async (network) =>
        roomsOf(tournament)
          .filter((name) => name !== id)
          .reduce((sum, name) => sum + (rooms.get(name)?.room.countNetwork(network) ?? 0), 0),
      readSnapshot: async (match) => unwrap(await rpc().readRoom(tournament, match)),
      readEvents: async (since) => unwrap(await rpc().readRoomEvents(tournament, since)),
    });
    const made = { room, seats, uses: 0 };
    rooms.set(id, made);
    return made;
  }

  /** A room that nobody uses is forgotten. */
  function close(id: RoomName): void {
    const { room, seats, uses } = open(id);
    if (seats.size > 0 || uses > 0) return;
    room.closeExpired();
    rooms.delete(id);
  }

  function leave(id: RoomName, socket: Socket): void {
    const { room, seats } = open(id);
    if (seats.has(socket)) room.leave(socket);
    seats.delete(socket);
    close(id);
  }

  async function using<T>(id: RoomName, use: (opened: OpenRoom) => Promise<T>): Promise<T> {
    const opened = open(id);
    opened.uses += 1;
    try {
      return await use(opened);
    } finally {
      opened.uses -= 1;
      close(id);
    }
  }

  /** A place for a client whose connection is not open yet. */
  function reserve(id: RoomName): () => void {
    const opened = open(id);
    opened.uses += 1;
    let uses = 1;
    return () => {
      opened.uses -= uses;
      uses = 0;
    };
  }

  const joinAs = (id: RoomName, socket: Socket, visitor: Visitor) =>
    using(id, ({ room, seats }) => {
      const attach = (seat: Seat) => void seats.set(socket, seat);
      return room.join(socket, { accept: () => {}, attach }, visitor);
    });

  function joinSocket(id: RoomName, request: Request, visitor: Visitor): Response {
    const { socket: connection, response } = deno.upgradeWebSocket(request);
    const socket = lingeringSocket(connection);
    isWebSocket.add(socket);
    const release = reserve(id);
    connection.addEventListener('open', async () => {
      const joining = joinAs(id, socket, visitor);
      release();
      if (!(await joining)) closeSocket(socket, closeCodes.tryAgain, 'room is full');
    });
    connection.addEventListener('message', ({ data }) => {
      const { room, seats } = open(id);
      if (seats.has(socket)) void room.handleMessage(socket, data as string | ArrayBuffer);
    });
    connection.addEventListener('close', () => {
      release();
      leave(id, socket);
    });
    connection.addEventListener('error', () => closeSocket(socket, 1011, 'connection failed'));
    return response;
  }

  async function joinStream(id: RoomName, visitor: Visitor): Promise<Response> {
    const { socket, answer } = openEventStream(() => leave(id, socket));
    if (!(await joinAs(id, socket, visitor))) socket.close(closeCodes.tryAgain, 'room is full');
    return answer();
  }

  const roomsOf = (id: Id<'tournament'>) => [...Array(relayRoomsMax + 1).keys()].map((relay) => nameOfRoom(id, relay));
  /** Who joins at this moment counts as well: otherwise the room would refuse those who come last. */
  const hasPlace = (name: RoomName) => {
    const { seats, uses } = rooms.get(name) ?? { seats: new Map(), uses: 0 };
    return seats.size + uses < socketsPerRoomMax;
  };
  /** By tournament, while something is held. */
  const windows = new Map<Id<'tournament'>, ReturnType<typeof createScoreWindow>>();

  // Without a room nothing is sent: the next socket starts with what it reads.
  async function publish(id: Id<'tournament'>, events: readonly TournamentEvent[]): Promise<number> {
    windows.delete(id);
    const open = roomsOf(id).flatMap((name) => rooms.get(name) ?? []);
    const last = Math.max(...events.map(({ seq }) => seq));
    return Math.min(last, ...(await Promise.all(open.map(({ room }) => room.publish(events)))));
  }

  const nameWithPlace = (id: Id<'tournament'>) => roomsOf(id).find(hasPlace);

  return {
    async join(id, request, visitor) {
      const name = nameWithPlace(id);
      if (name === undefined) return answerFull();
      return isUpgrade(request) ? joinSocket(name, request, visitor) : joinStream(name, visitor);
    },
    report: () => [...rooms].flatMap(([room, { seats }]) => (seats.size === 0 ? [] : [{ room, sockets: seats.size }])),
    recheckWatcher: watchers.recheck,
    async closeRooms(id) {
      const close = () => Promise.all(roomsOf(id).map((name) => rooms.get(name)?.room.closeIfGone()));
      // If both attempts fail, sockets without a player stay until their clients leave.
      await close()
        .catch(close)
        .catch((error: unknown) => console.warn(String(error)));
    },
    async wait({ tournament, match }, position, ms) {
      if (rooms.get(tournament)?.room.isPast(position) === true) return;
      for (const name of roomsOf(tournament))
        if (await using(name, ({ room }) => room.wait(position, ms, match))) return;
    },
    async deliver(id, events) {
      const known = windows.get(id) ?? createScoreWindow((held) => publish(id, held));
      windows.set(id, known);
      return known(events);
    },
  };
}

export function refuseSocket(request: Request, code: number, reason: string): Response {
  const { socket, response } = deno.upgradeWebSocket(request);
  socket.addEventListener('open', () => createOutlet().drop(lingeringSocket(socket), code, reason));
  return response;
}
