// HTTP routes of the export of statements of reasons.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import { statementsQuery } from './contract.ts';
import { exportStatements, type StatementFormat } from './export-statements.ts';

const route = routesFor<{ readonly ports: Ports }>();

const mediaTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

const exportIn = (format: StatementFormat, { name, title, rows }: Record<'name' | 'title' | 'rows', string>) =>
  route({
    method: 'GET',
    path: `/v1/moderation/statements.${format}`,
    name,
    summary: `Export statements of reasons as ${title}`,
    description: `Answers what the EU transparency database asks of each decision, with its field names: sanctions first, then frozen wallets, suspended certificates and voided prizes. It is streamed, so that any length is possible; read the facts before you send them on, since they are the words of moderators. ${rows}`,
    permission: permissions.exportStatements,
    query: statementsQuery,
    answers: { 200: { mediaType: mediaTypes[format] } },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, query }) {
      const headers = {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="statements.${format}"`,
        'cache-control': 'private, no-store',
      };
      return { status: 200, headers, body: exportStatements(ports.db, query, format) };
    },
  });

export const statementRoutes = [
  exportIn('csv', {
    name: 'exportStatementsCsv',
    title: 'CSV',
    rows: 'The first line names the fields; a list is JSON in one cell.',
  }),
  exportIn('ndjson', {
    name: 'exportStatementsNdjson',
    title: 'NDJSON',
    rows: 'Each line is one JSON object, as the database takes it.',
  }),
];
