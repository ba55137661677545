import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderEvents } from '../../src/live/event-order.ts';
import { eventsBehindMax } from '../../src/live/frame.ts';
import { createRoom } from '../../src/live/room.ts';
import type { Socket } from '../../src/live/socket.ts';
import type { TournamentEvent } from '../../src/outbox/event.ts';
import type { Position } from '../../src/outbox/position.ts';
import { shuffle } from '../../src/tournaments/stages/seeding.ts';

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

/** Keeps how many frames it got, and how it was closed. */
function aSocket() {
  const socket = { readyState: 1, frames: 0, closedWith: null as number | null };
  return Object.assign(socket, {
    send: () => {
      socket.frames += 1;
    },
    close: (code?: number) => void Object.assign(socket, { readyState: 3, closedWith: code ?? null }),
  });
}

it('a client that acknowledges and is too far behind is closed, and no other', async () => {
  const [behind, upToDate, silent] = [aSocket(), aSocket(), aSocket()];
  let position: Position = { epoch: '1', seq: 0 };
  let now = 0;
  const room = createRoom<Socket>({
    sockets: () => [behind, upToDate, silent],
    joinedAtSeq: { read: () => 0, write: () => {} },
    playerOf: () => null,
    position: {
      read: () => position,
      write: (next) => {
        position = next;
      },
    },
    readSnapshot: async () => null,
    readEvents: async () => [],
    now: () => now,
  });
  const acknowledge = (socket: Socket, seq: number) => {
    now += 1000;
    room.handleMessage(socket, JSON.stringify({ type: 'ack', seq }));
  };
  const publishUpTo = (last: number) =>
    room.publish(
      Array.from({ length: last - position.seq }, (_, index) => {
        return { seq: position.seq + index + 1, epoch: '1' } as TournamentEvent;
      }),
    );
  for (const socket of [behind, upToDate]) acknowledge(socket, 0);
  await publishUpTo(eventsBehindMax);
  expect([behind, upToDate, silent].map(({ closedWith }) => closedWith)).toEqual([null, null, null]);
  acknowledge(upToDate, eventsBehindMax);
  await publishUpTo(eventsBehindMax + 1);
  expect([behind, upToDate, silent].map(({ closedWith }) => closedWith)).toEqual([4008, null, null]);
  expect([upToDate.frames, silent.frames]).toEqual([eventsBehindMax + 1, eventsBehindMax + 1]);
});
