// Compares two forms that were measured in alternation: the median of the ratios of single rounds, with a bootstrap interval (B. Efron).
// Both parts of a ratio were measured directly after each other, so that they share the load of the host.

import type { Random } from '../../test/support/rules/random.ts';

export interface PairedRatio {
  readonly ratio: number;
  /** Bounds of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

const resamples = 2000;

/** `values` divided by `base`, round by round. */
export function pairedRatio(values: readonly number[], base: readonly number[], random: Random): PairedRatio {
  const ratios = values.map((value, round) => value / (base[round] ?? Number.NaN));
  const medians = Array.from({ length: resamples }, () => median(ratios.map(() => random.pick(ratios))));
  medians.sort((a, b) => a - b);
  const at = (share: number) => medians[Math.round(share * (resamples - 1))] ?? Number.NaN;
  return { ratio: median(ratios), low: at(0.025), high: at(0.975) };
}

/** `open`: the interval contains the bound. */
export function judgeRatio({ low, high }: PairedRatio, bound: number): 'within' | 'above' | 'open' {
  if (high <= bound) return 'within';
  return low > bound ? 'above' : 'open';
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}
