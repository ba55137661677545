// The losers’ bracket of a double elimination: who drops where, and how late two entrants can meet again.

import { describe, expect, it } from 'vitest';
import {
  bracketGroups,
  bracketNames,
  type DoubleEliminationSettings,
  doubleElimination,
} from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { dropMask, earliestRematch } from '../../../src/tournaments/stages/formats/drop-order.ts';
import type { MatchKey, MatchPlan, SlotSource } from '../../../src/tournaments/stages/match.ts';
import { sourceLabel } from '../../../src/tournaments/stages/slot-label.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const simple: DoubleEliminationSettings = { grandFinal: 'simple' };

const nameOf = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;
const labelsOf = ({ slots }: MatchPlan) => slots.map((source) => sourceLabel(source, bracketNames)).join(' – ');
const masksOf = (rounds: number) => Array.from({ length: rounds }, (_, index) => dropMask(index + 1, rounds));
const rowOf = (masks: readonly number[]) =>
  Array.from({ length: masks.length - 1 }, (_, index) => earliestRematch(index + 1, masks));

/** Each list has one value for each winners' round: losers' rounds that lie between the loss there and the rematch. Smallest first. */
const gapsOf = (row: readonly number[]) =>
  row.map((round, index) => round - Math.max(1, 2 * index)).sort((left, right) => left - right);

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
