// Wire shapes of series and their standings.

import * as z from 'zod';
import { titleLengthMax } from '../../core/limits.ts';
import { id, instantText, line, namedShape, pageQuery } from '../../http/wire.ts';
import { tournamentStates } from '../tournament.ts';
import { arePlacePoints, placePointsMax, type Series, seriesPlacesMax, seriesTournamentsMax } from './series.ts';
import type { NamedStanding, ShownSeries } from './show-series.ts';

const fields = {
  title: line(titleLengthMax).describe('Shown with the standings.'),
  points: z
    .array(z.int().min(0).max(placePointsMax))
    .min(1)
    .max(seriesPlacesMax)
    .refine(arePlacePoints, 'a place must not bring more than a better one')
    .describe(
      'Of place 1, 2, … in each tournament. Later places bring 0; a shared place brings the points of that place.',
    ),
  countedResults: z
    .int()
    .min(1)
    .max(seriesTournamentsMax)
    .nullable()
    .describe('How many results of an entrant count, the best ones; null: all.'),
};

export const seriesCreate = z.strictObject({ ...fields, countedResults: fields.countedResults.default(null) });

export const seriesChange = z.strictObject({
  title: fields.title.optional(),
  points: fields.points.optional(),
  countedResults: fields.countedResults.optional(),
});

export const seriesListQuery = z.strictObject({
  organizerId: id('player').optional().describe('Only series of this organizer.'),
  ...pageQuery,
});

const shown = {
  id: id('series'),
  title: z.string().describe('Shown with the standings.'),
  organizerId: id('player').describe('Who created it.'),
  points: z.array(z.int()).describe('Of place 1, 2, … in each tournament.'),
  countedResults: z.int().nullable().describe('How many results of an entrant count; null: all.'),
  createdAt: instantText,
};

export const seriesShape = namedShape('Series', 'Tournaments whose final places bring points.', shown);

export function seriesJson(series: Series): z.input<typeof seriesShape> {
  const { id, title, organizerId, points, countedResults, createdAt } = series;
  return { id, title, organizerId, points: [...points], countedResults, createdAt };
}

export const seriesDetailShape = namedShape('SeriesDetail', 'A series with its tournaments.', {
  ...shown,
  tournaments: z
    .array(
      z.strictObject({
        tournamentId: id('tournament'),
        title: z.string().describe('The title of the tournament.'),
        state: z.enum(tournamentStates).describe('Places count once it is completed.'),
      }),
    )
    .describe('In the order of their starts. Drafts and private tournaments are left out.'),
});

export function seriesDetailJson({ series, tournaments }: ShownSeries): z.input<typeof seriesDetailShape> {
  const items = tournaments.map(({ tournamentId, title, state }) => ({ tournamentId, title, state }));
  return { ...seriesJson(series), tournaments: items };
}

export const seriesStandingsQuery = z.strictObject({
  explain: z.enum(['true', 'false']).default('false').describe('Also list the results of each entrant.'),
  ...pageQuery,
});

export const seriesStandingShape = namedShape('SeriesStanding', 'An entrant in the standings of a series.', {
  rank: z.int().describe('1 is the best; equal ranks are shared, and the next rank is left out.'),
  entrantId: z.union([id('player'), id('team')]).describe('A player; in tournaments of teams a team.'),
  displayName: z.string().describe('The name in the latest tournament.'),
  points: z.int().describe('Of the results that count.'),
  results: z
    .array(
      z.strictObject({
        tournamentId: id('tournament'),
        rank: z.int().describe('The final rank there.'),
        points: z.int().describe('What the rank brings.'),
        isCounted: z.boolean().describe('false: better results count.'),
      }),
    )
    .optional()
    .describe('With `explain=true`: in the order of the tournaments.'),
});

export function seriesStandingJson(standing: NamedStanding, isExplained: boolean): z.input<typeof seriesStandingShape> {
  const { rank, entrant, displayName, points } = standing;
  const results = standing.results.map((result) => {
    const { tournamentId, rank, points, isCounted } = result;
    return { tournamentId, rank, points, isCounted };
  });
  return { rank, entrantId: entrant, displayName, points, ...(isExplained ? { results } : {}) };
}
