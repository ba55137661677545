// HTTP routes of the rights of moderators on queues. For administrators.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessAdmin } from '../permission.ts';
import { reportCategories } from '../reports/subject.ts';
import { queueRightJson, queueRightShape, queueRightsShape } from './contract.ts';
import { grantQueue, withdrawQueue } from './grant-queue.ts';
import { listQueueRights } from './queue-store.ts';

const route = routesFor<{ readonly ports: Ports }>();
const path = '/v1/moderation/queues/:category/moderators/:id';
const params = { category: reportCategories, id: 'player' } as const;

export const queueRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/queues',
    name: 'listQueueRights',
    summary: 'List which moderators see which queues',
    description: 'Lists the rights by category. Administrators see all queues and are not listed.',
    permission: permissions.grantQueues,
    answers: { 200: queueRightsShape },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports } }) {
      return { status: 200, body: { items: (await listQueueRights(ports.db)).map(queueRightJson) } };
    },
  }),
  route({
    method: 'PUT',
    path,
    name: 'grantQueue',
    summary: 'Let a moderator see a queue and act on its cases',
    description: 'Counts from the next request, while the player has the role of a moderator. The audit trail has it.',
    permission: permissions.grantQueues,
    params,
    answers: { 200: queueRightShape },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, actor, params: { id, category } }) {
      return { status: 200, body: queueRightJson(await grantQueue(ports, actor, { playerId: id, category })) };
    },
  }),
  route({
    method: 'DELETE',
    path,
    name: 'withdrawQueue',
    summary: 'Take the right on a queue from a moderator',
    description: 'Counts from the next request, also for cases that the moderator has taken. The audit trail has it.',
    permission: permissions.grantQueues,
    params,
    answers: { 204: null },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, actor, params: { id, category } }) {
      await withdrawQueue(ports, actor, { playerId: id, category });
      return { status: 204 };
    },
  }),
];
