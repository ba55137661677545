// HTTP routes of moderation.

import { listAudit } from '../audit/store.ts';
import { toPage } from '../core/page.ts';
import { routesFor } from '../http/route.ts';
import { pageOf, pageShape } from '../http/wire.ts';
import type { Ports } from '../outbox/ports.ts';
import { auditJson, auditQuery, auditShape } from './contract.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from './permission.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const moderationRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/audit',
    name: 'listAudit',
    summary: 'List what was done to one subject and by whom, newest first',
    description:
      'Lists every act that was noted for a subject, such as a match or a certificate. Rows are never changed or deleted.',
    permission: permissions.readAudit,
    query: auditQuery,
    answers: { 200: pageShape(auditShape) },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, query: { refType, refId, ...rest } }) {
      const page = pageOf(rest);
      const rows = await listAudit(ports.db, { refType, refId }, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return { status: 200, body: { items: items.map(auditJson), nextCursor } };
    },
  }),
];
