// HTTP routes of exports. The edge sends their files.

import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../../tournaments/authorize-run.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { exportCreate, exportJson, exportShape } from './contract.ts';
import { requestExport, showExport } from './request-export.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { makeExports(ids: readonly Id<'export'>[]): Promise<void> };
}

const route = routesFor<Services>();

export const exportRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/certificate-exports',
    name: 'exportCertificates',
    summary: 'Ask for all certificates of a tournament in files: one ZIP archive, or PDFs of at most 500 pages',
    description:
      'The files are made afterwards; read the export until its state is `finished`. Revoked, suspended and undrawn certificates are left out and listed. While no certificate changes, the same request answers the same export.',
    permission: permissions.export,
    params: { id: 'tournament' },
    body: exportCreate,
    answers: { 202: exportShape },
    problems: ['nothing_to_export'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id, 'own'),
    async handle({ services: { ports, jobs }, actor, params, body: { format } }) {
      const id = await requestExport(ports, actor, params.id, format);
      const shown = await showExport(ports, actor, id);
      // Also on a repetition: the first request may have ended between its commit and the queue.
      if (shown.finishedAt === null) await jobs.makeExports([id]);
      return { status: 202, body: exportJson(shown), headers: { location: `/v1/certificate-exports/${id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/certificate-exports/:id',
    name: 'readCertificateExport',
    summary: 'Read how far an export of certificates is, its files, and which certificates it leaves out',
    description:
      'Answers the progress and, once it is finished, the files with their numbers. An export is `outdated` as soon as a certificate of the tournament changes.',
    permission: permissions.export,
    params: { id: 'export' },
    answers: { 200: exportShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: exportJson(await showExport(ports, actor, id)) };
    },
  }),
];
