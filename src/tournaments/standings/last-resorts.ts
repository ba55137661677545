// Tie-breaks that need no result: seed, rating, lots.

import { refuse } from '../../core/errors.ts';
import { shuffle } from '../stages/seeding.ts';
import { measureEach } from './buchholz.ts';
import { fraction } from './fraction.ts';
import type { Context, Measure, MeasureRule } from './measure.ts';
import type { RankedEntrant } from './results.ts';

export const measureSeed: MeasureRule = (context) => measureEntrants(context, ({ seed }) => seed);

/** Left out if somebody has no rating. */
export const measureRating: MeasureRule = (context) =>
  isAnyUnrated(context) ? null : measureEntrants(context, ({ rating }) => rating);

/** Places in a draw of all entrants, ordered by seed before it; anyone can repeat it from the published seed text. */
export const measureLots: MeasureRule = (context) => {
  const { entrants, lotsSeed } = context.input;
  if (lotsSeed == null)
    throw refuse('tie_break_not_allowed', { tieBreak: 'lots', reason: 'lots need a published seed' });
  const bySeed = [...entrants].sort((left, right) => left.seed - right.seed).map(({ id }) => id);
  const places = new Map(shuffle(bySeed, lotsSeed).map((id, index) => [id, index + 1]));
  return measureEntrants(context, ({ id }) => places.get(id) ?? null);
};

export function isAnyUnrated({ input }: Context): boolean {
  return input.entrants.some(({ rating }) => rating === null);
}

function measureEntrants(context: Context, figure: (entrant: RankedEntrant) => number | null): Map<string, Measure> {
  return measureEach(context, ({ entrant }) => {
    const value = figure(entrant);
    return { value: value === null ? null : fraction(value), from: 'other', terms: [] };
  });
}
