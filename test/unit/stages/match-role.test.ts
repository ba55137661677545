// What a match decides: its role and the ranking agree.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/tournaments/stages/format.ts';
import { elimination } from '../../../src/tournaments/stages/formats/consolation.ts';
import { doubleElimination } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { freeForAll } from '../../../src/tournaments/stages/formats/free-for-all.ts';
import { gauntlet } from '../../../src/tournaments/stages/formats/gauntlet.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { inGroups } from '../../../src/tournaments/stages/groups.ts';
import { type MatchRole, type StageMatch, winnerOf } from '../../../src/tournaments/stages/match.ts';
import { roundRobin } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { betterSeedWins, playStage } from './play-stage.ts';
import { drawResults, draws, playedResults } from './random-results.ts';

const lastRoundOf = (matches: readonly StageMatch[], group: number) =>
  Math.max(...matches.filter(({ key }) => key.group === group).map(({ key }) => key.round));

function rolesIn<S>(format: Format<S>, settings: S, matches: readonly StageMatch[]): Map<MatchRole, StageMatch[]> {
  const found = new Map<MatchRole, StageMatch[]>();
  for (const match of matches) {
    const role = format.roleOf?.(settings, match.key, lastRoundOf(matches, match.key.group)) ?? null;
    if (role !== null) found.set(role, [...(found.get(role) ?? []), match]);
  }
  return found;
}

const cup = (thirdPlaceMatch: boolean, consolation = false) => ({ thirdPlaceMatch, consolation });
const lobby = { lobbySize: 4, rounds: 1, points: null, countedGames: null };

describe('the roles of', () => {
  it.each([
    ['a single elimination', elimination, cup(true), 8, ['final', 'third_place']],
    ['one without a match for third place', elimination, cup(false), 5, ['final']],
    ['one with a consolation', elimination, cup(true, true), 8, ['final', 'third_place', 'consolation_final']],
    ['one of two', elimination, cup(true), 2, ['final']],
    ['a double elimination', doubleElimination, { grandFinal: 'simple' }, 8, ['grand_final']],
    ['one without a grand final', doubleElimination, { grandFinal: 'none' }, 8, ['final']],
    ['a gauntlet', gauntlet, {}, 5, ['final']],
    ['an elimination of lobbies', freeForAll, { ...lobby, advancing: 2 }, 12, ['final']],
    ['rounds of lobbies', freeForAll, { ...lobby, advancing: null }, 12, []],
    ['a round robin', roundRobin, roundRobinDefaults, 4, []],
    [
      'groups that are brackets: one each',
      inGroups(elimination as Format<unknown>, 2),
      cup(false),
      8,
      ['final', 'final'],
    ],
  ] as const)('%s', (_, format, settings, entrantCount, expected) => {
    const play = format as Format<unknown>;
    const { matches } = playStage(play, { entrantCount, settings }, betterSeedWins);
    const found = [...rolesIn(play, settings, matches)].flatMap(([role, own]) => own.map(() => role));
    expect(found.sort()).toEqual([...expected].sort());
  });

  it('a bracket agree with its ranking: the winner of the last final is first, of the third-place match third', () => {
    const formats = [
      [elimination, cup(true)],
      [elimination, cup(true, true)],
      [doubleElimination, { grandFinal: 'none' }],
      [doubleElimination, { grandFinal: 'reset' }],
      [gauntlet, {}],
    ] as unknown as readonly (readonly [Format<unknown>, unknown])[];
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.integer({ min: 2, max: 20 }),
        draws,
        (choice, entrantCount, order) => {
          const [format, settings] = choice;
          const state = playStage(format, { entrantCount, settings }, drawResults(order, playedResults));
          const roles = rolesIn(format, settings, state.matches);
          const rankOf = new Map(format.rank(state).map(({ entrant, rank }) => [entrant, rank]));
          const winnerIn = (role: MatchRole) => roles.get(role)?.map((match) => rankOf.get(winnerOf(match) ?? 0)) ?? [];
          const deciding = (['reset', 'grand_final', 'final'] as const).find((role) => roles.has(role));
          expect(deciding && winnerIn(deciding)).toEqual([1]);
          expect(winnerIn('third_place')).toEqual(roles.has('third_place') ? [3] : []);
        },
      ),
      { numRuns: caseCount({ usual: 60, nightly: 3000 }) },
    );
  });
});
