// Tries all orders of entrants that differ in their labels, and takes the best: fewest clashes level by level, then the smallest sum of
// the distances that seeds move, then the first in order. Entrants of one label keep their order: crossing them saves no way.

import { invariant } from '../../core/errors.ts';
import { compareFigures, type Order, type SeparationInput, seatsToSets } from './clash-count.ts';

interface Search {
  readonly input: SeparationInput;
  /** The set of each seat, for each level. */
  readonly setsAt: readonly (readonly (number | null)[])[];
  /** Entrants that may move, by label, best seed first; who clashes with nobody is of one label. */
  readonly classes: readonly (readonly number[])[];
  readonly used: number[];
  readonly order: number[];
  /** Clashes of each level so far, then the distance. */
  readonly figures: number[];
  best: { order: Order; figures: readonly number[]; isFound: boolean };
}

/** null if there are more than `sequencesMax` sequences of labels. `good` is an order that is known. */
export function searchOrders(input: SeparationInput, good: Order, sequencesMax: number): Order | null {
  const classes = classesOf(input);
  if (sequenceCount(classes.map(({ length }) => length)) > sequencesMax) return null;
  const setsAt = input.levels.map((sets) => seatsToSets(sets, input.labels.length));
  const search: Search = {
    ...{ input, setsAt, classes, used: classes.map(() => 0), order: [] },
    figures: [...input.levels.map(() => 0), 0],
    best: { order: good, figures: [], isFound: false },
  };
  search.best.figures = figuresOf(search, good);
  walk(search);
  return search.best.order;
}

/** Who may sit on a seat, the first of them tried first. `index` is that of the class; null: the entrant stays where it is. */
interface Choice {
  readonly entrant: number;
  readonly index: number | null;
}

/** A seat on the way, and what the choice that was tried last has added to the figures. */
interface Seat {
  readonly choices: readonly Choice[];
  tried: number;
  added: readonly number[];
}

/** Depth first, with a stack of its own: that of the runtime does not hold as many calls as a tournament has entrants. */
function walk(search: Search): void {
  const path: Seat[] = [{ choices: choicesOf(search), tried: 0, added: [] }];
  for (let seat = path.at(-1); seat !== undefined; seat = path.at(-1)) {
    const before = seat.choices[seat.tried - 1];
    if (before !== undefined) takeBack(search, before, seat.added);
    const choice = seat.choices[seat.tried];
    if (choice === undefined) {
      path.pop();
      continue;
    }
    seat.tried += 1;
    seat.added = put(search, choice);
    path.push({ choices: choicesOf(search), tried: 0, added: [] });
  }
}

/** Of the next seat. None where the order is complete, or cannot be the best any more. */
function choicesOf(search: Search): Choice[] {
  const { input, classes, used, order, best } = search;
  const seat = order.length;
  const compared = compareFigures(search.figures, best.figures);
  // The known order is only a bound, so that the first of equally good ones is found.
  if (compared > 0 || (compared === 0 && best.isFound)) return [];
  if (seat === input.labels.length) {
    search.best = { order: [...order], figures: [...search.figures], isFound: true };
    return [];
  }
  if (input.fixed.has(seat)) return [{ entrant: seat, index: null }];
  const open = classes.flatMap((entrants, index) => {
    const entrant = entrants[used[index] ?? 0];
    return entrant === undefined ? [] : [{ entrant, index }];
  });
  return open.sort((left, right) => left.entrant - right.entrant);
}

/** @returns what it adds to the figures. */
function put(search: Search, { entrant, index }: Choice): number[] {
  const { order, figures, used } = search;
  const added = addedBy(search, order, entrant);
  order.push(entrant);
  added.forEach((change, level) => {
    figures[level] = (figures[level] ?? 0) + change;
  });
  if (index !== null) used[index] = (used[index] ?? 0) + 1;
  return added;
}

function takeBack({ order, figures, used }: Search, { index }: Choice, added: readonly number[]): void {
  order.pop();
  added.forEach((change, level) => {
    figures[level] = (figures[level] ?? 0) - change;
  });
  if (index !== null) used[index] = (used[index] ?? 0) - 1;
}

function addedBy({ input, setsAt }: Pick<Search, 'input' | 'setsAt'>, order: Order, entrant: number): number[] {
  const seat = order.length;
  const label = input.labels[entrant] ?? null;
  const isMate = (other: number | undefined) => label !== null && input.labels[other ?? -1] === label;
  const clashes = setsAt.map((setAt) => {
    const set = setAt[seat] ?? null;
    if (set === null || label === null) return 0;
    return order.reduce((sum, other, at) => sum + (setAt[at] === set && isMate(other) ? 1 : 0), 0);
  });
  return [...clashes, Math.abs(entrant - seat)];
}

function figuresOf(search: Search, order: Order): number[] {
  const sum = search.figures.map(() => 0);
  order.forEach((entrant, seat) => {
    addedBy(search, order.slice(0, seat), entrant).forEach((added, index) => {
      sum[index] = (sum[index] ?? 0) + added;
    });
  });
  return sum;
}

function classesOf({ labels, fixed }: SeparationInput): number[][] {
  const counts = new Map<number | null, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const classes = new Map<number | null, number[]>();
  labels.forEach((label, entrant) => {
    if (fixed.has(entrant)) return;
    const own = label === null || counts.get(label) === 1 ? null : label;
    const entrants = classes.get(own) ?? [];
    entrants.push(entrant);
    classes.set(own, entrants);
  });
  return [...classes.values()];
}

/** In how many ways the labels can be placed on the seats. Infinity if more than numbers hold. */
function sequenceCount(sizes: readonly number[]): number {
  let count = 1;
  let placed = 0;
  for (const size of sizes) {
    for (let index = 1; index <= size; index += 1) {
      placed += 1;
      count = (count * placed) / index;
    }
  }
  invariant(count >= 1, 'there is at least one way');
  return count;
}
