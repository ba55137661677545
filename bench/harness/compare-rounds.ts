// Compares two versions that were measured in alternating rounds: ratios of medians over rounds, with bootstrap intervals (B. Efron).
// The bootstrap resamples rounds, not samples, because the samples of one round share the host's load.

import type { Random } from '../../test/support/rules/random.ts';
import { median } from './paired-ratio.ts';
import type { Sample } from './sample.ts';
import { type Summary, summarize } from './summary.ts';

export interface Round {
  readonly base: readonly Sample[];
  readonly candidate: readonly Sample[];
}

export interface Ratio {
  readonly of: 'p50' | 'p95' | 'p99';
  /** Candidate divided by base: 1.2 is 20 % slower. */
  readonly ratio: number;
  /** Lower bound of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

export interface Comparison {
  readonly ratios: readonly Ratio[];
  /** Candidate minus base. */
  readonly errorRateGrowth: number;
  /** One sentence each; empty: not worse than allowed. */
  readonly breaches: readonly string[];
}

/** The allowed growth. */
const growthMax = { p95: 1.15, p99: 1.2, errorRate: 0.005 } as const;

const resamples = 2000;
const fields = { p50: 'p50Ms', p95: 'p95Ms', p99: 'p99Ms' } as const;

/** A ratio is a breach when it exceeds its bound and its interval lies above 1. */
export function compareRounds(rounds: readonly Round[], random: Random): Comparison {
  const pairs = rounds.map(({ base, candidate }) => ({ base: summarize(base), candidate: summarize(candidate) }));
  const ratios = (['p50', 'p95', 'p99'] as const).map((of): Ratio => {
    const draws = Array.from({ length: resamples }, () =>
      ratioOf(
        pairs.map(() => random.pick(pairs)),
        of,
      ),
    ).sort((a, b) => a - b);
    const at = (share: number) => draws[Math.round(share * (resamples - 1))] ?? Number.NaN;
    return { of, ratio: ratioOf(pairs, of), low: at(0.025), high: at(0.975) };
  });
  const errors = (side: keyof Round) => mean(pairs.map((pair) => pair[side].errorRate));
  const errorRateGrowth = errors('candidate') - errors('base');
  const slower = ratios.flatMap(({ of, ratio, low }) =>
    of !== 'p50' && ratio > growthMax[of] && low > 1 ? [`${of} is ${ratio.toFixed(2)} times the base`] : [],
  );
  const wrong =
    errorRateGrowth > growthMax.errorRate ? [`errors grew by ${(errorRateGrowth * 100).toFixed(2)} points`] : [];
  return { ratios, errorRateGrowth, breaches: [...slower, ...wrong] };
}

interface Pair {
  readonly base: Summary;
  readonly candidate: Summary;
}

function ratioOf(pairs: readonly Pair[], of: keyof typeof fields): number {
  const middle = (side: keyof Pair) => median(pairs.map((pair) => pair[side][fields[of]]));
  return middle('candidate') / middle('base');
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
