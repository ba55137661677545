// The live room of one tournament, independent of the platform: sends its events to its sockets, in order, each once. The room stores
// one position, that of the last event sent. It reads missed events from the backend, so eviction loses nothing.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Position } from '../outbox/position.ts';
import { orderEvents } from './event-order.ts';
import {
  closeCodes,
  eventFrame,
  eventsBehindMax,
  type Frame,
  invalidMessageFrame,
  pong,
  readCommand,
  recoveredFrame,
  refusalFrame,
  resyncFrame,
  socketsPerRoomMax,
  welcomeFrame,
} from './frame.ts';
import { type Bucket, takeToken } from './message-rate.ts';
import type { LiveObservation } from './metrics.ts';
import { createMutex } from './mutex.ts';
import { closeSocket, isOpen, type Socket, sendFrame } from './socket.ts';

export interface Snapshot {
  readonly eventSeq: number;
  readonly eventEpoch: string;
}

export interface RoomPorts<S extends Socket> {
  /** All attached sockets, including closing ones. */
  readonly sockets: () => readonly S[];
  /** The seq that a socket has got so far when it joined or was set back. It gets later events only. */
  readonly joinedAtSeq: { readonly read: (socket: S) => number; readonly write: (socket: S, seq: number) => void };
  /** Who joined as themselves; null for a socket without a token. */
  readonly playerOf: (socket: S) => Id<'player'> | null;
  readonly position: { readonly read: () => Position | undefined; readonly write: (position: Position) => void };
  /** null if the tournament does not exist. @throws if the backend does not answer. */
  readonly readSnapshot: () => Promise<Snapshot | null>;
  /** At most a page, in order of seq. null if it is no position of the tournament. @throws if the backend does not answer. */
  readonly readEvents: (since: Position) => Promise<readonly TournamentEvent[] | null>;
  /** In milliseconds. */
  readonly now: () => number;
  readonly observe?: (observation: LiveObservation) => void;
}

/** How the platform accepts a socket. */
export interface JoinHooks {
  /** Adds the socket to `sockets`, joined at this seq. */
  readonly attach: (seq: number) => void;
  /** Accepts the socket only to send a refusal. */
  readonly accept: () => void;
}

export interface Room<S extends Socket> {
  /** `since`: where the client stands; null if it has nothing. @returns false if the room is full: then the socket was not touched. */
  join(socket: S, hooks: JoinHooks, since: Position | null): Promise<boolean>;
  /** Called after the commit, and repeated until acknowledged. @returns the last seq without a gap before it. */
  publish(events: readonly TournamentEvent[]): Promise<number>;
  /** Closes the sockets of a player whom a sanction keeps from watching. */
  expel(player: Id<'player'>): Promise<void>;
  handleMessage(socket: S, message: string | ArrayBuffer): void;
  /** Resolves when an event after the position is published, or after `ms`. */
  wait(position: Position, ms: number): Promise<void>;
}

const snapshotAttemptsMax = 5;
/** A client that missed more reads the tournament anew. */
const missedMax = 2_000;

const positionOf = ({ eventSeq, eventEpoch }: Snapshot): Position => ({ epoch: eventEpoch, seq: eventSeq });

