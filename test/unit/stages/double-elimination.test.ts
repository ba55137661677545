import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bracketGroups,
  bracketNames,
  type DoubleEliminationSettings,
  doubleElimination,
  grandFinals,
} from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { dropMask, earliestRematch } from '../../../src/tournaments/stages/formats/drop-order.ts';
import { roundCount } from '../../../src/tournaments/stages/formats/single-elimination.ts';
import {
  loserOf,
  type MatchKey,
  type MatchPlan,
  resultOfScores,
  type SlotSource,
  winnerOf,
} from '../../../src/tournaments/stages/match.ts';
import { sourceLabel } from '../../../src/tournaments/stages/slot-label.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { expectPlayed, expectRanked } from './expect-stage.ts';
import { betterSeedWins, type Decide, entrantsUpTo, playStage, readyMatches, sidesOf } from './play-stage.ts';
import { drawResults, draws, eliminationResults, playedResults } from './random-results.ts';

const numRuns = caseCount({ usual: 40, nightly: 2000 });
const entrantCounts = fc.integer({ min: 2, max: 70 });
const settings: fc.Arbitrary<DoubleEliminationSettings> = fc.record({ grandFinal: fc.constantFrom(...grandFinals) });
const simple: DoubleEliminationSettings = { grandFinal: 'simple' };
const reset: DoubleEliminationSettings = { grandFinal: 'reset' };

const nameOf = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;
const labelsOf = ({ slots }: MatchPlan) => slots.map((source) => sourceLabel(source, bracketNames)).join(' – ');
const masksOf = (rounds: number) => Array.from({ length: rounds }, (_, index) => dropMask(index + 1, rounds));
const rowOf = (masks: readonly number[]) =>
  Array.from({ length: masks.length - 1 }, (_, index) => earliestRematch(index + 1, masks));

/** Each list has one value for each winners' round: losers' rounds that lie between the loss there and the rematch. Smallest first. */
const gapsOf = (row: readonly number[]) =>
  row.map((round, index) => round - Math.max(1, 2 * index)).sort((left, right) => left - right);

