// Counts the clashes of a seeding: pairs of one label in one set of seeds. Knows what a swap would change without counting anew.

/** Seeds that meet early. The sets of a level have no seed in common. */
export type SeedSets = readonly (readonly number[])[];

export interface SeparationInput {
  /** Of the entrants, best seed first. null clashes with nobody. */
  readonly labels: readonly (number | null)[];
  /** Seeds that meet early, the most important level first. */
  readonly levels: readonly SeedSets[];
  /** Entrants, by index, that stay where they are. */
  readonly fixed: ReadonlySet<number>;
}

/** An order of entrants: index 0 has the entrant for seed 1. */
export type Order = readonly number[];

export interface ClashCount {
  /** Whether the entrant on the seat clashes with anybody, on any level. */
  clashesAt(seat: number): boolean;
  /** What a swap of the entrants on two seats would add: a clash weighs more than all of the levels after it. */
  changeOf(one: number, other: number): number;
  swap(one: number, other: number): void;
}

/** A swap adds or removes fewer clashes of one level than this. Three levels stay exact in a number. */
const levelWeight = 2 ** 15;

/** `labels` by seat; seat 0 is seed 1. */
export function countClashes({ labels, levels }: Pick<SeparationInput, 'labels' | 'levels'>): ClashCount {
  const held = [...labels];
  const width = 1 + labels.reduce<number>((highest, label) => Math.max(highest, label ?? 0), 0);
  const tallies = levels.map((sets) => tally(held, sets, width));
  const place = (seat: number, label: number | null) => {
    for (const { add } of tallies) {
      add(seat, held[seat] ?? null, -1);
      add(seat, label, 1);
    }
    held[seat] = label;
  };
  return {
    clashesAt: (seat) => tallies.some(({ countOf }) => countOf(seat, held[seat] ?? null) > 1),
    changeOf(one, other) {
      const [a, b] = [held[one] ?? null, held[other] ?? null];
      let change = 0;
      if (a === b) return change;
      for (const { setAt, countOf } of tallies) {
        change *= levelWeight;
        if (setAt[one] === setAt[other]) continue;
        change += countOf(other, a) + countOf(one, b);
        change -= Math.max(0, countOf(one, a) - 1) + Math.max(0, countOf(other, b) - 1);
      }
      return change;
    },
    swap(one, other) {
      const [a, b] = [held[one] ?? null, held[other] ?? null];
      place(one, b);
      place(other, a);
    },
  };
}

/** How often each label is in each set of a level. */
function tally(labels: readonly (number | null)[], sets: SeedSets, width: number) {
  const setAt = seatsToSets(sets, labels.length);
  const counts = new Int32Array(sets.length * width);
  const cellOf = (seat: number, label: number | null) => {
    const set = setAt[seat] ?? null;
    return set === null || label === null ? null : set * width + label;
  };
  const add = (seat: number, label: number | null, change: number) => {
    const cell = cellOf(seat, label);
    if (cell !== null) counts[cell] = (counts[cell] ?? 0) + change;
  };
  labels.forEach((label, seat) => {
    add(seat, label, 1);
  });
  const countOf = (seat: number, label: number | null) => {
    const cell = cellOf(seat, label);
    return cell === null ? 0 : (counts[cell] ?? 0);
  };
  return { setAt, countOf, add };
}

/** The set of each seat; null for a seat that is in none. */
export function seatsToSets(sets: SeedSets, seatCount: number): (number | null)[] {
  const setAt: (number | null)[] = Array(seatCount).fill(null);
  sets.forEach((seeds, set) => {
    for (const seed of seeds) setAt[seed - 1] = set;
  });
  return setAt;
}

/** The first figure that differs decides. Missing figures are 0. */
export function compareFigures(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
