// Rules of a result, case by case.

import { describe, expect, it } from 'vitest';
import { type ReportedResult, type ResultRules, resultFault } from '../../../src/tournaments/matches/result-fault.ts';

const duel: ResultRules = { isVacant: [false, false], scoring: 'wins', bestOf: null, points: null };
const lobby: ResultRules = { ...duel, isVacant: [false, false, false, true], scoring: 'lobby' };
const games = (...scores: number[][]) => scores.map((each) => ({ scores: each }));

describe('a match of two', () => {
  it.each<[string, ReportedResult, Partial<ResultRules>, ReturnType<typeof resultFault>]>([
    ['has one score per side', { scores: [2, 1] }, {}, null],
    ['is not reported with one score', { scores: [2] }, {}, 'slot_count'],
    ['is not reported with three scores', { scores: [2, 1, 0] }, {}, 'slot_count'],
    ['has one score per side in each game', { scores: [1, 0], games: games([3]) }, {}, 'slot_count'],
    ['has as many points as games won', { scores: [2, 1], games: games([11, 9], [5, 11], [11, 3]) }, {}, null],
    [
      'does not have other points than games won',
      { scores: [2, 0], games: games([11, 9], [5, 11], [11, 3]) },
      {},
      'games_won',
    ],
    ['leaves a drawn game to nobody', { scores: [1, 0], games: games([1, 1], [2, 0]) }, {}, null],
    [
      'adds up its games where the stage says so',
      { scores: [3, 4], games: games([1, 2], [2, 2]) },
      { scoring: 'sum' },
      null,
    ],
    ['does not have another sum', { scores: [3, 3], games: games([1, 2], [2, 2]) }, { scoring: 'sum' }, 'games_sum'],
    ['of a best of three ends with two wins', { scores: [2, 1] }, { bestOf: 3 }, null],
    ['of a best of three does not end with three wins', { scores: [3, 0] }, { bestOf: 3 }, 'not_best_of'],
    ['of a best of three does not end before two wins', { scores: [1, 0] }, { bestOf: 3 }, 'not_best_of'],
    [
      'of a best of three may end 1:0 after two drawn games',
      { scores: [1, 0], games: games([1, 1], [2, 2], [1, 0]) },
      { bestOf: 3 },
      null,
    ],
    [
      'of a best of three has no fourth game',
      { scores: [2, 1], games: games([1, 0], [0, 1], [0, 0], [1, 0]) },
      { bestOf: 3 },
      'too_many_games',
    ],
    ['has the places of its scores', { scores: [2, 1], places: [1, 2] }, {}, null],
    ['does not have other places', { scores: [2, 1], places: [2, 1] }, {}, 'places'],
    ['has no places in its games', { scores: [1, 0], games: [{ scores: [1, 0], places: [1, 2] }] }, {}, 'game_places'],
  ])('%s', (_, result, rules, fault) => {
    expect(resultFault({ ...duel, ...rules }, result)).toBe(fault);
  });
});

describe('a lobby', () => {
  const points = { placement: [5, 3], perKill: 1 };
  const game = { scores: [2, 0, 4, 0], places: [1, 2, null, null] };

  it.each<[string, ReportedResult, Partial<ResultRules>, ReturnType<typeof resultFault>]>([
    ['has any places that count the better ones', { scores: [1, 5, 2, 0], places: [1, 3, 1, null] }, {}, null],
    ['has no places with gaps', { scores: [1, 5, 2, 0], places: [1, 3, 4, null] }, {}, 'places'],
    ['has somebody in the first place', { scores: [0, 0, 0, 0], places: [null, null, null, null] }, {}, 'places'],
    ['gives a vacant slot no score', { scores: [1, 5, 2, 1] }, {}, 'vacant_slot'],
    ['gives a vacant slot no place', { scores: [1, 5, 2, 0], places: [4, 1, 2, 3] }, {}, 'vacant_slot'],
    [
      'has the points of its games; a disqualified entrant has none',
      { scores: [7, 3, 0, 0], games: [game] },
      { points },
      null,
    ],
    ['does not have other points', { scores: [7, 3, 4, 0], games: [game] }, { points }, 'games_points'],
    [
      'with a table of points has places in each game',
      { scores: [0, 0, 0, 0], games: games([0, 0, 0, 0]) },
      { points },
      'game_places',
    ],
    ['without a table adds up its games', { scores: [3, 2, 1, 0], games: games([1, 1, 1, 0], [2, 1, 0, 0]) }, {}, null],
    ['with a table may separate equal points', { scores: [3, 3, 1, 0], places: [2, 1, 3, null] }, { points }, null],
    [
      'with a table does not contradict points',
      { scores: [3, 2, 1, 0], places: [2, 1, 3, null] },
      { points },
      'places',
    ],
  ])('%s', (_, result, rules, fault) => {
    expect(resultFault({ ...lobby, ...rules }, result)).toBe(fault);
  });
});
