// The live room of one tournament and of its matches, independent of the platform: sends its events to its sockets, in order, each once.
// The room stores one position, that of the last event sent. It reads missed events from the backend, so eviction loses nothing.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Position } from '../outbox/position.ts';
import { createBatches } from './batches.ts';
import { orderEvents } from './event-order.ts';
import { closeCodes, eventsBehindMax, recoveredFrame, resyncFrame, welcomeFrame } from './frame.ts';
import { type ReadEvents, readMissed } from './missed-events.ts';
import { createMutex } from './mutex.ts';
import { admissionRefusal } from './seats/admission.ts';
import { createAttendance, deadAfterMs } from './seats/attendance.ts';
import { deliveryOf, eventsPerFrameMax, framesOf, streamOf } from './seats/delivery.ts';
import { createJoinTurns, type SharedReads } from './seats/join-turns.ts';
import { createMessages, type MessagePorts } from './seats/messages.ts';
import { createOutlet, untilRead, untilSent } from './seats/outlet.ts';
import { hasEnded, type Seat, seatOf, type Visitor } from './seats/seat.ts';
import { createSentBefore } from './seats/sent-before.ts';
import { expelIfGone, judgedAfter } from './seats/visibility.ts';
import type { Socket } from './socket.ts';
import { createWaiting, type Waiting } from './waiting.ts';

export interface Snapshot {
  readonly eventSeq: number;
  readonly eventEpoch: string;
  /** Whether the tournament may be watched by everybody. */
  readonly isPublic: boolean;
  /** The tournament, or the match, as the API answers it. */
  readonly content: object;
}

export interface RoomPorts<S extends Socket> extends MessagePorts<S> {
  readonly position: { readonly read: () => Position | undefined; readonly write: (position: Position) => void };
  /** `match`: null for the tournament. null if it does not exist. @throws if the backend does not answer. */
  readonly readSnapshot: (match: Id<'match'> | null) => Promise<Snapshot | null>;
  readonly readEvents: ReadEvents;
}

/** How the platform accepts a socket. */
export interface JoinHooks {
  /** Adds the socket to `sockets`, with its seat. */
  readonly attach: (seat: Seat) => void;
  /** Accepts the socket only to send a refusal. */
  readonly accept: () => void;
}

export interface Room<S extends Socket> extends Pick<Waiting, 'wait' | 'isPast'> {
  /** @returns false if the room is full: then the socket was not touched. */
  join(socket: S, hooks: JoinHooks, visitor: Visitor): Promise<boolean>;
  /** The connection of the socket has ended. */
  leave(socket: S): void;
  /** Called after the commit, and repeated until acknowledged. @returns the last seq without a gap before it. */
  publish(events: readonly TournamentEvent[]): Promise<number>;
  /** Closes the sockets of a player who may not watch any more. */
  expel(player: Id<'player'>, reason: string): Promise<void>;
  /** Closes all sockets if the tournament exists no more. @throws if the backend does not answer. */
  closeIfGone(): Promise<void>;
  /** About how many sockets of this room follow the same. */
  count(match: Id<'match'> | null): number;
  /** The open sockets of a network. */
  countNetwork(network: string): number;
  /** The ids of the open sockets of a player. */
  idsOf(player: Id<'player'>): readonly string[];
  /** Closes sockets whose right has ended. Called at the time that `wakeAt` was given. */
  closeExpired(): void;
  handleMessage(socket: S, message: string | ArrayBuffer): Promise<void> | void;
}

const snapshotAttemptsMax = 5;
const tryAgainMs = 2_000;
const positionOf = ({ eventSeq, eventEpoch }: Snapshot): Position => ({ epoch: eventEpoch, seq: eventSeq });

