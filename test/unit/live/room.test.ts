// A room of live clients: the order of events, slow clients, frames that are shared, and matches that are followed.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { orderEvents } from '../../../src/live/event-order.ts';
import { eventsBehindMax } from '../../../src/live/frame.ts';
import type { Seat } from '../../../src/live/seats/seat.ts';
import { acknowledgedWithinMs } from '../../../src/live/seats/sent-before.ts';
import type { Socket } from '../../../src/live/socket.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { shuffle } from '../../../src/tournaments/stages/seeding.ts';
import { aVisitor } from '../../support/live/room-ports.ts';
import { aRoomOf, aSocket, eventsFrom } from '../../support/live/seated-room.ts';

const anEvent = (seq: number) => ({ seq }) as TournamentEvent;

it('events that arrive in any order, in any batches, repeated, are delivered once and in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.string(),
      fc.integer({ min: 1, max: 5 }),
      (count, seed, batchSize) => {
        const arriving = shuffle([...Array(count).keys(), ...Array(count).keys()], seed).map((index) =>
          anEvent(index + 1),
        );
        const delivered: number[] = [];
        const arrived: TournamentEvent[] = [];
        let seq = 0;
        while (arriving.length > 0) {
          arrived.push(...arriving.splice(0, batchSize));
          const ordered = orderEvents(seq, arrived);
          delivered.push(...ordered.deliver.map((event) => event.seq));
          seq = ordered.seq;
        }
        expect(delivered).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      },
    ),
  );
});

it('a gap is detected, and no event after it is delivered', () => {
  expect(orderEvents(3, [anEvent(4), anEvent(6)])).toEqual({ deliver: [anEvent(4)], seq: 4, hasGap: true });
  expect(orderEvents(3, [anEvent(2), anEvent(3)])).toEqual({ deliver: [], seq: 3, hasGap: false });
});

it('a client that acknowledges and stays too far behind is closed, and no other', async () => {
  const [behind, upToDate, silent] = [aSocket(), aSocket(), aSocket()];
  let now = 0;
  const { room, memory } = aRoomOf(
    [behind, upToDate, silent].map((socket, index) => [socket, { id: String(index) }]),
    { now: () => now },
  );
  const acknowledge = (socket: Socket, seq: number) => {
    now += 1000;
    room.handleMessage(socket, JSON.stringify({ type: 'ack', seq }));
  };
  const publishUpTo = (last: number) => room.publish(eventsFrom((memory.position?.seq ?? 0) + 1, last));
  const seqs = ({ frames }: ReturnType<typeof aSocket>) =>
    frames.flatMap(({ events, event }) => (events ?? [event]) as TournamentEvent[]).map(({ seq }) => seq);
  const closings = () => [behind, upToDate, silent].map(({ closedWith }) => closedWith);
  for (const socket of [behind, upToDate]) acknowledge(socket, 0);
  await publishUpTo(2 * eventsBehindMax);
  // Many events came at once: nobody had time to acknowledge them.
  await publishUpTo(2 * eventsBehindMax + 1);
  expect(closings()).toEqual([null, null, null]);
  acknowledge(upToDate, 2 * eventsBehindMax);
  acknowledge(behind, eventsBehindMax + 1);
  now += acknowledgedWithinMs;
  await publishUpTo(2 * eventsBehindMax + 2);
  expect(closings()).toEqual([null, null, null]);
  acknowledge(behind, eventsBehindMax);
  await publishUpTo(2 * eventsBehindMax + 3);
  expect(closings()).toEqual([4008, null, null]);
  const all = eventsFrom(1, 2 * eventsBehindMax + 3).map(({ seq }) => seq);
  expect([seqs(upToDate), seqs(silent)]).toEqual([all, all]);
});

it('events that come together share frames of at most a hundred', async () => {
  const [early, late] = [aSocket(), aSocket()];
  const { room } = aRoomOf([
    [early, {}],
    [late, { seq: 149 }],
  ]);
  await room.publish(eventsFrom(1, 201));
  const shapes = ({ frames }: ReturnType<typeof aSocket>) =>
    frames.map(({ type, after, events }) => [type, after, (events as unknown[] | undefined)?.length]);
  expect(shapes(early)).toEqual([
    ['events', 0, 100],
    ['events', 100, 100],
    ['event', undefined, undefined],
  ]);
  expect(shapes(late)).toEqual([
    ['events', 149, 51],
    ['event', undefined, undefined],
  ]);
});

