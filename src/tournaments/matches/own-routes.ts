// HTTP routes of the caller's own matches.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { nextMatchShape, ownMatchJson, ownMatchQuery, ownMatchShape } from './contract.ts';
import { findMatch, listOwnMatches } from './match-store.ts';
import { findNextMatch } from './next-match-store.ts';
import { confirmSilentOf } from './silence/confirm-silent.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const ownMatchRoutes = [
  route({
    method: 'GET',
    path: '/v1/me/matches',
    name: 'listOwnMatches',
    summary: 'List your matches, alone or in a team, of the newest tournaments first',
    description:
      'Lists matches in which the caller plays, alone or in a team. `open=true` narrows it to those that are not over.',
    permission: permissions.readOwn,
    query: ownMatchQuery,
    answers: { 200: pageShape(ownMatchShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      await confirmSilentOf(ports, actor.playerId);
      const page = pageOf(query);
      const isOpen = query.open === undefined ? null : query.open === 'true';
      const rows = await listOwnMatches(ports.db, actor.playerId, isOpen, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ match }) => match.id);
      return { status: 200, body: { items: items.map(ownMatchJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/next-match',
    name: 'readNextMatch',
    summary: 'Read your next match, alone or in a team',
    description:
      'Answers the match that the caller plays next, with its tournament. `match` is null when there is none.',
    permission: permissions.readOwn,
    answers: { 200: nextMatchShape },
  }).runs({
    async handle({ services: { ports }, actor }) {
      await confirmSilentOf(ports, actor.playerId);
      const next = await findNextMatch(ports.db, actor.playerId);
      const match = next === null ? null : await findMatch(ports.db, next.id);
      return {
        status: 200,
        body: { match: next === null || match === null ? null : ownMatchJson({ ...next, match }) },
      };
    },
  }),
];
