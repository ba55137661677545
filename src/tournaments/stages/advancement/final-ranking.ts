// The final placements of a tournament of several stages. Who goes on to a later stage is placed by it, among the others of that stage.
// Who does not is placed by the rank in the stage where they left.

import type { Qualification } from './qualification.ts';

export interface RankedStage<E> {
  readonly number: number;
  readonly entrants: Qualification | null;
  /** In any order. Everybody who played in the stage. */
  readonly ranking: readonly Ranked<E>[];
}

export interface Ranked<E> {
  readonly entrant: E;
  readonly rank: number;
  readonly decidedBy: string;
}

/** Everybody of stage 1 once, best first. `stages` in the order of their numbers. */
export function finalRanking<E>(stages: readonly RankedStage<E>[]): Ranked<E>[] {
  const [first] = stages;
  return first === undefined ? [] : placeStage(first, stages);
}

/** Stages that follow this one, and the entrants who left here, in the order of their places. */
function placeStage<E>(stage: RankedStage<E>, stages: readonly RankedStage<E>[]): Ranked<E>[] {
  const next = stages.filter(({ entrants }) => entrants?.stage === stage.number);
  const goneOn = new Set(next.flatMap(({ ranking }) => ranking.map(({ entrant }) => entrant)));
  const leavers = stage.ranking.filter(({ entrant }) => !goneOn.has(entrant));
  const blocks = [
    ...next.map((later) => ({ from: firstPlace(later), isStage: 1, ranking: placeStage(later, stages) })),
    ...leavers.map((leaver) => ({ from: leaver.rank, isStage: 0, ranking: [{ ...leaver, rank: 1 }] })),
  ].sort((left, right) => left.from - right.from || right.isStage - left.isStage);
  const placed: Ranked<E>[] = [];
  let before: { from: number; isStage: number; offset: number } | null = null;
  for (const { from, isStage, ranking } of blocks) {
    // Leavers of one rank share it.
    const isShared: boolean = before !== null && isStage === 0 && before.isStage === 0 && before.from === from;
    // A place that nobody has stays empty: both sides of the match for it forfeited.
    const offset: number = isShared && before !== null ? before.offset : Math.max(placed.length, from - 1);
    placed.push(...ranking.map((ranked) => ({ ...ranked, rank: ranked.rank + offset })));
    before = { from, isStage, offset };
  }
  return placed;
}

/** A split is placed where its ranks begin; all others before those who left. */
function firstPlace({ entrants }: RankedStage<unknown>): number {
  return entrants?.from === 'split' ? entrants.ranks[0] : 1;
}
