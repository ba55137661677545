// A tournament's room as a Durable Object with hibernating sockets. live/room.ts defines what a room does, live/relays/ how the first room
// of a tournament feeds the others.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { isWithin, systemClock } from '../../core/instant.ts';
import { unwrap } from '../../core/outcome.ts';
import { createTextKeys } from '../../http/tokens/text-keys.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { pingFrame, pongFrame } from '../../live/frame.ts';
import { answerFull, isUpgrade } from '../../live/join-request.ts';
import { createRelayFeed, createRelayMember, publishToAll } from '../../live/relays/relay-feed.ts';
import { nameOfRoom, type RoomName, relayOfRoom, tournamentOfRoom } from '../../live/relays/room-name.ts';
import { createScoreWindow } from '../../live/relays/score-window.ts';
import { createRoom } from '../../live/room.ts';
import { type CountSockets, createPresence, sumOfRooms } from '../../live/seats/presence.ts';
import type { Seat } from '../../live/seats/seat.ts';
import { closeSocket, isOpen, type Socket } from '../../live/socket.ts';
import { openTicket, ticketPurpose } from '../../live/tickets/open-ticket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { formatPosition, type Position, parsePosition } from '../../outbox/position.ts';
import { callBackend } from './call-backend.ts';
import { configOf } from './config.ts';
import { flushMetrics, observeRoom, reportRoom } from './metrics.ts';
import { backendOf } from './services.ts';
import { recheckWatcher, visitorOf } from './watcher.ts';

const reportEveryMs = 15_000;

export class TournamentRoom extends DurableObject<Env> {
  /** A cache of attachments. Hibernation clears it, and they are read again. A room with streams does not hibernate. */
  private readonly seats = new WeakMap<Socket, Seat>();
  private readonly streams = new Set<Socket>();
  private reportedAtMs = 0;
  private readonly name = this.ctx.id.name as RoomName;
  private readonly tournament = tournamentOfRoom(this.name);
  private readonly tickets = {
    clock: systemClock,
    ticketKeys: createTextKeys(configOf(this.env).links, ticketPurpose),
  };

  /** A relay room asks the first one, which asks the relay rooms that it feeds. */
  private readonly counted: CountSockets = createPresence(async (match) => {
    if (relayOfRoom(this.name) > 0) return this.roomOf(0).countAll(match);
    const relays = this.ctx.storage.kv.get<readonly number[]>('relays') ?? [];
    return sumOfRooms(
      this.room.count(match),
      relays.map(async (relay) => this.roomOf(relay).countSockets(match)),
    );
  }, Date.now);

  private readonly networkElsewhere: (network: string) => Promise<number> = createPresence(async (network) => {
    const own = relayOfRoom(this.name);
    return own > 0 ? this.roomOf(0).countNetworkBesides(network, own) : this.countNetworkBesides(network, own);
  }, Date.now);

  private readonly room = createRoom<Socket>({
    sockets: () => this.sockets(),
    seats: { read: (socket) => this.seatOf(socket), write: (socket, seat) => this.seat(socket, seat) },
    socketsPerAddressMax: configOf(this.env).socketsPerAddressMax,
    countElsewhere: (network) => this.networkElsewhere(network).catch(() => 0),
    // A stream ends by itself when its connection does.
    heardAtMs: (socket) =>
      socket instanceof WebSocket
        ? (this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0)
        : Number.POSITIVE_INFINITY,
    position: {
      read: () => parsePosition(this.ctx.storage.kv.get<string>('position') ?? '') ?? undefined,
      write: (position) => this.ctx.storage.kv.put('position', formatPosition(position)),
    },
    // Stands still during an act; each message begins a new one.
    now: Date.now,
    observe: observeRoom,
    wakeAt: (atMs) => void (atMs === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(atMs)),
    players: {
      admit: (player, entry, ticket) => this.objectOf(player).admit(this.name, entry, ticket),
      enter: (player) => this.objectOf(player).recheck(),
      leave: (player, id) => this.ctx.waitUntil(this.objectOf(player).leave(id)),
      recheck: (player) => recheckWatcher(this.env, this.ctx, player),
    },
    openTicket: (text, { match, origin }) =>
      openTicket(this.tickets, text, { tournament: this.tournament, match, origin }),
    countAll: (match) => this.counted(match),
    readSnapshot: async (match) => unwrap(await this.backend().readRoom(this.tournament, match)),
    readEvents: async (since) => unwrap(await this.backend().readRoomEvents(this.tournament, since)),
  });

  /** Of the first room. */
  private readonly feed = createRelayFeed({
    relays: {
      list: () => this.ctx.storage.kv.get<readonly number[]>('relays') ?? [],
      write: (relays) => this.ctx.storage.kv.put('relays', relays),
    },
    push: (relay, events) => {
      const receive = () => this.roomOf(relay).receive([...events]);
      // A room that was restarted takes them the second time. It drops what it has.
      return receive().catch(receive);
    },
  });

