import fc from 'fast-check';
import { expect, it } from 'vitest';
import { receive } from '../../src/live/reception.ts';
import type { TournamentEvent } from '../../src/outbox/event.ts';
import { shuffle } from '../../src/tournaments/stages/seeding.ts';

const anEvent = (seq: number) => ({ seq }) as TournamentEvent;

it('events handed over in any order, in any portions, repeated, are delivered once and in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.string(),
      fc.integer({ min: 1, max: 5 }),
      (count, luck, portion) => {
        const handed = shuffle([...Array(count).keys(), ...Array(count).keys()], luck).map((index) =>
          anEvent(index + 1),
        );
        const delivered: number[] = [];
        const held: TournamentEvent[] = [];
        let seq = 0;
        while (handed.length > 0) {
          held.push(...handed.splice(0, portion));
          const reception = receive(seq, held);
          delivered.push(...reception.deliver.map((event) => event.seq));
          seq = reception.seq;
        }
        expect(delivered).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      },
    ),
  );
});

it('a gap is noticed, and nothing behind it is delivered', () => {
  expect(receive(3, [anEvent(4), anEvent(6)])).toEqual({ deliver: [anEvent(4)], seq: 4, hasGap: true });
  expect(receive(3, [anEvent(2), anEvent(3)])).toEqual({ deliver: [], seq: 3, hasGap: false });
});