export function createRoom<S extends Socket>(ports: RoomPorts<S>): Room<S> {
  const observe = ports.observe ?? (() => {});
  const { send, drop } = createOutlet(observe);
  const exclusively = createMutex();
  const attendance = createAttendance(ports);
  const { openSockets } = attendance;
  const messages = createMessages(ports, attendance);
  const waiting = createWaiting();
  const sentBefore = createSentBefore();
  const inTurn = createJoinTurns<Snapshot>({
    ...{ exclusively, readSnapshot: ports.readSnapshot, endTurn: followFurthest },
    readMissed: (since) => readMissed(ports.readEvents, since),
  });
  /** The last event that a socket has which joined in this turn. */
  let furthest = 0;

  /** In order, without a gap, and after what was sent before. */
  async function broadcast(events: readonly TournamentEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += eventsPerFrameMax) {
      if (from > 0) await untilRead();
      sendAll(events.slice(from, from + eventsPerFrameMax));
    }
    if (events.length > 0) await judgeAfter(events);
  }

  /** As many events as share a frame. */
  function sendAll(events: readonly TournamentEvent[]): void {
    const last = events.at(-1) as TournamentEvent;
    const deliver = deliveryOf(events);
    const due = sentBefore.dueAt(ports.now());
    for (const socket of openSockets()) {
      const seat = ports.seats.read(socket);
      if (hasEnded(seat, ports.now())) drop(socket, closeCodes.expired, 'token expired');
      const delivery = deliver(seat);
      if (delivery === null) continue;
      // A client acknowledges numbers of the tournament; a match may have none for a long time.
      const behind = seat.match === null ? due - (messages.acknowledgedBy(socket) ?? due) : 0;
      if (behind > eventsBehindMax) drop(socket, closeCodes.policy, 'too far behind');
      for (const frame of delivery.frames) send(socket, frame);
      if (seat.match !== null) ports.seats.write(socket, { ...seat, seq: delivery.seq });
    }
    for (const { createdAt } of events)
      observe({ kind: 'lag', seconds: Math.max(0, ports.now() - Date.parse(createdAt)) / 1000 });
    ports.position.write({ epoch: last.epoch, seq: last.seq });
    sentBefore.note(last.seq, ports.now());
  }

  /** Who may not watch any more is closed: nobody knows the sockets without a player, and the others are judged by their objects. */
  async function judgeAfter(events: readonly TournamentEvent[]): Promise<void> {
    const { isAsked, players } = judgedAfter(events);
    const isHidden = isAsked && (await ports.readSnapshot(null).catch(() => null))?.isPublic === false;
    if (isHidden) attendance.expelUnknown('no such tournament');
    const all = isHidden ? openSockets().map((socket) => ports.seats.read(socket).player) : players;
    for (const player of new Set(all)) if (player !== null) ports.players.recheck(player);
  }

  /** The database was set back, or the room has lost the thread: every socket begins anew. */
  async function resync(): Promise<Snapshot | null> {
    const snapshot = await ports.readSnapshot(null);
    if (snapshot === null) return null;
    const contents = new Map([[null as Id<'match'> | null, snapshot as Snapshot | null]]);
    for (const match of new Set(openSockets().map((socket) => ports.seats.read(socket).match)))
      if (match !== null) contents.set(match, await ports.readSnapshot(match));
    for (const socket of openSockets()) {
      const seat = ports.seats.read(socket);
      const found = contents.get(seat.match) ?? null;
      if (found === null) {
        drop(socket, closeCodes.notFound, 'no such match');
        continue;
      }
      ports.seats.write(socket, { ...seat, seq: found.eventSeq });
      messages.forgetAcknowledgement(socket);
      send(socket, resyncFrame(positionOf(found), found.content));
      observe({ kind: 'resync' });
    }
    ports.position.write(positionOf(snapshot));
    sentBefore.forget();
    return snapshot;
  }

  /** A snapshot older than the last event sent may come from a read that began earlier, so it is read again. */
  async function readSnapshot(
    match: Id<'match'> | null,
    reads: SharedReads<Snapshot>,
    attempts = snapshotAttemptsMax,
  ): Promise<Snapshot | null> {
    const snapshot = await reads.snapshot(match, { isFresh: attempts < snapshotAttemptsMax });
    if (snapshot === null) return null;
    const sent = openSockets().length === 0 ? undefined : ports.position.read();
    if (sent === undefined) {
      ports.position.write(positionOf(snapshot));
      return snapshot;
    }
    const isSetBack =
      sent.seq > snapshot.eventSeq || (sent.seq === snapshot.eventSeq && sent.epoch !== snapshot.eventEpoch);
    if (!isSetBack) return snapshot;
    if (attempts > 1) return readSnapshot(match, reads, attempts - 1);
    await resync();
    // Not older than what the others have now.
    reads.forget();
    return reads.snapshot(match, { isFresh: true });
  }

  /** Takes a seat, or is refused. */
  async function takeSeat(
    socket: S,
    { attach, accept }: JoinHooks,
    visitor: Visitor,
    reads: SharedReads<Snapshot>,
  ): Promise<boolean> {
    const { match, since } = visitor;
    const refuse = (code: number, reason: string, retryAfterMs?: number) => {
      accept();
      drop(socket, code, reason, retryAfterMs);
      return true;
    };
    if (attendance.isFull()) return false;
    if (await attendance.isAddressFull(visitor))
      return refuse(closeCodes.policy, 'too many sockets of this address', deadAfterMs);
    const read = async () => {
      const snapshot = await readSnapshot(match, reads);
      return [
        snapshot,
        since === null || snapshot === null ? null : await reads.missed(since, snapshot.eventSeq),
      ] as const;
    };
    const found = await read().catch(() => null);
    if (found === null) return refuse(closeCodes.tryAgain, 'try again later', tryAgainMs);
    const [snapshot, missed] = found;
    if (snapshot === null || !(snapshot.isPublic || visitor.mayRead))
      return refuse(closeCodes.notFound, match === null ? 'no such tournament' : 'no such match');
    const goesOn = since !== null && missed !== null;
    const position = positionOf(snapshot);
    const wanted = goesOn ? streamOf(missed, match) : [];
    // What the client has then. In the stream of a match that is less than what was read.
    const seq = goesOn ? (wanted.at(-1)?.seq ?? since.seq) : position.seq;
    attach(seatOf(visitor, seq, ports.now()));
    if (since !== null) observe({ kind: goesOn ? 'resume' : 'resync' });
    if (visitor.endsAtMs !== null) attendance.closeExpired();
    if (goesOn) {
      send(socket, recoveredFrame(since, seq, visitor.endsAtMs));
      for (const frame of framesOf(wanted, since.seq)) send(socket, frame);
    } else if (since === null) send(socket, welcomeFrame(position, snapshot.content, visitor.endsAtMs));
    else send(socket, resyncFrame(position, snapshot.content));
    furthest = Math.max(furthest, goesOn ? (missed.at(-1)?.seq ?? since.seq) : position.seq);
    return true;
  }

  /** No socket may have more than the room: what is set back between them would not show. */
  async function followFurthest(): Promise<void> {
    const sent = ports.position.read();
    // Less than a socket has: the database was set back after its read.
    if (sent !== undefined && sent.seq < furthest && (await catchUp(sent)) < furthest) await resync().catch(() => null);
    furthest = 0;
  }

  /** The object of the player counts the sockets, and judges after the seat is taken. */
  async function join(socket: S, hooks: JoinHooks, visitor: Visitor): Promise<boolean> {
    const { player, id, isAdmin, ticket } = visitor;
    if (player === null) return inTurn((reads) => takeSeat(socket, hooks, visitor, reads));
    if (attendance.isFull()) return false;
    const admission = await ports.players.admit(player, { id, isAdmin }, ticket).catch(() => null);
    if (admission !== 'admitted') {
      hooks.accept();
      if (admission === null) drop(socket, closeCodes.tryAgain, 'try again later', tryAgainMs);
      else drop(socket, ...admissionRefusal(admission));
      return true;
    }
    let isSeated = false;
    const attach = (seat: Seat) => {
      isSeated = true;
      hooks.attach(seat);
    };
    const hasPlace = await inTurn((reads) => takeSeat(socket, { ...hooks, attach }, visitor, reads));
    if (!isSeated) ports.players.leave(player, id);
    // A socket whose player nobody can judge is not kept.
    else
      await ports.players.enter(player).catch(() => drop(socket, closeCodes.tryAgain, 'try again later', tryAgainMs));
    return hasPlace;
  }

  async function publish(events: readonly TournamentEvent[]): Promise<number> {
    waiting.wake(events);
    // Without sockets there is nothing to send or store: the next socket starts with what it reads.
    const sent = openSockets().length === 0 ? undefined : ports.position.read();
    if (sent === undefined) return Math.max(...events.map(({ seq }) => seq));
    const ordered = orderEvents(sent.seq, events);
    // An event of another epoch: what was sent before may not be there any more.
    if (events.some(({ epoch }) => epoch !== sent.epoch)) return catchUp(sent);
    await broadcast(ordered.deliver);
    return ordered.hasGap ? catchUp({ epoch: sent.epoch, seq: ordered.seq }) : ordered.seq;
  }

  /** Reads what the room misses. @returns the last seq that it then has. */
  async function catchUp(from: Position): Promise<number> {
    try {
      const missed = await readMissed(ports.readEvents, from);
      if (missed !== null) {
        await broadcast(missed);
        return missed.at(-1)?.seq ?? from.seq;
      }
      return (await resync())?.eventSeq ?? from.seq;
    } catch {
      // The backend does not answer: the relay delivers again.
      return from.seq;
    }
  }

  return {
    join,
    leave(socket) {
      const { player, id } = ports.seats.read(socket);
      if (player !== null) ports.players.leave(player, id);
    },
    publish: createBatches((events) => exclusively(() => publish(events)), untilSent),
    // Also those of a join that runs at this moment.
    expel: (player, reason) => exclusively(async () => attendance.expel(player, reason)),
    closeIfGone: () => exclusively(() => expelIfGone(ports, attendance)),
    idsOf: attendance.idsOf,
    count: attendance.count,
    countNetwork: attendance.countNetwork,
    closeExpired: attendance.closeExpired,
    handleMessage: messages.handle,
    wait: waiting.wait,
    isPast: waiting.isPast,
  };
}