export function createRoom<S extends Socket>(ports: RoomPorts<S>): Room<S> {
  const observe = ports.observe ?? (() => {});
  const exclusively = createMutex();
  /** A room that sleeps forgets them. Until then they are full again. */
  const buckets = new WeakMap<S, Bucket>();
  /** Of clients that acknowledge. A room that sleeps forgets them, too. */
  const acknowledged = new WeakMap<S, number>();
  let seen: Position | null = null;
  const waiting = new Set<{ readonly seq: number; readonly wake: () => void }>();
  /** Without closing sockets: the other side may never answer a close. */
  const openSockets = () => ports.sockets().filter(isOpen);

  function send(socket: S, frame: Frame): void {
    if (!sendFrame(socket, frame)) observe({ kind: 'drop', reason: 'sendFailed' });
  }

  /** The reason is also sent as a frame, because some clients do not show that of the close. */
  function drop(socket: S, code: keyof typeof closeCodes, reason: string): void {
    send(socket, refusalFrame(reason));
    closeSocket(socket, closeCodes[code], reason);
    observe({ kind: 'drop', reason: code });
  }

  function broadcast(events: readonly TournamentEvent[]): void {
    const sockets = openSockets();
    for (const event of events) {
      const frame = eventFrame(event);
      for (const socket of sockets) {
        if (event.seq <= ports.joinedAtSeq.read(socket)) continue;
        if (event.seq - (acknowledged.get(socket) ?? event.seq) > eventsBehindMax)
          drop(socket, 'policy', 'too far behind');
        else send(socket, frame);
      }
      observe({ kind: 'lag', seconds: Math.max(0, ports.now() - Date.parse(event.createdAt)) / 1000 });
    }
    const last = events.at(-1);
    if (last !== undefined) ports.position.write({ epoch: last.epoch, seq: last.seq });
  }

  /** The database was set back, or the room has lost the thread: every socket begins anew. */
  function resync(snapshot: Snapshot): void {
    const position = positionOf(snapshot);
    const frame = resyncFrame(position, snapshot);
    for (const socket of openSockets()) {
      ports.joinedAtSeq.write(socket, position.seq);
      acknowledged.delete(socket);
      send(socket, frame);
      observe({ kind: 'resync' });
    }
    ports.position.write(position);
  }

  /** A snapshot older than the last event sent may come from a read that began earlier, so it is read again. */
  async function readSnapshot(attempts = snapshotAttemptsMax): Promise<Snapshot | null> {
    const snapshot = await ports.readSnapshot();
    if (snapshot === null) return null;
    const sent = openSockets().length === 0 ? undefined : ports.position.read();
    if (sent === undefined) {
      ports.position.write(positionOf(snapshot));
      return snapshot;
    }
    const isSetBack =
      sent.seq > snapshot.eventSeq || (sent.seq === snapshot.eventSeq && sent.epoch !== snapshot.eventEpoch);
    if (isSetBack && attempts > 1) return readSnapshot(attempts - 1);
    if (isSetBack) resync(snapshot);
    return snapshot;
  }

  /** The events after `since`, as far as the backend has them. null if the client must begin anew. */
  async function readMissed(since: Position): Promise<readonly TournamentEvent[] | null> {
    const missed: TournamentEvent[] = [];
    for (let from = since; ; ) {
      const events = await ports.readEvents(from);
      if (events === null || missed.length + events.length > missedMax) return null;
      missed.push(...events);
      const last = events.at(-1);
      if (last === undefined) return missed;
      from = { epoch: last.epoch, seq: last.seq };
    }
  }

  async function join(socket: S, { attach, accept }: JoinHooks, since: Position | null): Promise<boolean> {
    const refuse = (code: keyof typeof closeCodes, reason: string) => {
      accept();
      drop(socket, code, reason);
      return true;
    };
    if (openSockets().length >= socketsPerRoomMax) return false;
    const read = async () => [await readSnapshot(), since === null ? null : await readMissed(since)] as const;
    const found = await read().catch(() => null);
    if (found === null) return refuse('tryAgain', 'try again later');
    const [snapshot, missed] = found;
    if (snapshot === null) return refuse('notFound', 'no such tournament');
    const goesOn = since !== null && missed !== null;
    const position = positionOf(snapshot);
    const joinedAt = goesOn ? (missed.at(-1)?.seq ?? since.seq) : position.seq;
    attach(joinedAt);
    if (since !== null) observe({ kind: goesOn ? 'resume' : 'resync' });
    if (goesOn) {
      send(socket, recoveredFrame(since, joinedAt));
      for (const event of missed) send(socket, eventFrame(event));
    } else send(socket, since === null ? welcomeFrame(position, snapshot) : resyncFrame(position, snapshot));
    // No socket may have more than the room: what is set back between them would not show.
    const sent = ports.position.read() ?? position;
    if (sent.seq < joinedAt) await catchUp(sent);
    return true;
  }

  async function publish(events: readonly TournamentEvent[]): Promise<number> {
    const newest = events.reduce((a, b) => (b.seq > a.seq ? b : a));
    const last = newest.seq;
    seen = { epoch: newest.epoch, seq: last };
    for (const each of waiting) if (last > each.seq) each.wake();
    // Without sockets there is nothing to send or store: the next socket starts with what it reads.
    const sent = openSockets().length === 0 ? undefined : ports.position.read();
    if (sent === undefined) return last;
    const ordered = orderEvents(sent.seq, events);
    // An event of another epoch: what was sent before may not be there any more.
    if (events.some(({ epoch }) => epoch !== sent.epoch)) return catchUp(sent);
    broadcast(ordered.deliver);
    return ordered.hasGap ? catchUp({ epoch: sent.epoch, seq: ordered.seq }) : ordered.seq;
  }

  /** Reads what the room misses. @returns the last seq that it then has. */
  async function catchUp(from: Position): Promise<number> {
    try {
      const missed = await readMissed(from);
      if (missed !== null) {
        broadcast(missed);
        return missed.at(-1)?.seq ?? from.seq;
      }
      const snapshot = await ports.readSnapshot();
      if (snapshot !== null) resync(snapshot);
      return snapshot?.eventSeq ?? from.seq;
    } catch {
      // The backend does not answer: the relay delivers again.
      return from.seq;
    }
  }

  return {
    join: (socket, hooks, since) => exclusively(() => join(socket, hooks, since)),
    publish: (events) => exclusively(() => publish(events)),
    // Also those of a join that runs at this moment.
    expel: (player) =>
      exclusively(async () => {
        for (const socket of openSockets())
          if (ports.playerOf(socket) === player) drop(socket, 'forbidden', 'sanctioned');
      }),
    handleMessage(socket, message) {
      // Messages that arrive after the close.
      if (!isOpen(socket)) return;
      const bucket = takeToken(buckets.get(socket), ports.now());
      if (bucket === null) return drop(socket, 'policy', 'too many messages');
      buckets.set(socket, bucket);
      const command = readCommand(message);
      if (command.kind === 'too_big') drop(socket, 'tooBig', 'frame too big');
      else if (command.kind === 'ack') acknowledged.set(socket, command.seq);
      else send(socket, command.kind === 'ping' ? pong : invalidMessageFrame(command.reason));
    },
    // An event may be published between what the caller has read and this call.
    wait: async ({ epoch, seq }, ms) => {
      if (seen !== null && seen.epoch === epoch && seen.seq > seq) return;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(entry);
          resolve();
        };
        const entry = { seq, wake };
        const timer = setTimeout(wake, ms);
        // More are only delayed.
        if (waiting.size < socketsPerRoomMax) waiting.add(entry);
      });
    },
  };
}
