// The live room of one tournament on any platform: sockets hear its events in order, each once. It keeps one number, the last
// seq sent; what happened is read from the backend, so that a room which was evicted loses nothing.

import type { TournamentEvent } from '../outbox/event.ts';
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
import { receive } from './reception.ts';
import { closeSocket, isOpen, type Socket, sendFrame } from './socket.ts';

export interface Snapshot {
  readonly eventSeq: number;
}

export interface RoomPorts<S extends Socket> {
  /** Every socket that was attached, closing ones too. */
  readonly sockets: () => readonly S[];
  /** The seq that a socket's welcome had: it is sent what came later. */
  readonly joinedAtSeq: (socket: S) => number;
  readonly position: { readonly read: () => number | undefined; readonly write: (seq: number) => void };
  /** null: there is no such tournament. @throws while the backend does not answer. */
  readonly readSnapshot: () => Promise<Snapshot | null>;
  /** In order of seq; empty while the backend does not answer. */
  readonly readEvents: (since: number) => Promise<readonly TournamentEvent[]>;
}

/** What becomes of a socket that asks to join. */
export interface Entry {
  /** From now on among `sockets`, with this seq. */
  readonly attach: (seq: number) => void;
  /** Only to be told why not. */
  readonly accept: () => void;
}

export interface Room<S extends Socket> {
  join(socket: S, entry: Entry): Promise<void>;
  /** Called after the commit, and again until acknowledged. @returns the last seq without a gap before it. */
  publish(events: readonly TournamentEvent[]): Promise<number>;
  hear(socket: S, message: string | ArrayBuffer): void;
}

const snapshotAttemptsMax = 5;

export function createRoom<S extends Socket>(ports: RoomPorts<S>): Room<S> {
  const inLine = createLine();
  /** Sockets that are closing count for nothing: the other side may never answer. */
  const listeners = () => ports.sockets().filter(isOpen);
  const advance = (seq: number) => {
    ports.position.write(seq);
    return seq;
  };

  function broadcast(events: readonly TournamentEvent[]): void {
    for (const event of events) {
      const frame = eventFrame(event);
      for (const socket of listeners()) if (event.seq > ports.joinedAtSeq(socket)) sendFrame(socket, frame);
    }
  }

  /**
   * A snapshot older than what was already sent would leave a hole: read again. One that stays older is of a database that
   * was set back, whose numbers count from now on.
   */
  async function readSnapshot(attempts = snapshotAttemptsMax): Promise<Snapshot | null> {
    const snapshot = await ports.readSnapshot();
    if (snapshot === null) return null;
    const seq = listeners().length === 0 ? undefined : ports.position.read();
    if (seq !== undefined && seq > snapshot.eventSeq && attempts > 1) return readSnapshot(attempts - 1);
    if (seq === undefined || seq > snapshot.eventSeq) advance(snapshot.eventSeq);
    return snapshot;
  }

  async function join(socket: S, { attach, accept }: Entry): Promise<void> {
    const refuse = (code: number, reason: string) => {
      accept();
      sendFrame(socket, refusalFrame(reason));
      closeSocket(socket, code, reason);
    };
    if (listeners().length >= socketsPerRoomMax) return refuse(closeCodes.policy, 'room is full');
    const snapshot = await readSnapshot().catch(() => 'unavailable' as const);
    if (snapshot === 'unavailable') return refuse(closeCodes.tryAgain, 'try again later');
    if (snapshot === null) return refuse(closeCodes.notFound, 'no such tournament');
    attach(snapshot.eventSeq);
    sendFrame(socket, welcomeFrame(snapshot.eventSeq, snapshot));
  }

  async function publish(events: readonly TournamentEvent[]): Promise<number> {
    // Nobody listens, and whoever comes begins with a snapshot: nothing has to be known, and no disk waited for.
    if (listeners().length === 0) return Math.max(...events.map((event) => event.seq));
    const first = receive(ports.position.read() ?? 0, events);
    broadcast(first.deliver);
    advance(first.seq);
    if (!first.hasGap) return first.seq;
    const missed = receive(first.seq, await ports.readEvents(first.seq));
    broadcast(missed.deliver);
    return advance(missed.seq);
  }

  return {
    join: (socket, entry) => inLine(() => join(socket, entry)),
    publish: (events) => inLine(() => publish(events)),
    hear(socket, message) {
      const command = readCommand(message);
      if (command === 'too_big') closeSocket(socket, closeCodes.tooBig, 'frame too big');
      else sendFrame(socket, command === 'ping' ? pongFrame : invalidMessageFrame);
    },
  };
}

/** One thing after another: joining and publishing never overlap while the backend is asked. */
function createLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let line: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = line.then(work, work);
    line = turn.catch(() => {});
    return turn;
  };
}
