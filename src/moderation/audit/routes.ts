// HTTP routes of the audit trail.

import { listAudit } from '../../audit/store.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import { auditExportQuery, auditJson, auditQuery, auditShape } from './contract.ts';
import { type AuditForm, exportAudit, mediaTypes } from './export-audit.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

const headersOf = (form: AuditForm) => ({
  'content-type': mediaTypes[form],
  'content-disposition': `attachment; filename="audit.${form}"`,
  'cache-control': 'private, no-store',
});

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/audit',
    name: 'listAudit',
    summary: 'List what was done, by reference, by actor or by event, newest first',
    description:
      'Lists every act that was noted, such as those on a match, those of a moderator, or all of one event; filters narrow the list together. Rows are never changed or deleted.',
    permission: permissions.readAudit,
    query: auditQuery,
    answers: { 200: pageShape(auditShape) },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, query }) {
      const page = pageOf(query);
      const rows = await listAudit(ports.db, query, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return { status: 200, body: { items: items.map(auditJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/audit.csv',
    name: 'exportAuditCsv',
    summary: 'Export the audit trail as CSV',
    description:
      'Answers all rows that the same filters list, newest first, as one file. It is streamed, so that any length is possible.',
    permission: permissions.readAudit,
    query: auditExportQuery,
    answers: { 200: { mediaType: mediaTypes.csv } },
  }).runs({
    requires: refuseUnlessModerator,
    handle: async ({ services: { ports }, query }) => ({
      status: 200,
      headers: headersOf('csv'),
      body: exportAudit(ports.db, query, 'csv'),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/audit.ndjson',
    name: 'exportAuditNdjson',
    summary: 'Export the audit trail as one JSON object a line',
    description:
      'Answers all rows that the same filters list, newest first, each as the list has it, as one file. It is streamed, so that any length is possible.',
    permission: permissions.readAudit,
    query: auditExportQuery,
    answers: { 200: { mediaType: mediaTypes.ndjson } },
  }).runs({
    requires: refuseUnlessModerator,
    handle: async ({ services: { ports }, query }) => ({
      status: 200,
      headers: headersOf('ndjson'),
      body: exportAudit(ports.db, query, 'ndjson'),
    }),
  }),
];
