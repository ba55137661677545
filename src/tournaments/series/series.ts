// A series: tournaments whose final places bring points to their entrants. Its standings are in series-standings.ts.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';

/** All results of a series are read for its standings. */
export const seriesTournamentsMax = 32;
/** Places that bring points. */
export const seriesPlacesMax = 512;
export const placePointsMax = 1_000_000;

export interface Series {
  readonly id: Id<'series'>;
  readonly title: string;
  readonly organizerId: Id<'player'>;
  /** Of place 1, 2, …; later places bring 0. Never more than the place before. */
  readonly points: readonly number[];
  /** How many results of an entrant count, the best ones; null: all. */
  readonly countedResults: number | null;
  readonly createdAt: Instant;
}

/** Whether no place brings more than a better one. */
export function arePlacePoints(points: readonly number[]): boolean {
  return points.every((value, index) => index === 0 || value <= (points[index - 1] as number));
}
