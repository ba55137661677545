// The standings of a series: each final place brings points, the best results of an entrant count, equal sums share a rank. Pure.

import type { Id } from '../../core/id.ts';

/** A player, or a team in tournaments of teams. */
export type SeriesEntrant = Id<'player'> | Id<'team'>;

export interface SeriesTournament {
  readonly tournamentId: Id<'tournament'>;
  /** Each entrant once. Equal ranks are shared places. */
  readonly places: readonly { readonly entrant: SeriesEntrant; readonly rank: number }[];
}

export interface SeriesResult {
  readonly tournamentId: Id<'tournament'>;
  readonly rank: number;
  /** Who shares a place gets the points of that place. */
  readonly points: number;
  readonly isCounted: boolean;
}

export interface SeriesStanding {
  readonly entrant: SeriesEntrant;
  readonly rank: number;
  /** Of the results that count. */
  readonly points: number;
  /** In the order of the tournaments. */
  readonly results: readonly SeriesResult[];
}

export interface SeriesRules {
  readonly points: readonly number[];
  readonly countedResults: number | null;
}

/** Best first. Those who share a rank are in the order of their ids. */
export function rankSeries(rules: SeriesRules, tournaments: readonly SeriesTournament[]): SeriesStanding[] {
  const resultsOf = new Map<SeriesEntrant, Omit<SeriesResult, 'isCounted'>[]>();
  for (const { tournamentId, places } of tournaments)
    for (const { entrant, rank } of places) {
      const results = resultsOf.get(entrant) ?? [];
      results.push({ tournamentId, rank, points: rules.points[rank - 1] ?? 0 });
      resultsOf.set(entrant, results);
    }
  const sums = [...resultsOf].map(([entrant, results]) => {
    const counted = markCounted(results, rules.countedResults);
    return {
      entrant,
      results: counted,
      points: counted.reduce((sum, one) => sum + (one.isCounted ? one.points : 0), 0),
    };
  });
  sums.sort((left, right) => right.points - left.points || (left.entrant < right.entrant ? -1 : 1));
  let rank = 0;
  return sums.map((sum, index) => {
    if (index === 0 || sum.points !== sums[index - 1]?.points) rank = index + 1;
    return { ...sum, rank };
  });
}

/** Of equal results the earlier tournament counts. */
function markCounted(results: readonly Omit<SeriesResult, 'isCounted'>[], most: number | null): SeriesResult[] {
  const order = [...results.keys()].sort(
    (left, right) => (results[right]?.points ?? 0) - (results[left]?.points ?? 0) || left - right,
  );
  const counted = new Set(most === null ? order : order.slice(0, most));
  return results.map((result, index) => ({ ...result, isCounted: counted.has(index) }));
}
