// Splits a prize pool into whole coins. The sum is exact: the remainder goes to the first place.

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';

export const prizePlacesMax = 64;

/** Per place, best first: coins, percents of the pool that sum to 100, or shares of the pool: 1, 1, 1 are equal thirds. */
export interface PrizePlan {
  readonly kind: 'fixed' | 'percent' | 'share';
  readonly places: readonly number[];
}

/** An entrant's final rank. Tied entrants share the prizes of their places equally. */
export interface Ranked<E> {
  readonly entrant: E;
  readonly rank: number;
}

export interface Award<E> extends Ranked<E> {
  readonly amount: Coins;
}

/** Ledger reference of a prize; unique, so it is paid once. */
export function prizeReference(id: Id<'tournament'>, registrationId: Id<'registration'>, rank: number): string {
  return `prize:${id}:${registrationId}:${rank}`;
}

/** null when the plan is valid. A better place never wins less. */
export function refusalForPlan({ kind, places }: PrizePlan): DomainError | null {
  const wrong = (reason: string) => refuse('invalid_request', { field: 'prizes', reason });
  if (places.length < 1 || places.length > prizePlacesMax) return wrong(`1 to ${prizePlacesMax} places`);
  if (places.some((share) => !Number.isSafeInteger(share) || share < 1))
    return wrong('must be whole numbers above zero');
  if (places.some((share, place) => share > (places[place - 1] ?? share)))
    return wrong('a place must not have more than a better place');
  const sum = places.reduce((total, share) => total + share, 0);
  if (!Number.isSafeInteger(sum)) return wrong('sum above 9007199254740991 coins');
  return kind === 'percent' && sum !== 100 ? wrong('the percents must sum to 100') : null;
}

/** Coins per place, best first. Percents and shares divide the whole pool; fixed amounts ignore it. */
export function placeAmounts(plan: PrizePlan, pool: Coins): Coins[] {
  if (plan.kind === 'fixed') return plan.places.map(BigInt);
  const whole = sumOf(plan.places.map(BigInt));
  const amounts = plan.places.map((share) => (pool * BigInt(share)) / whole);
  return withRemainder(amounts, pool);
}

/**
 * Awards above zero, best first. `ranked` is ordered by rank, best first. With percents and shares the awards sum to the pool: the prizes of empty
 * places and the remainders of ties go to the first place. With fixed amounts the awards sum to the prizes of the occupied places.
 */
export function splitPrizes<E>(plan: PrizePlan, pool: Coins, ranked: readonly Ranked<E>[]): Award<E>[] {
  const amounts = placeAmounts(plan, pool);
  const occupied = amounts.slice(0, ranked.length);
  const shares = ranked.map(({ rank }) => {
    const tied = ranked.filter((other) => other.rank === rank).length;
    const together = sumOf(amounts.slice(rank - 1, rank - 1 + tied));
    return together / BigInt(tied);
  });
  const whole = plan.kind === 'fixed' ? sumOf(occupied) : pool;
  return withRemainder(shares, whole)
    .map((amount, index) => ({ ...(ranked[index] as Ranked<E>), amount }))
    .filter(({ amount }) => amount > 0n);
}

function withRemainder(amounts: readonly Coins[], whole: Coins): Coins[] {
  const remainder = whole - sumOf(amounts);
  return amounts.map((amount, index) => (index === 0 ? amount + remainder : amount));
}

function sumOf(amounts: readonly Coins[]): Coins {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
