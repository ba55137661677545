// Keeps entrants of one label apart: orders them so that as few as possible of one label meet early, and moves seeds as little as
// possible. docs/rules/seeding.md#separation

import { type ClashCount, countClashes, type Order, type SeparationInput } from './clash-count.ts';
import { searchOrders } from './search-orders.ts';

/** More label sequences than this are not all tried. Up to 10 entrants have at most 113,400. */
export const sequencesMax = 200_000;
/** Swaps that are judged, for clashes and for distances: about a second of work. */
export const swapsMax = 4_000_000;

/** The same input gives the same order. */
export function separate(input: SeparationInput): Order {
  const good = shorten(input, descend(input));
  return searchOrders(input, good, sequencesMax) ?? good;
}

/** Swaps entrants that clash for the best others, until no swap makes fewer clashes. */
function descend(input: SeparationInput): Order {
  const { labels, fixed } = input;
  const order = labels.map((_, index) => index);
  const count = countClashes(input);
  const seats = order.filter((seat) => !fixed.has(seat));
  let judged = 0;
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const seat of seats.toReversed()) {
      if (!count.clashesAt(seat)) continue;
      judged += seats.length;
      if (judged > swapsMax) return order;
      const partner = bestPartner(seat, seats, count);
      if (partner === null) continue;
      count.swap(seat, partner);
      swap(order, seat, partner);
      isBetter = true;
    }
  }
  return order;
}

/** The seat whose swap removes most clashes; of equal ones the nearest, then the better seed. null if none removes any. */
function bestPartner(seat: number, seats: readonly number[], { changeOf }: ClashCount): number | null {
  let best: { readonly partner: number; readonly change: number } | null = null;
  for (const partner of seats) {
    const change = changeOf(seat, partner);
    if (change >= 0 || change > (best?.change ?? 0)) continue;
    const isNearer = best === null || Math.abs(partner - seat) < Math.abs(best.partner - seat);
    if (change < (best?.change ?? 0) || isNearer) best = { partner, change };
  }
  return best?.partner ?? null;
}

/** Moves seeds back where it costs no clash: entrants of one label keep their order, and swaps shorten the way. */
function shorten(input: SeparationInput, order: Order): Order {
  const { labels, levels, fixed } = input;
  const next = inOrderOfSeed(order, labels, fixed);
  const count = countClashes({ levels, labels: next.map((entrant) => labels[entrant] ?? null) });
  let judged = 0;
  for (let isShorter = true; isShorter; ) {
    isShorter = false;
    const moved = next.flatMap((entrant, seat) => (entrant === seat ? [] : [seat]));
    for (const one of moved) {
      judged += moved.length;
      if (judged > swapsMax) return next;
      for (const other of moved) {
        if (other <= one || saving(next, one, other) <= 0 || count.changeOf(one, other) > 0) continue;
        count.swap(one, other);
        swap(next, one, other);
        isShorter = true;
      }
    }
  }
  return next;
}

function saving(order: Order, one: number, other: number): number {
  const [a, b] = [order[one] ?? 0, order[other] ?? 0];
  return Math.abs(a - one) + Math.abs(b - other) - Math.abs(a - other) - Math.abs(b - one);
}

/** The same labels on the same seats, with the better seed of each label in front. */
function inOrderOfSeed(order: Order, labels: SeparationInput['labels'], fixed: ReadonlySet<number>): number[] {
  const waiting = new Map<number | null, number[]>();
  for (const entrant of order.toSorted((left, right) => right - left)) {
    if (fixed.has(entrant)) continue;
    const label = labels[entrant] ?? null;
    const own = waiting.get(label) ?? [];
    own.push(entrant);
    waiting.set(label, own);
  }
  return order.map((entrant) =>
    fixed.has(entrant) ? entrant : (waiting.get(labels[entrant] ?? null)?.pop() ?? entrant),
  );
}

function swap(order: number[], one: number, other: number): void {
  const held = order[one] as number;
  order[one] = order[other] as number;
  order[other] = held;
}
