// A tournament's room as a Durable Object with hibernating sockets. live/room.ts defines what a room does, live/relays/ how the first room
// of a tournament feeds the others.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { closeCodes, pingFrame, pongFrame } from '../../live/frame.ts';
import { answerFull, isUpgrade, positionAsked } from '../../live/join-request.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRelayFeed, createRelayMember } from '../../live/relays/relay-feed.ts';
import { nameOfRoom, type RoomName, relayOfRoom, tournamentOfRoom } from '../../live/relays/room-name.ts';
import { createRoom } from '../../live/room.ts';
import { closeSocket, isOpen, type Socket } from '../../live/socket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { formatPosition, type Position, parsePosition } from '../../outbox/position.ts';
import { flushMetrics, observeRoom, reportRoom } from './metrics.ts';
import { backendOf } from './services.ts';
import { playerOf } from './watcher.ts';

interface Attachment {
  readonly joinedAtSeq: number;
  readonly player: Id<'player'> | null;
}

const reportEveryMs = 15_000;

export class TournamentRoom extends DurableObject<Env> {
  /** A cache of attachments. Hibernation clears it, and they are read again. A room with streams does not hibernate. */
  private readonly attachments = new WeakMap<Socket, Attachment>();
  private readonly streams = new Set<Socket>();
  private reportedAtMs = 0;
  private readonly name = this.ctx.id.name as RoomName;
  private readonly tournament = tournamentOfRoom(this.name);

  private readonly room = createRoom<Socket>({
    sockets: () => this.sockets(),
    joinedAtSeq: {
      read: (socket) => this.attachmentOf(socket).joinedAtSeq,
      write: (socket, seq) => this.attach(socket, { ...this.attachmentOf(socket), joinedAtSeq: seq }),
    },
    playerOf: (socket) => this.attachmentOf(socket).player,
    position: {
      read: () => parsePosition(this.ctx.storage.kv.get<string>('position') ?? '') ?? undefined,
      write: (position) => this.ctx.storage.kv.put('position', formatPosition(position)),
    },
    // Stands still during an act; each message begins a new one.
    now: Date.now,
    observe: observeRoom,
    ...createRoomReads(this.tournament, (path) => backendOf(this.env, this.name).fetch(`https://backend${path}`)),
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
    const player = playerOf(request);
    const hooks = {
      accept: () => server.accept(),
      attach: (seq: number) => {
        this.ctx.acceptWebSocket(server);
        this.attach(server, { joinedAtSeq: seq, player });
      },
    };
    if (!(await this.room.join(server, hooks, positionAsked(request)))) return answerFull();
    await this.enter(server, player);
    return new Response(null, { status: 101, webSocket: client });
  }

  private async openStream(request: Request): Promise<Response> {
    const player = playerOf(request);
    const { socket, answer } = openEventStream(() => {
      if (this.streams.delete(socket)) this.leave(socket);
    });
    const attach = (seq: number) => {
      this.streams.add(socket);
      this.attach(socket, { joinedAtSeq: seq, player });
    };
    const hasPlace = await this.room.join(socket, { accept: () => {}, attach }, positionAsked(request));
    if (!hasPlace) socket.close();
    if (!hasPlace) return answerFull();
    await this.enter(socket, player);
    return answer();
  }

  /** @returns the last seq that this room and its relay rooms have without a gap. */
  async publish(events: readonly TournamentEvent[]): Promise<number> {
    const [own, relayed] = await Promise.all([this.room.publish(events), this.feed.push(events)]);
    this.report();
    return Math.min(own, relayed);
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

  expel(player: Id<'player'>): Promise<void> {
    return this.room.expel(player);
  }

  /** For requests that wait: resolves after an event later than the position, or after `ms`. */
  wait(position: Position, ms: number): Promise<void> {
    return this.room.wait(position, ms);
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.room.handleMessage(socket, message);
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

  /** A socket whose player nobody can judge is not kept. */
  private async enter(socket: Socket, player: Id<'player'> | null): Promise<void> {
    if (player === null || !isOpen(socket)) return;
    try {
      await this.env.PLAYER_ROOM.getByName(player).enter(this.name);
    } catch {
      closeSocket(socket, closeCodes.tryAgain, 'try again later');
    }
  }

  private leave(socket: Socket): void {
    this.report(true);
    const { player } = this.attachmentOf(socket);
    if (player === null) return;
    if (this.sockets().some((other) => isOpen(other) && this.attachmentOf(other).player === player)) return;
    this.ctx.waitUntil(this.env.PLAYER_ROOM.getByName(player).leave(this.name));
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
    const isDue = Date.now() - this.reportedAtMs >= reportEveryMs;
    if (!isDue && !(hasLeft && !this.sockets().some(isOpen))) return;
    const sockets = this.sockets().filter(isOpen).length;
    if (sockets === 0 && !hasLeft) return;
    this.reportedAtMs = Date.now();
    reportRoom(this.env, this.ctx, { room: this.name, sockets });
  }

  private attach(socket: Socket, attachment: Attachment): void {
    this.attachments.set(socket, attachment);
    if (socket instanceof WebSocket) socket.serializeAttachment(attachment);
  }

  private attachmentOf(socket: Socket): Attachment {
    const cached = this.attachments.get(socket);
    if (cached !== undefined) return cached;
    const read = (socket as WebSocket).deserializeAttachment() as Attachment;
    this.attachments.set(socket, read);
    return read;
  }
}
