// HTTP routes of series: create, list, read, change, add and remove tournaments, standings.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { refuseUnlessMayCreate } from '../setup/create-tournament.ts';
import { addToSeries, authorizeSeries, changeSeries, createSeries, removeFromSeries } from './change-series.ts';
import {
  seriesChange,
  seriesCreate,
  seriesDetailJson,
  seriesDetailShape,
  seriesJson,
  seriesListQuery,
  seriesShape,
  seriesStandingJson,
  seriesStandingShape,
  seriesStandingsQuery,
} from './contract.ts';
import { listSeries } from './series-store.ts';
import { showSeries, showSeriesStandings } from './show-series.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

const ofTournament = {
  permission: permissions.runSeries,
  path: '/v1/series/:id/tournaments/:tournamentId',
  params: { id: 'series', tournamentId: 'tournament' },
  answers: { 204: null },
} as const;

export const seriesRoutes = [
  route({
    method: 'POST',
    path: '/v1/series',
    name: 'createSeries',
    summary: 'Create a series of tournaments',
    description:
      'Makes a series, whose table adds up the results of its tournaments. Its creator adds tournaments to it.',
    permission: permissions.create,
    body: seriesCreate,
    answers: { 201: seriesShape },
  }).runs({
    requires: refuseUnlessMayCreate,
    async handle({ services: { ports }, actor, body }) {
      const series = await createSeries(ports, actor, body);
      return { status: 201, body: seriesJson(series), headers: { location: `/v1/series/${series.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/series',
    name: 'listSeries',
    summary: 'List series, newest first',
    description: 'Lists series with their titles and rules. Filters narrow the list.',
    permission: permissions.read,
    query: seriesListQuery,
    answers: { 200: pageShape(seriesShape) },
  }).runs({
    async handle({ services: { ports }, query }) {
      const page = pageOf(query);
      const rows = await listSeries(ports.db, query.organizerId ?? null, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ id }) => id);
      return { status: 200, body: { items: items.map(seriesJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/series/:id',
    name: 'readSeries',
    summary: 'Read a series with its tournaments',
    description: 'Answers the rules of a series and the tournaments in it. The table is read by its own route.',
    permission: permissions.read,
    params: { id: 'series' },
    answers: { 200: seriesDetailShape },
  }).runs({
    async handle({ services: { ports }, params }) {
      return { status: 200, body: seriesDetailJson(await showSeries(ports.db, params.id)) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/series/:id',
    name: 'changeSeries',
    summary: 'Change the title, the points or how many results count',
    description: 'Sets the fields that are sent, and keeps all others. The table follows the new rules at once.',
    ifMatchOf: 'readSeries',
    permission: permissions.runSeries,
    params: { id: 'series' },
    body: seriesChange,
    answers: { 200: seriesDetailShape },
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeSeries(ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body }) {
      const { tournaments } = await showSeries(ports.db, id);
      const series = await changeSeries(ports, actor, id, (current) => {
        const { title = current.title, points = current.points, countedResults = current.countedResults } = body;
        return { title, points, countedResults };
      });
      return { status: 200, body: seriesDetailJson({ series, tournaments }) };
    },
  }),
  route({
    ...ofTournament,
    method: 'PUT',
    name: 'addSeriesTournament',
    summary: 'Add a tournament that you run to your series',
    description: 'Makes a tournament part of the series. Its results count as soon as it is completed.',
    ifMatchOf: 'readSeries',
    problems: ['state_conflict', 'limit_reached'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeSeries(ports, actor, params.id),
    async handle({ services: { ports }, actor, params }) {
      await addToSeries(ports, actor, { seriesId: params.id, tournamentId: params.tournamentId });
      return { status: 204 };
    },
  }),
  route({
    ...ofTournament,
    method: 'DELETE',
    name: 'removeSeriesTournament',
    summary: 'Remove a tournament from your series',
    description:
      'Takes a tournament out of the series. Its results count no more, and the tournament itself is not changed.',
    ifMatchOf: 'readSeries',
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeSeries(ports, actor, params.id),
    async handle({ services: { ports }, actor, params }) {
      await removeFromSeries(ports, actor, { seriesId: params.id, tournamentId: params.tournamentId });
      return { status: 204 };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/series/:id/standings',
    name: 'readSeriesStandings',
    summary: 'Read the standings of a series',
    description:
      'Answers the table of the series as it is now. `explain=true` adds the result of each tournament and whether it counts.',
    permission: permissions.read,
    params: { id: 'series' },
    query: seriesStandingsQuery,
    answers: { 200: pageShape(seriesStandingShape) },
  }).runs({
    async handle({ services: { ports }, params, query }) {
      const page = pageOf(query);
      const standings = await showSeriesStandings(ports.db, params.id);
      // Places change only when a tournament is completed: a page goes on after the entrant that ended the one before.
      const start = page.after === null ? 0 : standings.findIndex(({ entrant }) => entrant === page.after) + 1;
      const rows = standings.slice(start, start + page.limit + 1);
      const { items, nextCursor } = toPage(rows, page.limit, ({ entrant }) => entrant);
      const body = items.map((standing) => seriesStandingJson(standing, query.explain === 'true'));
      return { status: 200, body: { items: body, nextCursor } };
    },
  }),
];
