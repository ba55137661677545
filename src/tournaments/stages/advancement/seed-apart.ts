// Seeds of a stage whose entrants come from groups: by their rank, and those who were in one group as far apart as that allows. Entrants
// change places only with others of the same rank in their groups, so group winners keep the best seeds.

import type { MatchKey, MatchPlan } from '../match.ts';

export interface GroupedEntrant {
  readonly group: number;
  /** Counts inside the group, from 1. */
  readonly groupRank: number;
}

/** Bounds the time to about a quarter of a second. In very large stages some may meet earlier than they must, but first matches are separated first. */
const triesMax = 50_000;

/** `ordered`: best first. @returns them in the order of their seeds; equal input gives equal seeds. */
export function seedApart<T extends GroupedEntrant>(ordered: readonly T[], plans: readonly MatchPlan[]): T[] {
  const order = [...ordered];
  const clashes = new Clashes(order, meetingParts(plans, order.length));
  const tiers = [...Map.groupBy(order.keys(), (index) => order[index]?.groupRank ?? 0).values()];
  for (let depth = 0; depth < clashes.depths; depth += 1) {
    let isMoved = true;
    while (isMoved) {
      const moved = tiers.flatMap((places) => places.filter((_, index) => moveApart(clashes, places, index, depth)));
      isMoved = moved.length > 0;
    }
  }
  return order;
}

/** Changes places with the closest one that lowers the clashes, so that strength moves as little as possible. */
function moveApart(clashes: Clashes, places: readonly number[], index: number, depth: number): boolean {
  const place = places[index] ?? 0;
  if (!clashes.hasAny(place, depth)) return false;
  for (let distance = 1; distance < places.length; distance += 1) {
    for (const other of [places[index + distance], places[index - distance]]) {
      if (other === undefined) continue;
      if (clashes.tries >= triesMax) return false;
      if (clashes.swapIfBetter(place, other)) return true;
    }
  }
  return false;
}

/**
 * For each depth, a part for each seed: seeds of one part may meet by their first, second, … match, if they win until then. Index 0 is
 * seed 1. Matches that losers reach are left out.
 */
export function meetingParts(plans: readonly MatchPlan[], seeds: number): number[][] {
  const partOf = Array.from({ length: seeds }, (_, seed) => seed);
  const find = (seed: number): number => {
    const parent = partOf[seed] ?? seed;
    return parent === seed ? seed : find(parent);
  };
  return meetingsByDepth(plans).map((meetings) => {
    for (const [first = 0, ...others] of meetings) for (const other of others) partOf[find(other)] = find(first);
    return partOf.map((_, seed) => find(seed));
  });
}

/** The seeds that may come to each match, by how many matches they have won until then. */
function meetingsByDepth(plans: readonly MatchPlan[]): number[][][] {
  const nameOf = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;
  const known = new Map<string, { depth: number; seeds: number[] }>();
  const meetings: number[][][] = [];
  const inOrder = plans.toSorted((left, right) => left.key.group - right.key.group || left.key.round - right.key.round);
  for (const { key, slots } of inOrder) {
    const feeds = slots.flatMap((source) => {
      if (source.kind === 'seed') return [{ depth: 0, seeds: [source.seed - 1] }];
      return source.kind === 'winner' ? (known.get(nameOf(source.of)) ?? []) : [];
    });
    if (feeds.length < slots.length) continue;
    const meeting = {
      depth: 1 + Math.max(...feeds.map(({ depth }) => depth)),
      seeds: feeds.flatMap((feed) => feed.seeds),
    };
    known.set(nameOf(key), meeting);
    while (meetings.length < meeting.depth) meetings.push([]);
    meetings[meeting.depth - 1]?.push(meeting.seeds);
  }
  return meetings;
}

/** Counts the pairs of one group that are in one part, at each depth. A lower depth weighs more than all higher ones. */
class Clashes {
  tries = 0;
  private readonly order: GroupedEntrant[];
  private readonly parts: readonly number[][];
  /** By depth, part and group. */
  private readonly counts: Map<number, number>[];

  constructor(order: GroupedEntrant[], parts: readonly number[][]) {
    this.order = order;
    // Where everybody is in one part, nothing can be changed.
    this.parts = parts.filter((part) => new Set(part).size > 1);
    this.counts = this.parts.map(() => new Map());
    for (const place of order.keys()) this.count(place, 1);
  }

  get depths(): number {
    return this.parts.length;
  }

  hasAny(place: number, depth: number): boolean {
    return this.countOf(depth, this.parts[depth]?.[place] ?? 0, this.order[place]?.group ?? 0) > 1;
  }

  swapIfBetter(first: number, second: number): boolean {
    this.tries += 1;
    const [left, right] = [this.order[first], this.order[second]];
    if (left === undefined || right === undefined || left.group === right.group) return false;
    const isBetter = this.isBetter(first, second, left.group, right.group);
    if (isBetter) {
      for (const place of [first, second]) this.count(place, -1);
      this.order[first] = right;
      this.order[second] = left;
      for (const place of [first, second]) this.count(place, 1);
    }
    return isBetter;
  }

  /** Whether there are fewer pairs at the lowest depth at which their number changes, if the two change places. */
  private isBetter(first: number, second: number, left: number, right: number): boolean {
    for (const [depth, part] of this.parts.entries()) {
      const [from, to] = [part[first] ?? 0, part[second] ?? 0];
      if (from === to) continue;
      const lost = this.countOf(depth, from, left) - 1 + this.countOf(depth, to, right) - 1;
      const change = this.countOf(depth, to, left) + this.countOf(depth, from, right) - lost;
      if (change !== 0) return change < 0;
    }
    return false;
  }

  private countOf(depth: number, part: number, group: number): number {
    return this.counts[depth]?.get(keyOf(part, group)) ?? 0;
  }

  private count(place: number, change: number): void {
    const group = this.order[place]?.group ?? 0;
    for (const [depth, part] of this.parts.entries()) {
      const key = keyOf(part[place] ?? 0, group);
      this.counts[depth]?.set(key, (this.counts[depth]?.get(key) ?? 0) + change);
    }
  }
}

/** Both are at most 4,096. */
const keyOf = (part: number, group: number) => part * 8192 + group;
