// HTTP routes of what the holder may change: the printed name, and who sees the certificate.

import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { certificateJson, certificateShape } from '../contract.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { printedNameSet, privacySet, privacyShape } from './contract.ts';
import { hideCertificate, refuseUnlessHolder } from './hide-certificate.ts';
import { findForSpelling, setPrintedName } from './set-printed-name.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void> };
  readonly publicUrl: string;
}

const route = routesFor<Services>();

export const holderRoutes = [
  route({
    method: 'PUT',
    path: '/v1/certificates/:id/printed-name',
    name: 'setPrintedName',
    summary: 'Spell the name of a certificate that waits for a printable one, as its holder or as the organizer',
    description:
      'Gives a spelling for a name that the fonts cannot print. The certificate is drawn with it afterwards.',
    ifMatchOf: 'readCertificate',
    permission: permissions.spellName,
    params: { id: 'certificate' },
    body: printedNameSet,
    answers: { 200: certificateShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => findForSpelling(services.ports, actor, params.id),
    async handle({ services: { ports, jobs, publicUrl }, actor, params: { id }, body }) {
      const row = await setPrintedName(ports, actor, id, body);
      await jobs.issueCertificates([id]);
      return { status: 200, body: certificateJson(row, publicUrl) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/certificates/:id/privacy',
    name: 'setCertificatePrivacy',
    summary: 'Hide what is printed from the public, or show it again, on the whole chain of replacements',
    description:
      'Hides or shows what is printed on the certificate and on those it replaces. A hidden certificate can still be verified, without the name.',
    ifMatchOf: 'readCertificate',
    permission: permissions.hide,
    params: { id: 'certificate' },
    body: privacySet,
    answers: { 200: privacyShape },
  }).runs({
    authorize: ({ services, actor, params }) => refuseUnlessHolder(services.ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: { isPrivate } }) {
      await hideCertificate(ports, actor, id, isPrivate);
      return { status: 200, body: { id, isPrivate } };
    },
  }),
];
