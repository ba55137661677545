// HTTP route of the notices of a player.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions } from '../permission.ts';
import { noticeJson, noticeQuery, noticeShape } from './contract.ts';
import { noticePageKey } from './notice.ts';
import { listNotices } from './notice-store.ts';

interface Services {
  readonly ports: Ports;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
}

const route = routesFor<Services>();

export const noticeRoutes = [
  route({
    method: 'GET',
    path: '/v1/me/notices',
    name: 'listOwnNotices',
    summary: 'List what moderators have decided about you, newest first',
    description:
      'Lists sanctions, appeals, removals, dismissed strikes, reviews of drafts, and the outcome of your reports, each with a text in English and Bengali. Ask again with `since` a few minutes before the newest one that you have, and leave out keys that you know: an act may be stored a moment after its time.',
    permission: permissions.readOwnNotices,
    query: noticeQuery,
    answers: { 200: pageShape(noticeShape) },
  }).runs({
    async handle({ services: { ports, appealDays }, actor, query: { since = null, ...rest } }) {
      const page = pageOf(rest);
      const filter = { playerId: actor.playerId, since, now: ports.clock() };
      const { items, nextCursor } = toPage(await listNotices(ports.db, filter, page), page.limit, noticePageKey);
      return { status: 200, body: { items: items.map((one) => noticeJson(one, appealDays)), nextCursor } };
    },
  }),
];
