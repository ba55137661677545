// A tournament's room as a Durable Object with hibernating sockets. live/room.ts defines what a room does.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { closeCodes, pingFrame, pongFrame } from '../../live/frame.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom } from '../../live/room.ts';
import { closeSocket, isOpen } from '../../live/socket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { backendOf } from './services.ts';
import { playerOf } from './watcher.ts';

interface Attachment {
  readonly joinedAtSeq: number;
  readonly player: Id<'player'> | null;
}

export class TournamentRoom extends DurableObject<Env> {
  /** A cache of attachments. Hibernation clears it, and they are read again. */
  private readonly attachments = new WeakMap<WebSocket, Attachment>();

  private readonly room = createRoom<WebSocket>({
    sockets: () => this.ctx.getWebSockets(),
    joinedAtSeq: (socket) => this.attachmentOf(socket).joinedAtSeq,
    playerOf: (socket) => this.attachmentOf(socket).player,
    position: {
      read: () => this.ctx.storage.kv.get<number>('seq'),
      write: (seq) => this.ctx.storage.kv.put('seq', seq),
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

  /** Handles a WebSocket upgrade. */
  override async fetch(request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    const player = playerOf(request);
    await this.room.join(server, {
      accept: () => server.accept(),
      attach: (seq) => {
        this.ctx.acceptWebSocket(server);
        server.serializeAttachment({ joinedAtSeq: seq, player } satisfies Attachment);
      },
    });
    if (player !== null && isOpen(server)) await this.enter(server, player);
    return new Response(null, { status: 101, webSocket: client });
  }

  publish(events: readonly TournamentEvent[]): Promise<number> {
    return this.room.publish(events);
  }

  expel(player: Id<'player'>): Promise<void> {
    return this.room.expel(player);
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
  private async enter(socket: WebSocket, player: Id<'player'>): Promise<void> {
    try {
      await this.env.PLAYER_ROOM.getByName(player).enter(this.ctx.id.name as Id<'tournament'>);
    } catch {
      closeSocket(socket, closeCodes.tryAgain, 'try again later');
    }
  }

  private leave(socket: WebSocket): void {
    const { player } = this.attachmentOf(socket);
    if (player === null) return;
    const isLast = !this.ctx
      .getWebSockets()
      .some((other) => isOpen(other) && this.attachmentOf(other).player === player);
    if (isLast) this.ctx.waitUntil(this.env.PLAYER_ROOM.getByName(player).leave(this.ctx.id.name as Id<'tournament'>));
  }

  private attachmentOf(socket: WebSocket): Attachment {
    const cached = this.attachments.get(socket);
    if (cached !== undefined) return cached;
    const read = socket.deserializeAttachment() as Attachment;
    this.attachments.set(socket, read);
    return read;
  }
}
