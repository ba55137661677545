// Use cases: read a series with its tournaments, and its standings.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import type { Series } from './series.ts';
import { rankSeries, type SeriesEntrant, type SeriesStanding, type SeriesTournament } from './series-standings.ts';
import { findSeries, listSeriesPlaces, listTournamentsOf, type SeriesEntry } from './series-store.ts';

export interface ShownSeries {
  readonly series: Series;
  readonly tournaments: readonly SeriesEntry[];
}

/** @throws DomainError not_found. */
export async function showSeries(db: Database, id: Id<'series'>): Promise<ShownSeries> {
  return { series: await readSeries(db, id), tournaments: await listTournamentsOf(db, id) };
}

export type NamedStanding = SeriesStanding & { readonly displayName: string };

/** Best first. An entrant has the name of its latest tournament. @throws DomainError not_found. */
export async function showSeriesStandings(db: Database, id: Id<'series'>): Promise<NamedStanding[]> {
  const series = await readSeries(db, id);
  const names = new Map<SeriesEntrant, string>();
  const tournaments = new Map<Id<'tournament'>, SeriesTournament['places'][number][]>();
  for (const { tournamentId, entrant, displayName, rank } of await listSeriesPlaces(db, id)) {
    names.set(entrant, displayName);
    const places = tournaments.get(tournamentId) ?? [];
    places.push({ entrant, rank });
    tournaments.set(tournamentId, places);
  }
  const results = [...tournaments].map(([tournamentId, places]) => ({ tournamentId, places }));
  return rankSeries(series, results).map((standing) => {
    return { ...standing, displayName: names.get(standing.entrant) ?? '' };
  });
}

async function readSeries(db: Database, id: Id<'series'>): Promise<Series> {
  const series = await findSeries(db, id);
  if (series === null) throw refuse('not_found', { kind: 'series' });
  return series;
}
