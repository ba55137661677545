// An entrant as a seeding sees it, and the order that each method starts from.

import type { Id } from '../../core/id.ts';
import type { EntrantLabel, EntrantProfile } from '../entrants/profile.ts';
import type { SeedingMethod } from './draw.ts';

export interface Seedable extends EntrantProfile {
  readonly id: Id<'registration'>;
  /** In the earlier tournament; null if the entrant was not in it. */
  readonly earlierRank: number | null;
}

/** Higher ratings or better ranks first, entrants without one last. Equal ones, and the other methods: by registration. */
export function startingOrder(method: SeedingMethod, entrants: readonly Seedable[]): Seedable[] {
  // Ids are in the order of registration.
  const registered = entrants.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  if (method === 'rating') return sortBy(registered, ({ rating }) => -(rating ?? 0));
  if (method === 'placements') return sortBy(registered, ({ earlierRank }) => earlierRank ?? Number.POSITIVE_INFINITY);
  return registered;
}

/** Stable. */
function sortBy(entrants: readonly Seedable[], figureOf: (entrant: Seedable) => number): Seedable[] {
  return entrants.toSorted((left, right) =>
    figureOf(left) === figureOf(right) ? 0 : figureOf(left) - figureOf(right),
  );
}

/** A number for each label, so that a published draw names no club. */
export function numberLabels(entrants: readonly Seedable[], label: EntrantLabel | null): (number | null)[] {
  const numbers = new Map<string, number>();
  return entrants.map((entrant) => {
    const text = label === null ? null : entrant[label];
    if (text === null) return null;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}
