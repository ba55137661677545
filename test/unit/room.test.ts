import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderEvents } from '../../src/live/event-order.ts';
import type { TournamentEvent } from '../../src/outbox/event.ts';
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
