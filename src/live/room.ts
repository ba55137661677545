// The live room of one tournament, independent of the platform: sends its events to its sockets, in order, each once. The room stores
// one number, the last seq sent. It reads missed events from the backend, so eviction loses nothing.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import { orderEvents } from './event-order.ts';
import {
  closeCodes,
  eventFrame,
  invalidMessageFrame,
  pongFrame,
  readCommand,
  refusalFrame,
  socketsPerRoomMax,
  welcomeFrame,
} from './frame.ts';
import { type Bucket, takeToken } from './message-rate.ts';
import { closeSocket, isOpen, type Socket, sendFrame } from './socket.ts';

export interface Snapshot {
  readonly eventSeq: number;
}

export interface RoomPorts<S extends Socket> {
  /** All attached sockets, including closing ones. */
  readonly sockets: () => readonly S[];
  /** The seq of the socket's welcome frame. It gets later events only. */
  readonly joinedAtSeq: (socket: S) => number;
  /** Who joined as themselves; null for a socket without a token. */
  readonly playerOf: (socket: S) => Id<'player'> | null;
  readonly position: { readonly read: () => number | undefined; readonly write: (seq: number) => void };
  /** null if the tournament does not exist. @throws if the backend does not answer. */
  readonly readSnapshot: () => Promise<Snapshot | null>;
  /** In order of seq. Empty if the backend does not answer. */
  readonly readEvents: (since: number) => Promise<readonly TournamentEvent[]>;
  /** In milliseconds. */
  readonly now: () => number;
}

/** How the platform accepts a socket. */
export interface JoinHooks {
  /** Adds the socket to `sockets` with this seq. */
  readonly attach: (seq: number) => void;
  /** Accepts the socket only to send a refusal. */
  readonly accept: () => void;
}

export interface Room<S extends Socket> {
  join(socket: S, hooks: JoinHooks): Promise<void>;
  /** Called after the commit, and repeated until acknowledged. @returns the last seq without a gap before it. */
  publish(events: readonly TournamentEvent[]): Promise<number>;
  /** Closes the sockets of a player whom a sanction keeps from watching. */
  expel(player: Id<'player'>): Promise<void>;
  handleMessage(socket: S, message: string | ArrayBuffer): void;
}

const snapshotAttemptsMax = 5;

export function createRoom<S extends Socket>(ports: RoomPorts<S>): Room<S> {
  const exclusively = createMutex();
  /** A room that sleeps forgets them. Until then they are full again. */
  const buckets = new WeakMap<S, Bucket>();
  /** Without closing sockets: the other side may never answer a close. */
  const openSockets = () => ports.sockets().filter(isOpen);
  const advance = (seq: number) => {
    ports.position.write(seq);
    return seq;
  };

  function broadcast(events: readonly TournamentEvent[]): void {
    for (const event of events) {
      const frame = eventFrame(event);
      for (const socket of openSockets()) if (event.seq > ports.joinedAtSeq(socket)) sendFrame(socket, frame);
    }
  }

  /**
   * A snapshot older than the last event sent would cause a gap, so it is read again. If it stays older, the database was restored
   * from a backup, and its seq replaces the room's.
   */
  async function readSnapshot(attempts = snapshotAttemptsMax): Promise<Snapshot | null> {
    const snapshot = await ports.readSnapshot();
    if (snapshot === null) return null;
    const seq = openSockets().length === 0 ? undefined : ports.position.read();
    if (seq !== undefined && seq > snapshot.eventSeq && attempts > 1) return readSnapshot(attempts - 1);
    if (seq === undefined || seq > snapshot.eventSeq) advance(snapshot.eventSeq);
    return snapshot;
  }

  async function join(socket: S, { attach, accept }: JoinHooks): Promise<void> {
    const refuse = (code: number, reason: string) => {
      accept();
      closeWithReason(socket, code, reason);
    };
    if (openSockets().length >= socketsPerRoomMax) return refuse(closeCodes.policy, 'room is full');
    const snapshot = await readSnapshot().catch(() => 'unavailable' as const);
    if (snapshot === 'unavailable') return refuse(closeCodes.tryAgain, 'try again later');
    if (snapshot === null) return refuse(closeCodes.notFound, 'no such tournament');
    attach(snapshot.eventSeq);
    sendFrame(socket, welcomeFrame(snapshot.eventSeq, snapshot));
  }

  async function publish(events: readonly TournamentEvent[]): Promise<number> {
    // Without sockets there is nothing to send or store: the next socket starts with a snapshot.
    if (openSockets().length === 0) return Math.max(...events.map((event) => event.seq));
    const first = orderEvents(ports.position.read() ?? 0, events);
    broadcast(first.deliver);
    advance(first.seq);
    if (!first.hasGap) return first.seq;
    const missed = orderEvents(first.seq, await ports.readEvents(first.seq));
    broadcast(missed.deliver);
    return advance(missed.seq);
  }

  return {
    join: (socket, hooks) => exclusively(() => join(socket, hooks)),
    publish: (events) => exclusively(() => publish(events)),
    // Also those of a join that runs at this moment.
    expel: (player) =>
      exclusively(async () => {
        for (const socket of openSockets())
          if (ports.playerOf(socket) === player) closeWithReason(socket, closeCodes.forbidden, 'sanctioned');
      }),
    handleMessage(socket, message) {
      // Messages that arrive after the close.
      if (!isOpen(socket)) return;
      const bucket = takeToken(buckets.get(socket), ports.now());
      if (bucket === null) return closeWithReason(socket, closeCodes.policy, 'too many messages');
      buckets.set(socket, bucket);
      const command = readCommand(message);
      if (command.kind === 'too_big') closeWithReason(socket, closeCodes.tooBig, 'frame too big');
      else sendFrame(socket, command.kind === 'ping' ? pongFrame : invalidMessageFrame(command.reason));
    },
  };
}

/** The reason is also sent as a frame, because some clients do not show that of the close. */
function closeWithReason(socket: Socket, code: number, reason: string): void {
  sendFrame(socket, refusalFrame(reason));
  closeSocket(socket, code, reason);
}

/** Runs work one at a time, so that `join` and `publish` never interleave while they wait for the backend. */
function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
}
