import { describe, expect, it } from 'vitest';
import { type Format, followSources } from '../../../src/tournaments/stages/format.ts';
import { formatNames, formatOf } from '../../../src/tournaments/stages/format-registry.ts';
import { swissDefaults } from '../../../src/tournaments/stages/formats/swiss.ts';
import { type MatchPlan, resultOfScores, type SlotSource } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';

const key = (round: number, position = 0) => ({ group: 1, round, position });
const seeds = (...list: number[]): SlotSource[] => list.map((seed) => ({ kind: 'seed', seed }));

/** A format that exists only here, made of the given matches. */
const formatFrom = (start: readonly MatchPlan[], created: readonly MatchPlan[] = []): Format<null> => ({
  entrantsMax: 16,
  allowsDraws: () => true,
  build: () => start,
  advance: (state, match) => ({ fills: followSources(state, match), created: match.key.round === 1 ? created : [] }),
  rank: () => [],
});

describe('a stage', () => {
  it('of more than two entrants per match moves the best of each match', () => {
    const format = formatFrom([
      { key: key(1, 0), slots: seeds(1, 4, 5) },
      {
        key: key(2, 0),
        slots: [
          { kind: 'place', of: key(1, 0), place: 1 },
          { kind: 'place', of: key(1, 0), place: 2 },
          { kind: 'place', of: key(1, 0), place: 3 },
        ],
      },
    ]);
    const state = completeMatch(format, openStage(format, 3, null), key(1, 0), resultOfScores([2, 9, 5]));
    expect(state.matches[1]?.slots.map(({ entrant }) => entrant)).toEqual([4, 5, 1]);
  });

  it('gets the matches that its format creates, and a bye among them is completed at once', () => {
    const format = formatFrom(
      [{ key: key(1), slots: seeds(1, 2) }],
      [
        { key: key(2, 0), slots: seeds(1, 3) },
        { key: key(2, 1), slots: seeds(2) },
      ],
    );
    const state = completeMatch(format, openStage(format, 3, null), key(1), resultOfScores([1, 1]));
    expect(state.matches.map(({ result }) => result?.outcome ?? null)).toEqual(['played', null, 'bye']);
  });

  it('refuses a second result for a match', () => {
    const format = formatFrom([{ key: key(1), slots: seeds(1, 2) }]);
    const once = completeMatch(format, openStage(format, 2, null), key(1), resultOfScores([1, 0]));
    expect(() => completeMatch(format, once, key(1), resultOfScores([0, 1]))).toThrow('the match is open');
  });
});

describe('every format', () => {
  const lobbies = { lobbySize: 3, advancing: null, rounds: 1, countedGames: null };
  const points = { win: 3, draw: 1, loss: 0, placement: [3], perKill: 1 };
  /** The matches of a custom bracket are its settings. */
  const builders = formatNames.filter((name) => name !== 'custom');
  const settings = { ...swissDefaults, thirdPlaceMatch: true, legs: 1, points, ...lobbies };

  it.each(builders)('%s: sources name earlier matches of its stage, and every entrant starts in one', (name) => {
    for (let count = 2; count <= 20; count += 1) {
      const matches = formatOf(name).build(count, settings);
      const earlier = new Set<string>();
      const starting = new Set<number>();
      for (const match of matches) {
        for (const slot of match.slots) {
          if (slot.kind === 'seed') starting.add(slot.seed);
          else expect(earlier).toContain(JSON.stringify(slot.of));
        }
        expect(earlier).not.toContain(JSON.stringify(match.key));
        earlier.add(JSON.stringify(match.key));
      }
      expect(starting.size).toBe(count);
    }
  });

  it.each(builders)('%s: has a stated number of matches at most', (name) => {
    const format = formatOf(name);
    expect(format.build(format.entrantsMax, settings).length).toBeLessThanOrEqual(8192);
  });
});