it('a socket that joins after the database was set back to the same number makes everybody begin anew', async () => {
  const other = aSocket();
  const { room, memory } = aRoomOf([[other, { seq: 5 }]], {
    readSnapshot: async () => ({ eventSeq: 5, eventEpoch: '2', isPublic: true, content: {} }),
  });
  memory.position = { epoch: '1', seq: 5 };
  const joined = aSocket();
  const attach = (seat: Seat) => void memory.seats.set(joined, seat);
  await room.join(joined, { attach, accept: () => {} }, aVisitor());
  expect(other.frames).toMatchObject([{ type: 'resync', epoch: '2', seq: 5, recovered: false }]);
  expect(joined.frames).toMatchObject([{ type: 'welcome', epoch: '2', seq: 5 }]);
  expect(memory.position).toEqual({ epoch: '2', seq: 5 });
});

it('what is published while a room still sends goes together in one frame', async () => {
  const socket = aSocket();
  const { room } = aRoomOf([[socket, {}]]);
  await room.publish(eventsFrom(1, 1));
  await Promise.all([room.publish(eventsFrom(3, 3)), room.publish(eventsFrom(2, 2))]);
  expect(socket.frames.map(({ type, events }) => [type, (events as TournamentEvent[] | undefined)?.length])).toEqual([
    ['event', undefined],
    ['events', 2],
  ]);
});

it('a match gets the events that name it, each with the one before it, and no other', async () => {
  const match = `mat_${'0'.repeat(26)}` as Id<'match'>;
  const other = `mat_${'1'.repeat(26)}`;
  const [socket, ofOther] = [aSocket(), aSocket()];
  const { room, memory } = aRoomOf([
    [socket, { match }],
    [ofOther, { match: other as Id<'match'> }],
  ]);
  const payloads = [
    { matchId: other },
    { matchId: match },
    {},
    { matches: [{ matchId: match }] },
    { affected: [match] },
  ];
  const events = payloads.map((payload, index) => ({ ...eventsFrom(index + 1, index + 1)[0], payload }));
  for (const event of events) await room.publish([event as TournamentEvent]);
  expect(socket.frames.map(({ event, after }) => [(event as TournamentEvent).seq, after])).toEqual([
    [2, 0],
    [4, 2],
    [5, undefined],
  ]);
  expect([ofOther.frames.length, memory.position?.seq]).toEqual([1, 5]);
});

it('a match that is followed again goes on after the last event that named it, whatever others came since', async () => {
  const match = `mat_${'0'.repeat(26)}` as Id<'match'>;
  const naming = (seq: number) => ({ ...eventsFrom(seq, seq)[0], payload: { matchId: match } }) as TournamentEvent;
  const log = [...eventsFrom(1, 2), naming(3), ...eventsFrom(4, 5)];
  const { room, memory } = aRoomOf([], {
    readSnapshot: async () => ({ eventSeq: 5, eventEpoch: '1', isPublic: true, content: {} }),
    readEvents: async ({ seq }) => log.slice(seq),
  });
  const socket = aSocket();
  const attach = (seat: Seat) => void memory.seats.set(socket, seat);
  await room.join(socket, { attach, accept: () => {} }, aVisitor({ match, since: { epoch: '1', seq: 1 } }));
  await room.publish([naming(6)]);
  expect(socket.frames.map(({ type, after, upTo }) => [type, after, upTo])).toEqual([
    ['welcome', undefined, 3],
    ['event', 1, undefined],
    ['event', 3, undefined],
  ]);
});

it('joins that wait for the same turn share what is read, and each goes on from there', async () => {
  const reads: string[] = [];
  const log = eventsFrom(1, 5);
  const { room, memory } = aRoomOf([], {
    readSnapshot: async (match) => {
      reads.push(String(match));
      return { eventSeq: 5, eventEpoch: '1', isPublic: true, content: {} };
    },
    readEvents: async ({ seq }) => {
      reads.push(`after ${seq}`);
      return log.slice(seq);
    },
  });
  const join = (since: number | null) => {
    const socket = aSocket();
    const attach = (seat: Seat) => void memory.seats.set(socket, seat);
    const visitor = aVisitor({ since: since === null ? null : { epoch: '1', seq: since } });
    return room.join(socket, { attach, accept: () => {} }, visitor).then(() => socket);
  };
  // The first one has its turn at once; the others wait for it.
  const sockets = await Promise.all([null, null, null, 3, 3, 3].map(join));
  expect(reads.toSorted()).toEqual(['after 3', 'after 5', 'null']);
  await room.publish(eventsFrom(6, 6));
  const types = sockets.map(({ frames }) => frames.map(({ type }) => type));
  expect(types).toEqual([...Array(3).fill(['welcome', 'event']), ...Array(3).fill(['welcome', 'events', 'event'])]);
});
