// League: a round robin whose rounds have days.

import { invariant } from '../../../core/errors.ts';
import type { PointsFormat } from '../format.ts';
import { pairRounds, type RoundRobinSettings, roundRobin } from './round-robin.ts';

export interface LeagueSettings extends RoundRobinSettings {
  /** Day of the first round, as in "2026-09-05". */
  readonly firstDay: string;
  /** At least 1. */
  readonly daysBetweenRounds: number;
}

export const league: PointsFormat<LeagueSettings> = {
  ...roundRobin,
  // Where the number is odd, one entrant rests in each round: the newcomer meets those who would rest.
  admitLate({ entrantCount, settings }, begun) {
    const newcomer = entrantCount + 1;
    const matches = roundRobin
      .build(newcomer, settings)
      .filter(
        ({ key, slots }) => key.round > begun && slots.some((slot) => slot.kind === 'seed' && slot.seed === newcomer),
      )
      .map(({ key, slots }) => ({ key: { ...key, position: (entrantCount - 1) / 2 }, slots }));
    return entrantCount % 2 === 0 || matches.length === 0 ? null : { round: begun + 1, matches };
  },
};

const dayMs = 24 * 60 * 60 * 1000;

/** The day of each round, first round first. Days are calendar days: no time zone, no daylight saving. */
export function leagueDays(entrantCount: number, settings: LeagueSettings): string[] {
  const { firstDay, daysBetweenRounds, legs } = settings;
  const firstMs = Date.parse(`${firstDay}T00:00:00Z`);
  invariant(/^\d{4}-\d{2}-\d{2}$/.test(firstDay) && dayOf(firstMs) === firstDay, 'the first day is a calendar day');
  invariant(Number.isInteger(daysBetweenRounds) && daysBetweenRounds >= 1, 'rounds are at least a day apart');
  const rounds = pairRounds(entrantCount).length * legs;
  return Array.from({ length: rounds }, (_, index) => dayOf(firstMs + index * daysBetweenRounds * dayMs));
}

function dayOf(timeMs: number): string {
  return Number.isNaN(timeMs) ? '' : new Date(timeMs).toISOString().slice(0, 10);
}
