// HTTP routes that read certificates. The edge serves the public answers.

import { refuse } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { routesFor } from '../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../http/wire.ts';
import type { Ports } from '../outbox/ports.ts';
import { certificateJson, certificateShape, staffCertificateJson, staffCertificateShape } from './contract.ts';
import { mayDownload, mayReadNotes, certificatePermissions as permissions } from './permission.ts';
import { findCertificate, listHeldCertificates } from './store.ts';

interface Services {
  readonly ports: Ports;
  readonly publicUrl: string;
}

const route = routesFor<Services>();

export const certificateRoutes = [
  route({
    method: 'GET',
    path: '/v1/me/certificates',
    name: 'listOwnCertificates',
    summary: 'List the certificates of the caller, newest first',
    description:
      'Lists certificates that were issued to the caller, alone, as a member or to a team of the caller. Replaced and revoked ones are in the list.',
    permission: permissions.listHeld,
    query: pageOnly,
    answers: { 200: pageShape(certificateShape) },
  }).runs({
    async handle({ services: { ports, publicUrl }, actor, query }) {
      const page = pageOf(query);
      const rows = await listHeldCertificates(ports.db, actor.playerId, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return { status: 200, body: { items: items.map((row) => certificateJson(row, publicUrl)), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/certificates/:id',
    name: 'readCertificate',
    summary: 'Read a certificate, as its holder or as the organizer, who also sees the notes for staff',
    description:
      'Answers a certificate with its state and its files. Notes for staff are shown to the organizer and administrators alone.',
    permission: permissions.read,
    params: { id: 'certificate' },
    answers: { 200: certificateShape.or(staffCertificateShape) },
  }).runs({
    async handle({ services: { ports, publicUrl }, actor, params }) {
      const row = await findCertificate(ports.db, params.id);
      if (row === null) throw refuse('not_found', { kind: 'certificate' });
      if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
      const toJson = mayReadNotes(actor, row) ? staffCertificateJson : certificateJson;
      return { status: 200, body: toJson(row, publicUrl) };
    },
  }),
];