describe('a double elimination', () => {
  it('has 2N − 2 matches with a grand final, one fewer without, one more with a reset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4096 }), settings, (count, chosen) => {
        const expected = chosen.grandFinal === 'none' ? 2 * count - 3 : 2 * count - 2;
        expect(doubleElimination.build(count, chosen)).toHaveLength(expected);
      }),
      { numRuns },
    );
    const upset: Decide = (_, { key }) => resultOfScores(key.group === bracketGroups.grandFinal ? [0, 1] : [1, 0]);
    expect(playStage(doubleElimination, { entrantCount: 11, settings: reset }, upset).matches).toHaveLength(21);
    expect(playStage(doubleElimination, { entrantCount: 11, settings: simple }, upset).matches).toHaveLength(20);
  });

  it('ends with a winner who lost at most once, and everybody else has lost twice', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const { matches } = playStage(
          doubleElimination,
          { entrantCount, settings: reset },
          drawResults(order, playedResults),
        );
        const losses = Map.groupBy(matches.map(loserOf), (loser) => loser);
        const counts = entrantsUpTo(entrantCount).map((entrant) => losses.get(entrant)?.length ?? 0);
        expect(counts.filter((count) => count === 2)).toHaveLength(entrantCount - 1);
        expect(counts.filter((count) => count < 2)).toHaveLength(1);
      }),
      { numRuns },
    );
  });

  it('plays the grand final again only if the champion of the losers’ bracket wins the first', () => {
    fc.assert(
      fc.property(entrantCounts, draws, (entrantCount, order) => {
        const decide = drawResults(order, playedResults);
        const { matches } = playStage(doubleElimination, { entrantCount, settings: reset }, decide);
        const [first, second] = matches.filter(({ key }) => key.group === bracketGroups.grandFinal);
        expect(second !== undefined).toBe(first !== undefined && winnerOf(first) === first.slots[1]?.entrant);
        if (second !== undefined) expect(sidesOf(second)).toEqual(first && sidesOf(first));
      }),
      { numRuns },
    );
  });

  it('creates the reset once, also when the first grand final is completed again', () => {
    const stage = openStage(doubleElimination, 2, reset);
    const [final] = readyMatches(stage);
    if (!final) throw new Error('no match');
    const played = completeMatch(doubleElimination, stage, final.key, resultOfScores([1, 0]));
    const [grandFinal] = readyMatches(played);
    if (!grandFinal) throw new Error('no grand final');
    const over = completeMatch(doubleElimination, played, grandFinal.key, resultOfScores([0, 1]));
    const completed = over.matches.find(({ key }) => key.group === bracketGroups.grandFinal && key.round === 1);
    expect(over.matches).toHaveLength(3);
    expect(completed && doubleElimination.advance(over, completed).created).toEqual([]);
  });

  it('lets nobody play twice in a round, gives every slot an entrant or a reason, and is never stuck', () => {
    fc.assert(
      fc.property(entrantCounts, settings, draws, (entrantCount, chosen, order) => {
        const decide = drawResults(order, eliminationResults);
        const state = playStage(doubleElimination, { entrantCount, settings: chosen }, decide);
        expectPlayed(state);
        expectRanked(doubleElimination.rank(state), entrantCount, true);
      }),
      { numRuns },
    );
  });

  it('gives byes to the best seeds, and lets the two best seeds meet only in the last winners’ round', () => {
    fc.assert(
      fc.property(entrantCounts, (entrantCount) => {
        const state = playStage(doubleElimination, { entrantCount, settings: simple }, betterSeedWins);
        const rounds = roundCount(entrantCount);
        const winners = state.matches.filter(({ key }) => key.group === bracketGroups.winners);
        const inFirst = winners.filter(({ key }) => key.round === 1).flatMap(sidesOf);
        const byes = 2 ** rounds - entrantCount;
        expect(inFirst.toSorted((left, right) => left - right)).toEqual(entrantsUpTo(entrantCount).slice(byes));
        expect(winners.find((match) => loserOf(match) === 2)?.key.round).toBe(rounds);
        expect(
          doubleElimination
            .rank(state)
            .slice(0, 2)
            .map(({ entrant }) => entrant),
        ).toEqual([1, 2]);
      }),
      { numRuns },
    );
  });

  it('ranks everybody once; who lasted longer in the losers’ bracket is better, and losers of one round share a rank', () => {
    const ranks = (entrantCount: number, chosen = simple) =>
      doubleElimination
        .rank(playStage(doubleElimination, { entrantCount, settings: chosen }, betterSeedWins))
        .map(({ rank }) => rank);
    expect(ranks(8)).toEqual([1, 2, 3, 4, 5, 5, 7, 7]);
    expect(ranks(8, { grandFinal: 'none' })).toEqual([1, 2, 3, 4, 5, 5, 7, 7]);
    expect(ranks(6)).toEqual([1, 2, 3, 4, 5, 5]);
    expect([ranks(2), ranks(3), ranks(2, { grandFinal: 'none' })]).toEqual([
      [1, 2],
      [1, 2, 3],
      [1, 2],
    ]);
    fc.assert(
      fc.property(entrantCounts, settings, draws, (entrantCount, chosen, order) => {
        const decide = drawResults(order, playedResults);
        const placements = doubleElimination.rank(
          playStage(doubleElimination, { entrantCount, settings: chosen }, decide),
        );
        expectRanked(placements, entrantCount);
      }),
      { numRuns },
    );
  });

  it('has nobody at rank 1 after a double forfeit in the grand final, and still ranks everybody once', () => {
    const decide: Decide = (sides, match) =>
      match.key.group === bracketGroups.grandFinal
        ? { outcome: 'double_forfeit', places: [null, null], scores: null }
        : betterSeedWins(sides, match);
    const placements = doubleElimination.rank(
      playStage(doubleElimination, { entrantCount: 4, settings: reset }, decide),
    );
    expect(placements.map(({ entrant, rank }) => [entrant, rank])).toEqual([
      [1, 2],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('ranks both sides of a double forfeit in round 1 as losers of the first losers’ round', () => {
    const decide: Decide = (sides, match) =>
      sides.includes(1)
        ? { outcome: 'double_forfeit', places: [null, null], scores: null }
        : betterSeedWins(sides, match);
    const placements = doubleElimination.rank(
      playStage(doubleElimination, { entrantCount: 8, settings: simple }, decide),
    );
    expect(placements.slice(-3).map(({ entrant, rank }) => [entrant, rank])).toEqual([
      [1, 7],
      [7, 7],
      [8, 7],
    ]);
  });

  it('an entrant who forfeits everything forfeits one match in each bracket, and the opponents go on', () => {
    const decide: Decide = (sides, match) =>
      sides.includes(1)
        ? { outcome: 'forfeit', places: sides.map((side) => (side === 1 ? 2 : 1)), scores: null }
        : betterSeedWins(sides, match);
    const { matches } = playStage(doubleElimination, { entrantCount: 8, settings: simple }, decide);
    const own = matches.filter((match) => sidesOf(match).includes(1));
    expect(own.map(({ key, result }) => [key.group, key.round, result?.outcome])).toEqual([
      [1, 1, 'forfeit'],
      [2, 1, 'forfeit'],
    ]);
  });
});

describe('the losers’ bracket', () => {
  it('of 8 says where its entrants come from', () => {
    const matches = doubleElimination.build(8, simple).filter(({ key }) => key.group !== bracketGroups.winners);
    expect(matches.map(labelsOf)).toEqual([
      'loser of WB 1.1 – loser of WB 1.2',
      'loser of WB 1.3 – loser of WB 1.4',
      'loser of WB 2.2 – winner of LB 1.1',
      'loser of WB 2.1 – winner of LB 1.2',
      'winner of LB 2.1 – winner of LB 2.2',
      'loser of WB 3.1 – winner of LB 3.1',
      'winner of WB 3.1 – winner of LB 4.1',
    ]);
  });

  it('has no match for two byes, and passes on who would meet one bye', () => {
    const labels = (count: number) =>
      doubleElimination
        .build(count, simple)
        .filter(({ key }) => key.group === bracketGroups.losers)
        .map(labelsOf);
    expect(labels(2)).toEqual([]);
    expect(labels(3)).toEqual(['loser of WB 2.1 – loser of WB 1.2']);
    // Only 4 and 5 meet in the first round.
    expect(labels(5)).toEqual([
      'loser of WB 2.2 – loser of WB 1.2',
      'winner of LB 2.1 – loser of WB 2.1',
      'loser of WB 3.1 – winner of LB 3.1',
    ]);
  });

  it('drops losers in an order that depends on the padded size only', () => {
    for (const rounds of [3, 4, 5]) {
      const size = 2 ** rounds;
      const drops = (count: number) =>
        new Map(
          doubleElimination
            .build(count, simple)
            .flatMap(({ key, slots }) =>
              key.group === bracketGroups.losers && key.round % 2 === 0
                ? slots.slice(0, 1).map((source) => [nameOf(key), sourceLabel(source)] as const)
                : [],
            ),
        );
      const full = drops(size);
      for (let count = size / 2 + 1; count < size; count += 1) {
        for (const [match, label] of drops(count)) expect([match, label]).toEqual([match, full.get(match)]);
      }
    }
  });

  it('drops by the named orders for 8, 16 and 32, and by half shift in round 4 of 64', () => {
    const orders: Readonly<Record<string, (line: number, count: number) => number>> = {
      natural: (line) => line,
      reverse: (line, count) => count - 1 - line,
      half_shift: (line, count) => (line + count / 2) % count,
      reverse_half_shift: (line, count) => (line < count / 2 ? count / 2 - 1 - line : count + count / 2 - 1 - line),
    };
    const isOrder = (name: string, round: number, rounds: number) => {
      const count = 2 ** (rounds - round);
      const lines = Array.from({ length: count }, (_, line) => line);
      return lines.every(
        (line) => (line ^ dropMask(round, rounds)) === (count === 1 ? 0 : orders[name]?.(line, count)),
      );
    };
    const expected = [
      ['natural', 'reverse', 'natural'],
      ['natural', 'reverse', 'natural', 'natural'],
      ['natural', 'reverse', 'reverse_half_shift', 'reverse', 'natural'],
      ['natural', 'reverse', 'reverse_half_shift', 'half_shift', 'natural', 'natural'],
    ];
    for (const names of expected) {
      names.forEach((name, index) => {
        expect(isOrder(name, index + 1, names.length), `${names}: round ${index + 1}`).toBe(true);
      });
    }
  });
});

describe('rematches', () => {
  const rows: readonly (readonly [number, readonly number[]])[] = [
    [8, [3, 4]],
    [16, [4, 5, 6]],
    [32, [5, 6, 7, 8]],
    [64, [7, 7, 8, 9, 10]],
    [128, [8, 9, 9, 10, 11, 12]],
    [256, [9, 10, 11, 11, 12, 13, 14]],
    [512, [11, 11, 12, 13, 13, 14, 15, 16]],
    [1024, [13, 13, 13, 14, 15, 15, 16, 17, 18]],
    [2048, [15, 15, 15, 15, 16, 17, 17, 18, 19, 20]],
    [4096, [16, 17, 17, 17, 17, 18, 19, 19, 20, 21, 22]],
  ];

  it.each(rows)(
    'of %i entrants: who met in a winners’ round meets again in the losers’ round %j at the earliest',
    (size, row) => {
      expect(earliestInBracket(doubleElimination.build(size, simple), Math.log2(size))).toEqual(row);
      expect(rowOf(masksOf(Math.log2(size)))).toEqual(row);
    },
  );

  it('come no earlier with byes', () => {
    for (const [size, row] of rows.slice(0, 4)) {
      for (let count = size / 2 + 1; count < size; count += 1) {
        const found = earliestInBracket(doubleElimination.build(count, simple), Math.log2(size));
        found.forEach((round, index) => {
          expect(round, `${count} entrants`).toBeGreaterThanOrEqual(row[index] ?? 0);
        });
      }
    }
  });

  it('a search over all drop orders by masks finds no better row, up to 128 (nightly 256)', () => {
    for (let rounds = 3; rounds <= caseCount({ usual: 7, nightly: 8 }); rounds += 1) {
      expect([2 ** rounds, bestGaps(rounds)]).toEqual([2 ** rounds, gapsOf(rowOf(masksOf(rounds)))]);
    }
  });
});

/** Follows winners and losers through the plan. For each winners' round but the last, the first losers' round of a rematch. */
function earliestInBracket(plan: readonly MatchPlan[], rounds: number): number[] {
  const next = (kind: SlotSource['kind'], losers: boolean) =>
    new Map(
      plan.flatMap(({ key, slots }) =>
        slots.flatMap((source) =>
          source.kind === kind && 'of' in source && (key.group === bracketGroups.losers) === losers
            ? [[nameOf(source.of), key] as const]
            : [],
        ),
      ),
    );
  const [up, down, along] = [next('winner', false), next('loser', true), next('winner', true)];
  const chain = (from: MatchKey | undefined, step: ReadonlyMap<string, MatchKey>): MatchKey[] => {
    const keys: MatchKey[] = [];
    for (let key = from; key !== undefined; key = step.get(nameOf(key))) keys.push(key);
    return keys;
  };
  const earliest = Array<number>(rounds - 1).fill(2 * rounds - 2);
  for (const { key } of plan) {
    if (key.group !== bracketGroups.winners || key.round === rounds) continue;
    const first = chain(down.get(nameOf(key)), along);
    for (const later of chain(up.get(nameOf(key)), up)) {
      if (later.group !== bracketGroups.winners) continue;
      const names = new Set(chain(down.get(nameOf(later)), along).map(nameOf));
      const meeting = first.find((candidate) => names.has(nameOf(candidate)));
      const round = Math.min(earliest[key.round - 1] ?? 0, meeting?.round ?? Number.POSITIVE_INFINITY);
      earliest[key.round - 1] = round;
    }
  }
  return earliest;
}

/** Tries every mask of every round; the first may stay natural, since only differences count. Best: the largest smallest gap, and so on. */
function bestGaps(rounds: number): number[] {
  let best: number[] = [];
  const masks = Array<number>(rounds).fill(0);
  const search = (round: number) => {
    if (round === rounds) {
      const gaps = gapsOf(rowOf(masks));
      const at = gaps.findIndex((gap, index) => gap !== (best[index] ?? -1));
      if (at >= 0 && (gaps[at] ?? 0) > (best[at] ?? -1)) best = gaps;
      return;
    }
    for (let mask = 0; mask < 2 ** (rounds - round); mask += 1) {
      masks[round - 1] = mask;
      search(round + 1);
    }
    masks[round - 1] = 0;
  };
  search(2);
  return best;
}
