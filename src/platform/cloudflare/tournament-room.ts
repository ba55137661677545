// The live room of one tournament: hibernating sockets that hear its events in order. It keeps one number, the last seq
// sent; what happened is read from the backend, so that an evicted room loses nothing.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import {
  closeCodes,
  eventFrame,
  invalidMessageFrame,
  pingFrame,
  pongFrame,
  readCommand,
  refusalFrame,
  socketsPerRoomMax,
  welcomeFrame,
} from '../../live/frame.ts';
import { receive } from '../../live/room.ts';
import { closeSocket, isOpen, sendFrame } from '../../live/socket.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { backendFor } from './services.ts';

interface Snapshot {
  readonly eventSeq: number;
}

/** An event is sent to sockets that joined before it. */
interface Attachment {
  readonly joinedAtSeq: number;
}

const snapshotAttemptsMax = 5;

function refuseSocket(socket: WebSocket, code: number, reason: string): void {
  sendFrame(socket, refusalFrame(reason));
  closeSocket(socket, code, reason);
}

export class TournamentRoom extends DurableObject<Env> {
  private line: Promise<unknown> = Promise.resolve();
  /** Attachments as they were read: hibernation may forget this, and they are read again. */
  private readonly joinedAtSeq = new WeakMap<WebSocket, number>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
  }

  /** The tournament's id is the room's name; an upgrade request joins. */
  override async fetch(_request: Request): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    await this.inLine(() => this.join(server));
    return new Response(null, { status: 101, webSocket: client });
  }

  private async join(socket: WebSocket): Promise<void> {
    const snapshot = await this.readSnapshot();
    if (snapshot === null || this.listeners().length >= socketsPerRoomMax) {
      socket.accept();
      if (snapshot === null) refuseSocket(socket, closeCodes.notFound, 'no such tournament');
      else refuseSocket(socket, closeCodes.policy, 'room is full');
    } else {
      this.ctx.acceptWebSocket(socket);
      socket.serializeAttachment({ joinedAtSeq: snapshot.eventSeq } satisfies Attachment);
      sendFrame(socket, welcomeFrame(snapshot.eventSeq, snapshot));
    }
  }

  /** Called after the commit, and again by the relay until acknowledged. @returns the last seq without a gap before it. */
  publish(events: readonly TournamentEvent[]): Promise<number> {
    return this.inLine(async () => {
      // Nobody listens, and whoever comes begins with a snapshot: nothing has to be known, and no disk waited for.
      if (this.listeners().length === 0) return Math.max(...events.map((event) => event.seq));
      const first = receive(this.ctx.storage.kv.get<number>('seq') ?? 0, events);
      this.broadcast(first.deliver);
      this.advance(first.seq);
      if (!first.hasGap) return first.seq;
      const missed = receive(first.seq, await this.readEvents(first.seq));
      this.broadcast(missed.deliver);
      return this.advance(missed.seq);
    });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const command = readCommand(message);
    if (command === 'too_big') closeSocket(socket, closeCodes.tooBig, 'frame too big');
    else sendFrame(socket, command === 'ping' ? pongFrame : invalidMessageFrame);
  }

  /** A close is answered, so that the connection ends. */
  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    closeSocket(socket, code, reason);
  }

  override webSocketError(socket: WebSocket): void {
    closeSocket(socket, 1011, 'connection failed');
  }

  /**
   * A snapshot older than what was already sent would leave a hole: read again. One that stays older is of a database that
   * was set back, whose numbers count from now on.
   */
  private async readSnapshot(attempts = snapshotAttemptsMax): Promise<Snapshot | null> {
    const response = await this.backend(`/v1/tournaments/${this.tournamentId}`);
    if (!response.ok) return null;
    const snapshot = (await response.json()) as Snapshot;
    const seq = this.ctx.storage.kv.get<number>('seq');
    if (seq === undefined || this.listeners().length === 0) this.advance(snapshot.eventSeq);
    else if (seq > snapshot.eventSeq && attempts > 1) return this.readSnapshot(attempts - 1);
    else if (seq > snapshot.eventSeq) this.advance(snapshot.eventSeq);
    return snapshot;
  }

  private async readEvents(since: number): Promise<TournamentEvent[]> {
    const response = await this.backend(`/v1/tournaments/${this.tournamentId}/events?since=${since}`);
    if (!response.ok) return [];
    return ((await response.json()) as { items: TournamentEvent[] }).items;
  }

  private broadcast(events: readonly TournamentEvent[]): void {
    for (const event of events) {
      const frame = eventFrame(event);
      for (const socket of this.listeners()) if (event.seq > this.joinedSeqOf(socket)) sendFrame(socket, frame);
    }
  }

  /** Sockets that are closing count for nothing: the other side may never answer. */
  private listeners(): WebSocket[] {
    return this.ctx.getWebSockets().filter(isOpen);
  }

  private joinedSeqOf(socket: WebSocket): number {
    const known = this.joinedAtSeq.get(socket);
    if (known !== undefined) return known;
    const { joinedAtSeq } = socket.deserializeAttachment() as Attachment;
    this.joinedAtSeq.set(socket, joinedAtSeq);
    return joinedAtSeq;
  }

  private advance(seq: number): number {
    this.ctx.storage.kv.put('seq', seq);
    return seq;
  }

  /** One thing after another: joining and publishing never overlap while the backend is asked. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.line.then(work, work);
    this.line = turn.catch(() => {});
    return turn;
  }

  private get tournamentId(): Id<'tournament'> {
    return this.ctx.id.name as Id<'tournament'>;
  }

  private backend(path: string): Promise<Response> {
    const url = `https://backend${path}`;
    return backendFor(this.env, url).fetch(url);
  }
}
