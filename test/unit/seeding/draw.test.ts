// Draws: the published input gives the order again, seeds by hand stay, and meeting levels follow from the matches of a stage.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { type Draw, drawSeeds, seedingMethods } from '../../../src/tournaments/seeding/draw.ts';
import { meetingLevels } from '../../../src/tournaments/seeding/meeting-levels.ts';
import { type Seedable, startingOrder } from '../../../src/tournaments/seeding/seedable.ts';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { roundRobin, roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { singleElimination } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import { shuffle } from '../../../src/tournaments/stages/seeding.ts';

const idOf = (number: number) => `reg_${String(number).padStart(26, '0')}` as Id<'registration'>;
const bracketOf = (count: number) => meetingLevels(singleElimination.build(count, { thirdPlaceMatch: true }));

const aDraw = fc.integer({ min: 2, max: 40 }).chain((count) =>
  fc.record({
    method: fc.constantFrom(...seedingMethods),
    seed: fc.string(),
    entrants: fc
      .array(fc.option(fc.nat(4)), { minLength: count, maxLength: count })
      .map((labels) => labels.map((label, index) => ({ registrationId: idOf(index), label }))),
    given: fc
      .record({
        ids: fc.shuffledSubarray([...Array(count).keys()], { maxLength: Math.min(5, count) }),
        seeds: fc.shuffledSubarray([...Array(count).keys()], { minLength: Math.min(5, count) }),
      })
      .map(({ ids, seeds }) =>
        ids
          .slice(0, seeds.length)
          .map((id, index) => ({ registrationId: idOf(id), seed: (seeds[index] as number) + 1 })),
      ),
    levels: fc.constantFrom([], bracketOf(count)),
  }),
);

describe('a draw', () => {
  it('gives the same order after it was written as JSON and read again', () => {
    fc.assert(
      fc.property(aDraw, (draw) => {
        expect(drawSeeds(JSON.parse(JSON.stringify(draw)) as Draw)).toEqual(drawSeeds(draw));
      }),
    );
  });

  it('seeds everybody once, and by hand exactly as given', () => {
    fc.assert(
      fc.property(aDraw, (draw) => {
        const { order } = drawSeeds(draw);
        expect(order.toSorted()).toEqual(draw.entrants.map(({ registrationId }) => registrationId).toSorted());
        for (const { registrationId, seed } of draw.given) expect(order[seed - 1]).toBe(registrationId);
      }),
    );
  });

  it('fills the seeds that were left open by shuffling the others', () => {
    const entrants = [1, 2, 3, 4, 5].map((number) => ({ registrationId: idOf(number), label: null }));
    const given = [
      { registrationId: idOf(4), seed: 1 },
      { registrationId: idOf(2), seed: 4 },
    ];
    const [first, second, third] = shuffle([idOf(1), idOf(3), idOf(5)], 'drawn on Friday');
    const { order } = drawSeeds({ method: 'random', seed: 'drawn on Friday', entrants, given, levels: [] });
    expect(order).toEqual([idOf(4), first, second, idOf(2), third]);
  });

  it('names who is not kept apart', () => {
    const entrants = [7, 7, 7, null].map((label, index) => ({ registrationId: idOf(index), label }));
    const draw: Draw = { method: 'registration_order', seed: null, entrants, given: [], levels: bracketOf(4) };
    const { clashes } = drawSeeds(draw);
    expect(clashes.map(({ meeting, registrationIds }) => [meeting, registrationIds.length])).toEqual([
      ['round_1', 2],
      ['round_2', 3],
    ]);
  });

  it('shuffles as the published vector says', () => {
    expect(shuffle(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], 'drawn on Friday').join(' ')).toBe('e b a d c g h f');
  });
});

describe('the order that a method starts from', () => {
  const entrant = (number: number, rating: number | null, earlierRank: number | null): Seedable => ({
    ...{ id: idOf(number), club: null, country: null, rating, earlierRank },
  });
  const entrants = [entrant(3, 1500, 2), entrant(1, null, null), entrant(2, 1500, 1), entrant(4, 2000, 2)];
  it.each([
    ['registration_order', [1, 2, 3, 4]],
    ['random', [1, 2, 3, 4]],
    ['rating', [4, 2, 3, 1]],
    ['placements', [2, 3, 4, 1]],
  ] as const)('%s', (method, order) => {
    expect(startingOrder(method, entrants).map(({ id }) => id)).toEqual(order.map(idOf));
  });
});

describe('who meets early', () => {
  it('in a bracket: pairs of round 1, then those who can meet in round 2', () => {
    const eight = [
      {
        meeting: 'round_1',
        sets: [
          [1, 8],
          [4, 5],
          [2, 7],
          [3, 6],
        ],
      },
      {
        meeting: 'round_2',
        sets: [
          [1, 8, 4, 5],
          [2, 7, 3, 6],
        ],
      },
    ];
    expect(bracketOf(8)).toEqual(eight);
    expect(meetingLevels(doubleElimination.build(8, { grandFinal: 'reset' }))).toEqual(eight);
  });

  it('with byes: who has one meets a winner of round 1 first', () => {
    expect(bracketOf(6)).toEqual([
      {
        meeting: 'round_1',
        sets: [
          [4, 5],
          [3, 6],
        ],
      },
      {
        meeting: 'round_2',
        sets: [
          [1, 4, 5],
          [2, 3, 6],
        ],
      },
    ]);
  });

  it('in a round robin nobody, since everybody meets everybody', () => {
    expect(meetingLevels(roundRobin.build(6, roundRobinDefaults))).toEqual([]);
  });

  it('in groups those of one group', () => {
    const groups = [1, 2].flatMap((group) =>
      roundRobin.build(3, roundRobinDefaults).map(({ key, slots }) => ({
        key: { ...key, group },
        slots: slots.map((slot) => (slot.kind === 'seed' ? { ...slot, seed: slot.seed * 2 - 2 + group } : slot)),
      })),
    );
    expect(meetingLevels(groups)).toEqual([
      {
        meeting: 'group',
        sets: [
          [1, 3, 5],
          [2, 4, 6],
        ],
      },
    ]);
  });
});
