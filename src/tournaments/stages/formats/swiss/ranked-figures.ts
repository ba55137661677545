// Lists of figures, most important first, packed into weights of few numbers: sums over a matching compare as the sums of figures do.

import { largestNumber } from './matching/slacks.ts';

/**
 * The first figure says whether the edge counts at all (1) or not (0). All figures are whole and not below 0; those left
 * out at the end are 0.
 */
export function packFigures(lists: readonly (readonly number[])[], vertexCount: number): number[][] {
  const pairCount = vertexCount / 2;
  const largest = (rank: number) => lists.reduce((most, list) => Math.max(most, list[rank] ?? 0), 0);
  const weights: number[][] = lists.map(() => []);
  const length = Math.max(0, ...lists.map((list) => list.length));
  let room = 0;
  for (let rank = 0; rank < length; rank += 1) {
    if (rank > 0 && followsFirst(lists, rank)) continue;
    const base = largest(rank) * pairCount + 1;
    const isNew = room < base;
    room = Math.floor((isNew ? largestNumber(vertexCount) : room) / base);
    weights.forEach((weight, index) => {
      const figure = lists[index]?.[rank] ?? 0;
      if (isNew) weight.push(figure);
      else weight.push((weight.pop() ?? 0) * base + figure);
    });
  }
  return weights;
}

/** A multiple of the first figure decides nothing after it. */
function followsFirst(lists: readonly (readonly number[])[], rank: number): boolean {
  const factor = lists.find(([first]) => first === 1)?.[rank] ?? 0;
  return lists.every((list) => (list[rank] ?? 0) === (list[0] ?? 0) * factor);
}
