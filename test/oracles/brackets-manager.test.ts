// Plays the same tournaments in Laurel and in brackets-manager, and compares who meets whom in which bracket and round.

import { BracketsManager } from 'brackets-manager';
import { InMemoryDatabase } from 'brackets-memory-db';
import type { Match, SeedOrdering } from 'brackets-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/tournaments/stages/format-registry.ts';
import { doubleElimination } from '../../src/tournaments/stages/formats/double-elimination.ts';
import { dropMask, earliestRematch } from '../../src/tournaments/stages/formats/drop-order.ts';
import { roundRobinDefaults } from '../../src/tournaments/stages/formats/round-robin.ts';
import { roundCount, singleElimination } from '../../src/tournaments/stages/formats/single-elimination.ts';
import { inGroups } from '../../src/tournaments/stages/groups.ts';
import { resultOfScores } from '../../src/tournaments/stages/match.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { playStage, sidesOf } from '../unit/stages/play-stage.ts';

/** Losers' orders of Laurel by number of winners' rounds, in the names of brackets-manager. */
const dropOrders: Readonly<Record<number, SeedOrdering[]>> = {
  2: ['natural', 'natural'],
  3: ['natural', 'reverse', 'natural'],
  4: ['natural', 'reverse', 'natural', 'natural'],
  5: ['natural', 'reverse', 'reverse_half_shift', 'reverse', 'natural'],
};

type Winner = (pair: readonly number[], bracket: string) => number;

/** Lines like "2.3: 4 5": bracket, round, and the two entrants by seed. */
async function playTheirs(
  type: 'single_elimination' | 'double_elimination',
  entrantCount: number,
  seedOrdering: SeedOrdering[],
  winnerOf: Winner,
): Promise<string[]> {
  const storage = new InMemoryDatabase();
  const manager = new BracketsManager(storage);
  const size = 2 ** roundCount(entrantCount);
  const seeding = Array.from({ length: size }, (_, index) => (index < entrantCount ? `${index + 1}` : null));
  await manager.create.stage({
    tournamentId: 0,
    name: 'stage',
    type,
    seeding,
    settings: { seedOrdering, grandFinal: 'double', consolationFinal: false },
  });
  const numbersOf = async (table: 'participant' | 'round' | 'group') => {
    const rows = ((await storage.select(table)) ?? []) as { id: number; number?: number; name?: string }[];
    return new Map(rows.map(({ id, number, name }) => [id, number ?? Number(name)]));
  };
  const [names, rounds, groups] = [await numbersOf('participant'), await numbersOf('round'), await numbersOf('group')];
  const lines: string[] = [];
  for (;;) {
    const matches = ((await storage.select('match')) ?? []) as Match[];
    const ready = matches.find(({ status }) => status === 2);
    if (!ready) return lines.sort();
    const pair = [ready.opponent1, ready.opponent2].map((opponent) => names.get(Number(opponent?.id)) ?? 0);
    const bracket = `${groups.get(Number(ready.group_id))}.${rounds.get(Number(ready.round_id))}`;
    lines.push(lineOf(bracket, pair));
    const isFirst = winnerOf(pair, bracket) === pair[0];
    // Their second grand final is ready even if the champion of the winners' bracket won the first.
    if (bracket === '3.1' && isFirst) return lines.sort();
    await manager.update.match({
      id: ready.id,
      opponent1: { score: isFirst ? 1 : 0, ...(isFirst ? { result: 'win' } : {}) },
      opponent2: { score: isFirst ? 0 : 1, ...(isFirst ? {} : { result: 'win' }) },
    });
  }
}

