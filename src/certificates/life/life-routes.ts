// HTTP routes of acts of the organizer and of moderators on an issued certificate.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { staffCertificateJson, staffCertificateShape } from '../contract.ts';
import { refuseUnprintable } from '../issuing/issue-certificate.ts';
import { type CertificateAct, certificatePermissions as permissions } from '../permission.ts';
import type { CertificateRow } from '../store.ts';
import { authorizeAct, changeCertificateState } from './change-certificate.ts';
import {
  expirySet,
  reinstatementCreate,
  replacementCreate,
  replacementShape,
  revocationCreate,
  suspensionCreate,
} from './contract.ts';
import { replaceCertificate } from './replace-certificate.ts';
import { revokeCertificate } from './revoke-certificate.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void> };
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
}

const route = routesFor<Services>();

interface OfCertificate {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'certificate'> };
}

/** Who may not do the act. */
const judges =
  (act: CertificateAct) =>
  ({ services, actor, params }: OfCertificate) =>
    authorizeAct(services.ports, actor, params.id, act);

const params = { id: 'certificate' } as const;
const changed = { 200: staffCertificateShape } as const;

const answer = (row: CertificateRow, { publicUrl }: Services) => {
  return { status: 200, body: staffCertificateJson(row, publicUrl) } as const;
};

export const lifeRoutes = [
  route({
    method: 'POST',
    path: '/v1/certificates/:id/revocation',
    name: 'revokeCertificate',
    summary: 'Revoke a certificate for ever, alone or with its whole chain of replacements',
    description:
      'Makes a certificate invalid for ever, with a public reason. Everybody who verifies it sees that within 60 seconds.',
    ifMatchOf: 'readCertificate',
    permission: permissions.change,
    params,
    body: revocationCreate,
    answers: changed,
    problems: ['state_conflict', 'successor_valid'],
  }).runs({
    authorize: judges('revoke'),
    async handle({ services, actor, params: { id }, body }) {
      return answer(await revokeCertificate(services.ports, actor, id, body), services);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/certificates/:id/suspension',
    name: 'suspendCertificate',
    summary: 'Suspend a certificate until it is reinstated',
    description: 'Makes a certificate invalid for a time, with a public reason. A reinstatement makes it valid again.',
    ifMatchOf: 'readCertificate',
    permission: permissions.suspend,
    params,
    body: suspensionCreate,
    answers: changed,
    problems: ['state_conflict'],
  }).runs({
    authorize: judges('suspend'),
    async handle({ services, actor, params: { id }, body }) {
      return answer(await changeCertificateState(services.ports, actor, id, { act: 'suspend', ...body }), services);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/certificates/:id/reinstatement',
    name: 'reinstateCertificate',
    summary: 'End the suspension of a certificate',
    description: 'Makes a suspended certificate valid again. A revoked one stays revoked.',
    ifMatchOf: 'readCertificate',
    permission: permissions.suspend,
    params,
    body: reinstatementCreate,
    answers: changed,
    problems: ['state_conflict'],
  }).runs({
    authorize: judges('reinstate'),
    async handle({ services, actor, params: { id }, body }) {
      return answer(await changeCertificateState(services.ports, actor, id, { act: 'reinstate', ...body }), services);
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/certificates/:id/expiry',
    name: 'setCertificateExpiry',
    summary: 'Set the end of a certificate, or remove it',
    description:
      'Sets until when the certificate is valid; null removes the end. Verification answers `expired` afterwards.',
    ifMatchOf: 'readCertificate',
    permission: permissions.change,
    params,
    body: expirySet,
    answers: changed,
    problems: ['state_conflict'],
  }).runs({
    authorize: judges('set_expiry'),
    async handle({ services, actor, params: { id }, body }) {
      return answer(await changeCertificateState(services.ports, actor, id, { act: 'set_expiry', ...body }), services);
    },
  }),
  route({
    method: 'POST',
    path: '/v1/certificates/:id/replacement',
    name: 'replaceCertificate',
    summary: 'Replace a certificate by one with a corrected name or in another language',
    description:
      'Issues a new certificate with another name or language. The old one says by which code it was replaced.',
    ifMatchOf: 'readCertificate',
    permission: permissions.change,
    params,
    body: replacementCreate,
    answers: { 202: replacementShape },
    problems: ['state_conflict', 'replacement_identical', 'misconfigured'],
  }).runs({
    authorize: judges('replace'),
    async handle({ services: { ports, jobs, issuingFault }, actor, params: { id }, body }) {
      refuseUnprintable(issuingFault);
      const replaced = await replaceCertificate(ports, actor, id, body);
      // Also on a repetition: the first request may have ended between its commit and the queue. The queue skips a certificate that is
      // no longer pending.
      await jobs.issueCertificates([replaced.id]);
      return {
        status: 202,
        body: { id: replaced.id, code: replaced.code },
        headers: { location: `/v1/certificates/${replaced.id}` },
      };
    },
  }),
];
