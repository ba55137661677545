// A tournament's room as a Durable Object with hibernating sockets. live/room.ts defines what a room does.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { openEventStream } from '../../live/event-stream.ts';
import { closeCodes, pingFrame, pongFrame } from '../../live/frame.ts';
import { isUpgrade, positionAsked } from '../../live/join-request.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom } from '../../live/room.ts';
import { closeSocket, isOpen, type Socket } from '../../live/socket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { formatPosition, type Position, parsePosition } from '../../outbox/position.ts';
import { backendOf } from './services.ts';
import { playerOf } from './watcher.ts';

interface Attachment {
  readonly joinedAtSeq: number;
  readonly player: Id<'player'> | null;
}

export class TournamentRoom extends DurableObject<Env> {
  /** A cache of attachments. Hibernation clears it, and they are read again. A room with streams does not hibernate. */
  private readonly attachments = new WeakMap<Socket, Attachment>();
  private readonly streams = new Set<Socket>();

  private readonly room = createRoom<Socket>({
    sockets: () => [...this.ctx.getWebSockets(), ...this.streams],
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
    // The room's name is the tournament's id.
    ...createRoomReads(this.ctx.id.name as Id<'tournament'>, (path) =>
      backendOf(this.env, this.ctx.id.name ?? null).fetch(`https://backend${path}`),
    ),
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
  }

  /** Handles a WebSocket upgrade, or answers a stream of server-sent events. */
  override async fetch(request: Request): Promise<Response> {
    return isUpgrade(request) ? this.openSocket(request) : this.openStream(request);
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
    await this.room.join(server, hooks, positionAsked(request));
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
    await this.room.join(socket, { accept: () => {}, attach }, positionAsked(request));
    await this.enter(socket, player);
    return answer();
  }

  publish(events: readonly TournamentEvent[]): Promise<number> {
    return this.room.publish(events);
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
      await this.env.PLAYER_ROOM.getByName(player).enter(this.ctx.id.name as Id<'tournament'>);
    } catch {
      closeSocket(socket, closeCodes.tryAgain, 'try again later');
    }
  }

  private leave(socket: Socket): void {
    const { player } = this.attachmentOf(socket);
    if (player === null) return;
    const others = [...this.ctx.getWebSockets(), ...this.streams];
    if (others.some((other) => isOpen(other) && this.attachmentOf(other).player === player)) return;
    this.ctx.waitUntil(this.env.PLAYER_ROOM.getByName(player).leave(this.ctx.id.name as Id<'tournament'>));
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