function playOurs(type: 'single_elimination' | 'double_elimination', entrantCount: number, winnerOf: Winner): string[] {
  const decide = (sides: readonly number[], { key }: { key: { group: number; round: number } }) =>
    resultOfScores(winnerOf(sides, `${key.group}.${key.round}`) === sides[0] ? [1, 0] : [0, 1]);
  const { matches } =
    type === 'single_elimination'
      ? playStage(singleElimination, { entrantCount, settings: { thirdPlaceMatch: false } }, decide)
      : playStage(doubleElimination, { entrantCount, settings: { grandFinal: 'reset' } }, decide);
  return matches
    .filter((match) => sidesOf(match).length === 2)
    .map((match) => lineOf(`${match.key.group}.${match.key.round}`, sidesOf(match)))
    .sort();
}

function lineOf(bracket: string, pair: readonly number[]): string {
  return `${bracket}: ${[...pair].sort((left, right) => left - right).join(' ')}`;
}

interface Pools {
  readonly groups: number;
  readonly size: number;
  readonly legs: 1 | 2;
}

/** For each group and leg its rounds, each as sorted pairs, in an order that does not depend on the order of play. */
function roundsOf(
  matches: readonly { group: number; round: number; pair: readonly number[] }[],
  { size, legs }: Pools,
) {
  const roundsPerLeg = Math.max(...matches.map(({ round }) => round)) / legs;
  expect(roundsPerLeg).toBe(size % 2 === 0 ? size - 1 : size);
  const byRound = Map.groupBy(matches, ({ group, round }) => `${group} ${Math.ceil(round / roundsPerLeg)} ${round}`);
  const pairsOf = (round: readonly { pair: readonly number[] }[]) =>
    round.map(({ pair }) => pair.toSorted((left, right) => left - right).join('-')).toSorted();
  return [...byRound]
    .map(([key, round]) => `${key.split(' ').slice(0, 2).join('.')}: ${pairsOf(round).join(' ')}`)
    .toSorted();
}

function ourPools({ groups, size, legs }: Pools) {
  const plans = inGroups(formatOf('round_robin'), groups).build(groups * size, { ...roundRobinDefaults, legs });
  const seedOf = (slot: (typeof plans)[number]['slots'][number] | undefined) => (slot?.kind === 'seed' ? slot.seed : 0);
  return plans.map(({ key: { group, round }, slots: [a, b] }) => ({ group, round, pair: [seedOf(a), seedOf(b)] }));
}

async function theirPools({ groups, size, legs }: Pools) {
  const storage = new InMemoryDatabase();
  await new BracketsManager(storage).create.stage({
    tournamentId: 0,
    name: 'stage',
    type: 'round_robin',
    seeding: Array.from({ length: groups * size }, (_, index) => `${index + 1}`),
    settings: {
      groupCount: groups,
      roundRobinMode: legs === 2 ? 'double' : 'simple',
      seedOrdering: ['groups.seed_optimized'],
    },
  });
  const numbersOf = async (table: 'participant' | 'round' | 'group') => {
    const rows = ((await storage.select(table)) ?? []) as { id: number; number?: number; name?: string }[];
    return new Map(rows.map(({ id, number, name }) => [id, number ?? Number(name)]));
  };
  const [names, rounds, pools] = [await numbersOf('participant'), await numbersOf('round'), await numbersOf('group')];
  return (((await storage.select('match')) ?? []) as Match[]).map(({ opponent1, opponent2, round_id, group_id }) => ({
    group: pools.get(Number(group_id)) ?? 0,
    round: rounds.get(Number(round_id)) ?? 0,
    pair: [opponent1, opponent2].map((opponent) => names.get(Number(opponent?.id)) ?? 0),
  }));
}