  /** Of a relay room. */
  private readonly member = createRelayMember({
    isFed: {
      read: () => this.ctx.storage.kv.get<boolean>('isFed') ?? relayOfRoom(this.name) === 0,
      write: (isFed) => this.ctx.storage.kv.put('isFed', isFed),
    },
    subscribe: async () => this.roomOf(0).addRelay(relayOfRoom(this.name)),
    hasListeners: () => this.sockets().some(isOpen),
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
  }

  /** Handles a WebSocket upgrade, or answers a stream of server-sent events. */
  override async fetch(request: Request): Promise<Response> {
    const join = () => (isUpgrade(request) ? this.openSocket(request) : this.openStream(request));
    const answer = await this.member.whileJoining(join).catch(() => new Response(null, { status: 503 }));
    this.report();
    return answer;
  }

  private async openSocket(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const attach = (seat: Seat) => {
      this.ctx.acceptWebSocket(server);
      this.seat(server, seat);
    };
    const hasPlace = await this.room.join(server, { accept: () => server.accept(), attach }, visitorOf(request));
    return hasPlace ? new Response(null, { status: 101, webSocket: client }) : answerFull();
  }

  private async openStream(request: Request): Promise<Response> {
    const { socket, answer } = openEventStream(() => {
      if (this.streams.delete(socket)) this.leave(socket);
    });
    const attach = (seat: Seat) => {
      this.streams.add(socket);
      this.seat(socket, seat);
    };
    if (await this.room.join(socket, { accept: () => {}, attach }, visitorOf(request))) return answer();
    socket.close();
    return answerFull();
  }

  /** Of the first room. */
  private readonly publishInTime = createScoreWindow((events) => publishToAll(this.room.publish, this.feed, events));

  /** @returns the last seq that this room and its relay rooms have without a gap. */
  async publish(events: readonly TournamentEvent[]): Promise<number> {
    const seq = await this.publishInTime(events);
    this.report();
    return seq;
  }

  /** Of the first room: the relay room gets all later events. */
  addRelay(relay: number): void {
    this.feed.add(relay);
  }

  /** Of a relay room: what the first room has got. null if nobody listens. */
  async receive(events: readonly TournamentEvent[]): Promise<number | null> {
    const received = this.member.isListening() ? await this.room.publish(events) : null;
    this.report();
    return received;
  }

  expel(player: Id<'player'>, reason: string): Promise<void> {
    return this.room.expel(player, reason);
  }

  /** Of the first room: in all rooms. */
  async closeIfGone(): Promise<void> {
    const relays = relayOfRoom(this.name) > 0 ? [] : (this.ctx.storage.kv.get<readonly number[]>('relays') ?? []);
    await Promise.all([this.room.closeIfGone(), ...relays.map((relay) => this.roomOf(relay).closeIfGone())]);
  }

  idsOf(player: Id<'player'>): readonly string[] {
    return this.room.idsOf(player);
  }

  /** For requests that wait: resolves after an event later than the position, or after `ms`. False at once if too many wait here. */
  wait(position: Position, ms: number, match: Id<'match'> | null): Promise<boolean> {
    return this.member.whileJoining(async () => {
      // What was published before this room was fed is known to the first one.
      if (relayOfRoom(this.name) > 0 && (await this.roomOf(0).isPast(position))) return true;
      return this.room.wait(position, ms, match);
    });
  }

  /** Of the first room. */
  isPast(position: Position): boolean {
    return this.room.isPast(position);
  }

  /** The right of a socket has ended. */
  override alarm(): void {
    this.room.closeExpired();
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> | void {
    return this.room.handleMessage(socket, message);
  }

  /** A close must be answered to end the connection. */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    closeSocket(socket, code, reason);
    this.leave(socket);
  }

  override webSocketError(socket: WebSocket): void {
    closeSocket(socket, 1011, 'connection failed');
    this.leave(socket);
  }

  /** About how many sockets of this room follow the same. */
  countSockets(match: Id<'match'> | null): number {
    return this.room.count(match);
  }

  /** Of the first room: in all rooms. */
  countAll(match: Id<'match'> | null): Promise<number> {
    return this.counted(match);
  }

  countNetwork(network: string): number {
    return this.room.countNetwork(network);
  }

  /** Of the first room: in all rooms but one. */
  countNetworkBesides(network: string, relay: number): Promise<number> {
    const relays = (this.ctx.storage.kv.get<readonly number[]>('relays') ?? []).filter((other) => other !== relay);
    return sumOfRooms(
      relay === 0 ? 0 : this.room.countNetwork(network),
      relays.map(async (other) => this.roomOf(other).countNetwork(network)),
    );
  }

  private leave(socket: Socket): void {
    this.report(true);
    this.room.leave(socket);
  }

  private backend() {
    return callBackend(() => backendOf(this.env, this.name));
  }

  private sockets(): readonly Socket[] {
    return [...this.ctx.getWebSockets(), ...this.streams];
  }

  private roomOf(relay: number) {
    return this.env.TOURNAMENT_ROOM.getByName(nameOfRoom(this.tournament, relay));
  }

  /** The count of open sockets at most every few seconds, and at once when the last one has left. */
  private report(hasLeft = false): void {
    flushMetrics(this.env, this.ctx);
    const isDue = !isWithin(this.reportedAtMs, reportEveryMs, Date.now());
    if (!isDue && !(hasLeft && !this.sockets().some(isOpen))) return;
    const sockets = this.sockets().filter(isOpen).length;
    if (sockets === 0 && !hasLeft) return;
    this.reportedAtMs = Date.now();
    reportRoom(this.env, this.ctx, { room: this.name, sockets });
  }

  private objectOf(player: Id<'player'>) {
    return this.env.PLAYER_ROOM.getByName(player);
  }

  private seat(socket: Socket, seat: Seat): void {
    this.seats.set(socket, seat);
    if (socket instanceof WebSocket) socket.serializeAttachment(seat);
  }

  private seatOf(socket: Socket): Seat {
    const cached = this.seats.get(socket);
    if (cached !== undefined) return cached;
    const read = (socket as WebSocket).deserializeAttachment() as Seat;
    this.seats.set(socket, read);
    return read;
  }
}
