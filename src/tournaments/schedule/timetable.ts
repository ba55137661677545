// Spreads the matches of a round over stations: as many at one time as there are stations, then the next.

import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';

/** What staff set of a match. */
export interface ScheduleEntry {
  readonly matchId: Id<'match'>;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly station: string | null;
  readonly stream: string | null;
  readonly isPostponed: boolean;
}

export interface RoundTerms {
  readonly startsAt: Instant;
  /** In order. None: all matches start at once, at no station. */
  readonly stations: readonly string[];
  readonly matchMinutes: number;
  /** Between two matches at one station. */
  readonly gapMinutes: number;
}

export function spreadRound(
  matches: readonly { readonly id: Id<'match'>; readonly stream: string | null }[],
  { startsAt, stations, matchMinutes, gapMinutes }: RoundTerms,
): ScheduleEntry[] {
  return matches.map(({ id, stream }, index) => {
    const turn = stations.length === 0 ? 0 : Math.floor(index / stations.length);
    const start = addSeconds(startsAt, turn * (matchMinutes + gapMinutes) * 60);
    const station = stations[index % stations.length] ?? null;
    return { matchId: id, startsAt: start, endsAt: endOf(start, matchMinutes), station, stream, isPostponed: false };
  });
}

export function endOf(startsAt: Instant, matchMinutes: number): Instant {
  return addSeconds(startsAt, matchMinutes * 60);
}