/** Who wins does not depend on the order in which matches are played or on which slot a side stands. */
function drawnWinner(salt: number): Winner {
  return (pair, bracket) => {
    const [low = 0, high = 0] = [...pair].sort((left, right) => left - right);
    const hash = [...`${salt}:${bracket}:${low}:${high}`].reduce(
      (sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0,
      7,
    );
    return (hash >>> 3) % 2 === 0 ? low : high;
  };
}

/** Their drop orders by size, as masks by round, and the rematch rows that follow from them. */
const theirOrders: readonly (readonly [number, readonly string[], readonly number[]])[] = [
  [8, ['natural', 'reverse', 'natural'], [3, 4]],
  [16, ['natural', 'reverse_half_shift', 'reverse', 'natural'], [3, 5, 6]],
  [32, ['natural', 'reverse', 'half_shift', 'natural', 'natural'], [6, 5, 7, 8]],
  [64, ['natural', 'reverse', 'half_shift', 'reverse', 'natural', 'natural'], [8, 6, 7, 9, 10]],
  [128, ['natural', 'reverse', 'half_shift', 'pair_flip', 'pair_flip', 'pair_flip', 'natural'], [7, 9, 10, 9, 11, 12]],
];

function maskOf(order: string, lineCount: number): number {
  const half = lineCount >> 1;
  const masks = { natural: 0, reverse: lineCount - 1, half_shift: half, reverse_half_shift: Math.max(0, half - 1) };
  return order === 'pair_flip' ? Math.min(1, half) : (masks[order as keyof typeof masks] ?? 0);
}

describe('compared with brackets-manager', () => {
  it.each(theirOrders)('drop orders for %i: ours have no smaller gap before a rematch', (size, orders, row) => {
    const masks = orders.map((order, index) => maskOf(order, size >> (index + 1)));
    const rowOf = (list: readonly number[]) => list.slice(1).map((_, index) => earliestRematch(index + 1, list));
    const gapsOf = (list: readonly number[]) => rowOf(list).map((round, index) => round - Math.max(1, 2 * index));
    expect(rowOf(masks)).toEqual(row);
    const ours = orders.map((_, index) => dropMask(index + 1, orders.length));
    const [own, their] = [gapsOf(ours), gapsOf(masks)].map((gaps) => gaps.toSorted((left, right) => left - right));
    const at = own?.findIndex((gap, index) => gap !== their?.[index]) ?? -1;
    expect(at < 0 || (own?.[at] ?? 0) > (their?.[at] ?? 0)).toBe(true);
  });

  it('single eliminations of 2 to 64 have the same matches', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 64 }), fc.nat(), async (count, salt) => {
        const ours = playOurs('single_elimination', count, drawnWinner(salt));
        expect(ours).toEqual(await playTheirs('single_elimination', count, ['inner_outer'], drawnWinner(salt)));
        compared += ours.length;
      }),
      { numRuns: caseCount({ usual: 15, nightly: 300 }) },
    );
    console.log(`single elimination: ${compared} matches compared`);
  });

  it('double eliminations of 3 to 32, byes and reset included, have the same matches if both drop in the same order', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 32 }), fc.nat(), async (count, salt) => {
        const order: SeedOrdering[] = ['inner_outer', ...(dropOrders[roundCount(count)] ?? [])];
        const ours = playOurs('double_elimination', count, drawnWinner(salt));
        expect(ours).toEqual(await playTheirs('double_elimination', count, order, drawnWinner(salt)));
        compared += ours.length;
      }),
      { numRuns: caseCount({ usual: 15, nightly: 300 }) },
    );
    console.log(`double elimination: ${compared} matches compared`);
  });

  it('round robins in groups of equal size have the same groups and the same rounds, in another order', async () => {
    let compared = 0;
    const pools = fc.record({
      groups: fc.integer({ min: 1, max: 8 }),
      size: fc.integer({ min: 3, max: 12 }),
      legs: fc.constantFrom(1 as const, 2 as const),
    });
    await fc.assert(
      fc.asyncProperty(pools, async (shape) => {
        const ours = ourPools(shape);
        expect(roundsOf(ours, shape)).toEqual(roundsOf(await theirPools(shape), shape));
        compared += ours.length;
      }),
      { numRuns: caseCount({ usual: 15, nightly: 200 }) },
    );
    console.log(`round robin: ${compared} matches compared`);
  });
});
