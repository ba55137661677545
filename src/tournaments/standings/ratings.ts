// Tie-breaks from the ratings of the opponents met. FIDE C.07, article 10. Skipped if an entrant has no rating.

import { measureEach } from './buchholz.ts';
import { average, compare, divide, type Fraction, fraction, multiply, roundHalfUp, sum } from './fraction.ts';
import { isAnyUnrated } from './last-resorts.ts';
import type { Context, Measure, Term } from './measure.ts';
import { termOf } from './own-record.ts';
import { expectedPercent, ratingDifference, ratingDifferenceMax } from './rating-tables.ts';
import { type EntrantRecord, isPlayed } from './record.ts';
import type { TieBreak } from './tie-break.ts';

interface Met {
  readonly rating: number;
  /** 1 for a win, ½ for a draw. */
  readonly result: Fraction;
  readonly term: Term;
}

type Measured = Map<string, Measure> | null;

/** Mean rating of the opponents, to the nearest whole number; cuts leave out the lowest, then the highest. */
export function measureAverageRating(context: Context, tieBreak: TieBreak): Measured {
  return measureMet(context, tieBreak, averageRating);
}

/** Mean rating of the opponents plus the difference that belongs to the share of the points. */
export function measurePerformance(context: Context, tieBreak: TieBreak): Measured {
  return measureMet(context, tieBreak, performance);
}

/** The lowest rating with which the expected points are at least the points made. */
export function measurePerfectPerformance(context: Context, tieBreak: TieBreak): Measured {
  return measureMet(context, tieBreak, perfectPerformance);
}

export function measureOpponentPerformance(context: Context, tieBreak: TieBreak): Measured {
  return averageOverMet(context, measurePerformance(context, tieBreak));
}

export function measureOpponentPerfectPerformance(context: Context, tieBreak: TieBreak): Measured {
  return averageOverMet(context, measurePerfectPerformance(context, tieBreak));
}

function averageRating(met: readonly Met[]): number {
  return roundHalfUp(average(met.map(({ rating }) => fraction(rating))));
}

function performance(met: readonly Met[]): number {
  const share = average(met.map(({ result }) => result));
  return averageRating(met) + ratingDifference(roundHalfUp(multiply(share, fraction(100))));
}

function perfectPerformance(met: readonly Met[]): number {
  const lowest = Math.min(...met.map(({ rating }) => rating)) - ratingDifferenceMax;
  const highest = Math.max(...met.map(({ rating }) => rating)) + ratingDifferenceMax;
  const made = multiply(sum(met.map(({ result }) => result)), fraction(100));
  if (made.numerator === 0n) return lowest;
  const isEnough = (own: number) => {
    const expected = met.reduce((total, { rating }) => total + expectedPercent(own, rating), 0);
    return compare(fraction(expected), made) >= 0;
  };
  let [low, high] = [lowest, highest];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Null without a game: ranks last. */
function measureMet(context: Context, tieBreak: TieBreak, figure: (met: readonly Met[]) => number): Measured {
  if (isAnyUnrated(context)) return null;
  return measureEach(context, (record) => {
    const all = readMet(context, record);
    const isCut = cutRatings(all, tieBreak.cut);
    const left = all.filter((met) => !isCut.has(met));
    const terms = all.map((met): Term => {
      const cut = isCut.get(met);
      return cut ? { ...met.term, cut } : met.term;
    });
    return { value: left.length === 0 ? null : fraction(figure(left)), from: 'other', terms };
  });
}

function readMet(context: Context, { lines }: EntrantRecord): Met[] {
  return lines.filter(isPlayed).map((line) => {
    const rating = context.records.get(line.opponent ?? '')?.entrant.rating ?? 0;
    const result = line.kind === 'win' ? fraction(1) : line.kind === 'draw' ? fraction(1, 2) : fraction(0);
    return { rating, result, term: { ...termOf(line, fraction(rating)), points: result } };
  });
}

function cutRatings(all: readonly Met[], cut: TieBreak['cut']): Map<Met, 'lowest' | 'highest'> {
  const sorted = [...all].sort((left, right) => left.rating - right.rating);
  const rest = sorted.slice(cut.lowest);
  const highest = rest.slice(Math.max(0, rest.length - cut.highest));
  return new Map([
    ...sorted.slice(0, cut.lowest).map((met) => [met, 'lowest'] as const),
    ...highest.map((met) => [met, 'highest'] as const),
  ]);
}

/** Mean over the opponents met who have a figure, to the nearest whole number. */
function averageOverMet(context: Context, measured: Measured): Measured {
  if (measured === null) return null;
  return measureEach(context, ({ lines }) => {
    const terms = lines.filter(isPlayed).flatMap((line) => {
      const value = measured.get(line.opponent ?? '')?.value;
      return value ? [termOf(line, value)] : [];
    });
    if (terms.length === 0) return { value: null, from: 'other', terms };
    const mean = divide(sum(terms.map(({ value }) => value)), fraction(terms.length));
    return { value: fraction(roundHalfUp(mean)), from: 'other', terms };
  });
}
