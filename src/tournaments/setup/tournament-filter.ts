// The filters and orders of the list of tournaments, and the place of a row in it. Knows no HTTP and no SQL.

import { type Id, idPattern } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { FormatName } from '../stages/format-registry.ts';
import type { Tournament, TournamentState } from '../tournament.ts';

/** `newest`: the last created first. `starts_at`: the earliest start first. */
export const tournamentSorts = ['newest', 'starts_at'] as const;
export type TournamentSort = (typeof tournamentSorts)[number];

/** A filter that is null lets everything pass. */
export interface TournamentFilter {
  /** As it is shown: by the times, even if cron has not stored it yet. */
  readonly state: TournamentState | null;
  readonly organizerId: Id<'player'> | null;
  /** True: all tournaments of `organizerId`, also drafts, unlisted and private ones. False: only listed ones. */
  readonly isOwn: boolean;
  /** True: only sandboxes, which are own ones. False: none. */
  readonly isSandbox: boolean;
  readonly format: FormatName | null;
  /** Exactly. */
  readonly game: string | null;
  /** Inclusive. */
  readonly startsAfter: Instant | null;
  /** Exclusive, so that ranges that touch have no tournament in common. */
  readonly startsBefore: Instant | null;
  /** Part of the title, whatever the case. */
  readonly text: string | null;
  readonly sort: TournamentSort;
}

/** All that are listed. */
export const everyTournament: TournamentFilter = {
  state: null,
  organizerId: null,
  isOwn: false,
  isSandbox: false,
  format: null,
  game: null,
  startsAfter: null,
  startsBefore: null,
  text: null,
  sort: 'newest',
};

export type Place = Pick<Tournament, 'id' | 'startsAt'>;

export function writePlace({ startsAt, id }: Place): string {
  return `${startsAt} ${id}`;
}

/** null if it is no place. */
export function readPlace(key: string): Place | null {
  const [startsAt = '', id = '', ...others] = key.split(' ');
  const isPlace = isInstant(startsAt) && idPattern('tournament').test(id) && others.length === 0;
  return isPlace ? { startsAt, id: id as Id<'tournament'> } : null;
}

function isInstant(text: string): text is Instant {
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && toInstant(text) === text;
}
