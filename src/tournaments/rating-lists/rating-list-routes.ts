// HTTP routes of rating lists.

import { refuse } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { refuseUnlessMayCreate } from '../setup/create-tournament.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { countTournament, createRatingList } from './change-rating-list.ts';
import {
  countedJson,
  countedSet,
  countedShape,
  ratedPlayerJson,
  ratedPlayerShape,
  ratingListCreate,
  ratingListJson,
  ratingListShape,
} from './contract.ts';
import { positionOf } from './rating-list.ts';
import { findCounted, findRatingList, listRatedPlayers, listRatingLists } from './rating-list-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const ratingListRoutes = [
  route({
    method: 'POST',
    path: '/v1/rating-lists',
    name: 'createRatingList',
    summary: 'Create a rating list',
    description:
      'Tournaments of the caller may count for the list afterwards. Until one has ended, the list has no players.',
    permission: permissions.create,
    body: ratingListCreate,
    answers: { 201: ratingListShape },
  }).runs({
    requires: refuseUnlessMayCreate,
    async handle({ services: { ports }, actor, body }) {
      const list = await createRatingList(ports, actor, body);
      return { status: 201, body: ratingListJson(list), headers: { location: `/v1/rating-lists/${list.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/rating-lists',
    name: 'listOwnRatingLists',
    summary: 'List the own rating lists, newest first',
    description: 'Lists that the caller has created. Lists of others are read by their id.',
    permission: permissions.readOwn,
    query: pageOnly,
    answers: { 200: pageShape(ratingListShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const page = pageOf(query);
      const rows = await listRatingLists(ports.db, actor.playerId, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ id }) => id);
      return { status: 200, body: { items: items.map(ratingListJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/rating-lists/:id',
    name: 'readRatingList',
    summary: 'Read a rating list',
    description: 'Name and system of a list. Lists are public.',
    permission: permissions.read,
    params: { id: 'ratingList' },
    answers: { 200: ratingListShape },
  }).runs({
    async handle({ services: { ports }, params }) {
      const list = await findRatingList(ports.db, params.id);
      if (list === null) throw refuse('not_found', { kind: 'ratingList' });
      return { status: 200, body: ratingListJson(list) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/rating-lists/:id/players',
    name: 'listRatedPlayers',
    summary: 'List the players of a rating list, best first',
    description: 'Players with at least one rated game. A tournament is rated within a minute after its completion.',
    permission: permissions.read,
    params: { id: 'ratingList' },
    query: pageOnly,
    answers: { 200: pageShape(ratedPlayerShape) },
  }).runs({
    async handle({ services: { ports }, params, query }) {
      if ((await findRatingList(ports.db, params.id)) === null) throw refuse('not_found', { kind: 'ratingList' });
      const page = pageOf(query);
      const { items, nextCursor } = toPage(await listRatedPlayers(ports.db, params.id, page), page.limit, positionOf);
      return { status: 200, body: { items: items.map(ratedPlayerJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/rating-list',
    name: 'readCounted',
    summary: 'Read for which rating list a tournament counts',
    description:
      'Everybody who may read the tournament sees for which list it counts. `isRated` says whether its results are in the ratings.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: countedShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      return { status: 200, body: countedJson(await findCounted(ports.db, id)) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/tournaments/:id/rating-list',
    name: 'countTournament',
    summary: 'Set for which rating list a tournament counts, until it is over',
    description:
      'The list belongs to the organizer of the tournament. Only public or unlisted tournaments of single players count. null: the tournament does not count.',
    ifMatchOf: 'readCounted',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: countedSet,
    answers: { 200: countedShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeRun(ports.db, actor, params.id),
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: countedJson(await countTournament(ports, actor, params.id, body.ratingListId)) };
    },
  }),
];
