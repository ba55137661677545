import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findByeScore } from '../../../src/tournaments/stages/formats/swiss/legality.ts';
import type { Player } from '../../../src/tournaments/stages/formats/swiss/player.ts';
import { pairRound } from '../../../src/tournaments/stages/formats/swiss/round-pairing.ts';
import type { Side } from '../../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { lowestByeScoreByTrial, pairByTrial } from './candidate-oracle.ts';
import { anyShape, aPlayer, oneBracket, rounds, sidesPlayed, twoBrackets } from './players.ts';

type Pairs = readonly (readonly [Player, Player])[];

const write = (pairs: Pairs) =>
  pairs
    .map((pair) =>
      pair
        .map(({ number }) => number)
        .sort((left, right) => left - right)
        .join('-'),
    )
    .sort();

function pair(players: readonly Player[]): string[] {
  const byeScore = findByeScore(players)?.score ?? null;
  return write(pairRound({ open: players, byeScore, roundsBefore: 4, hasSides: true }).pairs);
}

describe('the pairing of a bracket', () => {
  it.each([
    ['any state', anyShape, { countMax: 7, usual: 250, nightly: 10_000 }],
    ['one large bracket', oneBracket, { countMax: 8, usual: 60, nightly: 4000 }],
    ['many players moved down', twoBrackets, { countMax: 8, usual: 60, nightly: 4000 }],
  ])('is the first of the best candidates, tried one by one: %s', (_, shape, { countMax, usual, nightly }) => {
    fc.assert(
      fc.property(rounds(shape, countMax), (players) => {
        const byeScore = lowestByeScoreByTrial(players);
        expect(findByeScore(players)?.score).toBe(byeScore);
        if (byeScore !== undefined) expect(pair(players)).toEqual(write(pairByTrial(players, { byeScore, point: 1 })));
      }),
      { numRuns: caseCount({ usual, nightly }) },
    );
  });

  const met = (...numbers: number[]) => ({ met: new Set(numbers) });
  const [w, b]: [Side, Side] = ['white', 'black'];
  const tooMuchBlack = sidesPlayed([b, b, w, b]);
  const blackTwice = sidesPlayed([w, b, b]);

  it.each<[string, Player[], string[]]>([
    ['the upper half meets the lower half', [1, 2, 3, 4].map((number) => aPlayer({ number })), ['1-3', '2-4']],
    [
      'the best of the players moved down are paired first, even with a lower resident',
      [
        aPlayer({ number: 1, score: 1, ...met(2, 3) }),
        aPlayer({ number: 2, score: 1, ...met(1, 3, 5) }),
        aPlayer({ number: 3, score: 1, ...met(1, 2, 4) }),
        aPlayer({ number: 4, mayGetBye: false, ...met(3) }),
        aPlayer({ number: 5, mayGetBye: false, ...met(2) }),
      ],
      ['1-5', '2-4'],
    ],
    [
      'a player moved down who has met all residents does not change their pairs',
      [
        aPlayer({ number: 1, score: 5, ...met(2, 3, 4, 5) }),
        ...[2, 3, 4].map((number) => aPlayer({ number, score: 4, ...met(1, 5) })),
        aPlayer({ number: 5, score: 3, ...met(1, 2, 3, 4) }),
        ...[6, 7, 8].map((number) => aPlayer({ number, score: 2 })),
      ],
      ['1-6', '2-3', '4-7', '5-8'],
    ],
    [
      'C10: a side difference of 3 is worse than the same side three times',
      [tooMuchBlack, blackTwice, tooMuchBlack, blackTwice].map((sides, index) =>
        aPlayer({ number: index + 1, score: 3, isTopscorer: true, ...sides }),
      ),
      ['1-4', '2-3'],
    ],
    [
      'C15: who floated up in the last round does not float up again',
      [
        aPlayer({ number: 1, score: 1 }),
        aPlayer({ number: 2, floats: ['up', null] }),
        aPlayer({ number: 3 }),
        aPlayer({ number: 4 }),
      ],
      ['1-3', '2-4'],
    ],
    [
      'C17: nor who floated up two rounds ago',
      [
        aPlayer({ number: 1, score: 1 }),
        aPlayer({ number: 2, floats: [null, 'up'] }),
        aPlayer({ number: 3 }),
        aPlayer({ number: 4 }),
      ],
      ['1-3', '2-4'],
    ],
    [
      'C15 before C17: the last round counts more',
      [
        aPlayer({ number: 1, score: 1 }),
        aPlayer({ number: 2, floats: ['up', null] }),
        aPlayer({ number: 3, floats: [null, 'up'] }),
        aPlayer({ number: 4, floats: ['up', 'up'] }),
      ],
      ['1-3', '2-4'],
    ],
    [
      'C9: of two who could get the bye, the one with fewer unplayed rounds gets it',
      [aPlayer({ number: 1 }), aPlayer({ number: 2, unplayedCount: 0 }), aPlayer({ number: 3, unplayedCount: 1 })].map(
        (player) => (player.number === 1 ? { ...player, unplayedCount: 1 } : player),
      ),
      ['1-3'],
    ],
  ])('%s', (_, players, expected) => {
    expect(pair(players)).toEqual(expected);
  });
});
