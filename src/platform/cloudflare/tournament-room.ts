// A tournament's room as a Durable Object with hibernating sockets. live/room.ts defines what a room does.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { pingFrame, pongFrame } from '../../live/frame.ts';
import { createRoomReads } from '../../live/read-room.ts';
import { createRoom } from '../../live/room.ts';
import { closeSocket } from '../../live/socket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { backendOf } from './services.ts';

interface Attachment {
  readonly joinedAtSeq: number;
}

export class TournamentRoom extends DurableObject<Env> {
  /** A cache of attachments. Hibernation clears it, and they are read again. */
  private readonly attachments = new WeakMap<WebSocket, Attachment>();

  private readonly room = createRoom<WebSocket>({
    sockets: () => this.ctx.getWebSockets(),
    joinedAtSeq: (socket) => this.attachmentOf(socket).joinedAtSeq,
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
  override async fetch(_request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    await this.room.join(server, {
      accept: () => server.accept(),
      attach: (seq) => {
        this.ctx.acceptWebSocket(server);
        server.serializeAttachment({ joinedAtSeq: seq } satisfies Attachment);
      },
    });
    return new Response(null, { status: 101, webSocket: client });
  }

  publish(events: readonly TournamentEvent[]): Promise<number> {
    return this.room.publish(events);
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.room.handleMessage(socket, message);
  }

  /** A close must be answered to end the connection. */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    closeSocket(socket, code, reason);
  }

  override webSocketError(socket: WebSocket): void {
    closeSocket(socket, 1011, 'connection failed');
  }

  private attachmentOf(socket: WebSocket): Attachment {
    const cached = this.attachments.get(socket);
    if (cached !== undefined) return cached;
    const read = socket.deserializeAttachment() as Attachment;
    this.attachments.set(socket, read);
    return read;
  }
}
