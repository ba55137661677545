// A draw: everything that the seeds follow from, and the rule that makes them. It is published whole, so that anybody can draw again.
// docs/rules/seeding.md

import type { Id } from '../../core/id.ts';
import { shuffle } from '../stages/seeding.ts';
import type { MeetingLevel } from './meeting-levels.ts';
import { separate } from './separate.ts';

export const seedingMethods = ['registration_order', 'random', 'rating', 'placements', 'manual'] as const;
export type SeedingMethod = (typeof seedingMethods)[number];

export interface Draw {
  readonly method: SeedingMethod;
  /** Published text; null unless the method is `random`. */
  readonly seed: string | null;
  /** In the order that the method starts from: `random` shuffles it, the others keep it. Equal labels are one number. */
  readonly entrants: readonly { readonly registrationId: Id<'registration'>; readonly label: number | null }[];
  /** Seeds by hand. */
  readonly given: readonly { readonly registrationId: Id<'registration'>; readonly seed: number }[];
  /** Empty: nobody is kept apart. */
  readonly levels: readonly MeetingLevel[];
}

export interface Clash {
  readonly meeting: MeetingLevel['meeting'];
  /** Of one label, and in one set. Best seed first. */
  readonly registrationIds: readonly Id<'registration'>[];
}

export interface Drawn {
  /** Best seed first. */
  readonly order: readonly Id<'registration'>[];
  readonly clashes: readonly Clash[];
}

/** The same draw gives the same order on every machine. */
export function drawSeeds({ method, seed, entrants, given, levels }: Draw): Drawn {
  const labelOf = new Map(entrants.map(({ registrationId, label }) => [registrationId, label]));
  const bySeed = new Map(given.map(({ registrationId, seed: at }) => [at - 1, registrationId]));
  const byHand = new Set(bySeed.values());
  const others = entrants.map(({ registrationId }) => registrationId).filter((id) => !byHand.has(id));
  const rest = method === 'random' ? shuffle(others, seed ?? '').values() : others.values();
  const filled = entrants.map((_, seat) => bySeed.get(seat) ?? (rest.next().value as Id<'registration'>));
  const separated = separate({
    labels: filled.map((id) => labelOf.get(id) ?? null),
    levels: levels.map(({ sets }) => sets),
    fixed: new Set(bySeed.keys()),
  });
  const order = separated.map((index) => filled[index] as Id<'registration'>);
  return { order, clashes: levels.flatMap((level) => clashesOf(level, order, labelOf)) };
}

function clashesOf(
  { meeting, sets }: MeetingLevel,
  order: Drawn['order'],
  labelOf: ReadonlyMap<string, number | null>,
): Clash[] {
  return sets.flatMap((seeds) => {
    const mates = new Map<number, Id<'registration'>[]>();
    for (const seed of seeds.toSorted((left, right) => left - right)) {
      const id = order[seed - 1] as Id<'registration'>;
      const label = labelOf.get(id) ?? null;
      if (label !== null) mates.set(label, [...(mates.get(label) ?? []), id]);
    }
    return [...mates.values()]
      .filter(({ length }) => length > 1)
      .map((registrationIds) => ({ meeting, registrationIds }));
  });
}
