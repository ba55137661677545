// HTTP routes of issuing: start it, and follow its progress.

import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../../tournaments/authorize-run.ts';
import { staffCertificateJson } from '../contract.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { countProgress, listCertificates } from '../store.ts';
import { certificatesIssue, issuedShape, progressJson, progressShape } from './contract.ts';
import { refuseUnprintable } from './issue-certificate.ts';
import { issueCertificates } from './issue-certificates.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void> };
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
}

const route = routesFor<Services>();

export const issuingRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/certificates',
    name: 'issueCertificates',
    summary: 'Issue the missing certificates of a completed tournament; the files are made afterwards',
    description:
      'Makes a certificate for every placed entrant who has none yet. The answer comes at once; files are drawn afterwards, and the same request shows or continues the progress.',
    permission: permissions.issue,
    params: { id: 'tournament' },
    body: certificatesIssue,
    answers: { 202: progressShape },
    problems: [
      'state_conflict',
      'tournament_not_completed',
      'review_required',
      'not_placed',
      'issuer_required',
      'unprintable_text',
      'misconfigured',
    ],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id, 'own'),
    async handle({ services: { ports, jobs, issuingFault }, actor, params: { id }, body }) {
      refuseUnprintable(issuingFault);
      const { registrationIds: only, memberIds: members } = body;
      const input = { only, members, title: body.printedTitle, issuer: body.printedIssuer };
      const { pendingIds, ...progress } = await issueCertificates(ports, actor, id, input);
      await jobs.issueCertificates(pendingIds);
      return {
        status: 202,
        body: progressJson(progress),
        headers: { location: `/v1/tournaments/${id}/certificates` },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/certificates',
    name: 'listIssuedCertificates',
    summary: 'Read the progress of issuing and list the certificates of a tournament',
    description:
      'Lists the certificates of a tournament with their states. `total`, `issued` and `pending` count them.',
    permission: permissions.listIssued,
    params: { id: 'tournament' },
    query: pageOnly,
    answers: { 200: issuedShape },
  }).runs({
    async handle({ services: { ports, publicUrl }, actor, params: { id }, query }) {
      await authorizeRun(ports.db, actor, id, 'own');
      const page = pageOf(query);
      // Count before listing: if `pending` is zero, no listed row is pending.
      const progress = progressJson(await run(() => countProgress(ports.db.sql, id)));
      const rows = await listCertificates(ports.db, id, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return {
        status: 200,
        body: { ...progress, items: items.map((row) => staffCertificateJson(row, publicUrl)), nextCursor },
      };
    },
  }),
];
