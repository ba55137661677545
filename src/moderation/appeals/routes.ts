// HTTP routes of appeals.

import { refuse } from '../../core/errors.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isModerator, moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import { findSanction } from '../sanctions/store.ts';
import { appealSanction, ruleOnAppeal } from './appeal-sanction.ts';
import { findAppealOf, listOpenAppeals } from './appeal-store.ts';
import { appealCreate, appealJson, appealRuling, appealShape } from './contract.ts';

interface Services {
  readonly ports: Ports;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
}

const route = routesFor<Services>();

export const appealRoutes = [
  route({
    method: 'POST',
    path: '/v1/sanctions/:id/appeals',
    name: 'appealSanction',
    summary: 'Appeal against a sanction on yourself, once',
    description:
      'Asks for another decision about a sanction, once and within the time for appeals. Another moderator decides; until then the sanction stands.',
    permission: permissions.appeal,
    params: { id: 'sanction' },
    body: appealCreate,
    answers: { 201: appealShape },
    problems: ['state_conflict'],
  }).runs({
    async authorize({ services: { ports }, actor, params }) {
      const sanction = await run(() => findSanction(ports.db.sql, params.id));
      if (sanction?.playerId !== actor.playerId) throw refuse('not_found', { kind: 'sanction' });
    },
    async handle({ services: { ports, appealDays }, actor, params, body: { text } }) {
      const appeal = await appealSanction(ports, actor, { sanctionId: params.id, text, windowDays: appealDays });
      return { status: 201, body: appealJson(appeal), headers: { location: `/v1/sanctions/${params.id}/appeals` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sanctions/:id/appeals',
    name: 'readAppeal',
    summary: 'Read the appeal against a sanction, as its player or a moderator',
    description:
      'Answers the statement of the player and, when it was decided, the decision. For others it does not exist.',
    permission: permissions.readAppeal,
    params: { id: 'sanction' },
    answers: { 200: appealShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const appeal = await findAppealOf(ports.db, params.id);
      if (appeal === null || !(appeal.playerId === actor.playerId || isModerator(actor)))
        throw refuse('not_found', { kind: 'appeal' });
      return { status: 200, body: appealJson(appeal) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/appeals',
    name: 'listAppeals',
    summary: 'List the open appeals, oldest first',
    description: 'Lists appeals that wait for a decision. Those that were decided are read with their sanction.',
    permission: permissions.readSanctions,
    query: pageOnly,
    answers: { 200: pageShape(appealShape) },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, query }) {
      const page = pageOf(query);
      const { items, nextCursor } = toPage(await listOpenAppeals(ports.db, page), page.limit, (appeal) => appeal.id);
      return { status: 200, body: { items: items.map(appealJson), nextCursor } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/appeals/:id/rulings',
    name: 'ruleOnAppeal',
    summary: 'Decide an appeal, as a moderator who had no part in the sanction',
    description:
      'Upholds, shortens or lifts the sanction, with a reason that the player reads. It counts at once, and an appeal is decided once.',
    permission: permissions.decideSanctions,
    params: { id: 'appeal' },
    body: appealRuling,
    answers: { 200: appealShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: appealJson(await ruleOnAppeal(ports, actor, params.id, body)) };
    },
  }),
];
