// A tied group in parts, best first; each member with its figure.

import type { Fraction } from './fraction.ts';
import type { Term } from './measure.ts';

export interface Member {
  readonly entrant: string;
  /** Null ranks last. */
  readonly value: Fraction | null;
  readonly terms: readonly Term[];
}

export type Part = readonly Member[];

/** Neighbours in `sorted` that are equal stay in one part. */
export function partWhere<M extends Member>(sorted: readonly M[], isEqual: (left: M, right: M) => boolean): M[][] {
  const parts: M[][] = [];
  for (const member of sorted) {
    const part = parts.at(-1);
    if (part?.[0] && isEqual(part[0], member)) part.push(member);
    else parts.push([member]);
  }
  return parts;
}
