// HTTP routes of issuer profiles. Reading is public: profiles are printed on certificates.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import type { Ports } from '../../outbox/ports.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { issuerJson, issuerSet, issuerShape } from './contract.ts';
import { findIssuer } from './issuer-store.ts';
import { refuseUnlessMayIssue, setIssuer } from './set-issuer.ts';

interface Services {
  readonly ports: Ports;
  readonly objects: ObjectStore;
}

const route = routesFor<Services>();

/** `me` stands before `:id`: the first route that matches answers. */
export const issuerRoutes = [
  route({
    method: 'GET',
    path: '/v1/issuers/me',
    name: 'readOwnIssuer',
    summary: 'Read the issuer profile of the caller',
    description:
      'Answers name, site, logo and signatory as the caller has set them. Without a profile the answer is `not_found`.',
    permission: permissions.readOwnIssuer,
    answers: { 200: issuerShape },
    problems: ['not_found'],
  }).runs({
    handle: ({ services, actor }) => show(services, actor.playerId),
  }),
  route({
    method: 'PUT',
    path: '/v1/issuers/me',
    name: 'setIssuer',
    summary: 'Set how the caller is named on certificates that are issued from now on',
    description: 'Replaces the whole profile. Certificates that were issued keep what was printed on them.',
    ifMatchOf: 'readOwnIssuer',
    permission: permissions.setIssuer,
    body: issuerSet,
    answers: { 200: issuerShape },
  }).runs({
    requires: refuseUnlessMayIssue,
    async handle({ services: { ports, objects }, actor, body }) {
      return { status: 200, body: issuerJson(await setIssuer({ ...ports, objects }, actor, body)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/issuers/:id',
    name: 'readIssuer',
    summary: 'Read the issuer profile of an organizer',
    description: 'Answers what the organizer shows on certificates. Without a profile the answer is `not_found`.',
    permission: permissions.readIssuer,
    params: { id: 'player' },
    answers: { 200: issuerShape },
  }).runs({
    handle: ({ services, params }) => show(services, params.id),
  }),
];

async function show({ ports }: Services, playerId: Id<'player'>) {
  const issuer = await findIssuer(ports.db, playerId);
  if (issuer === null) throw refuse('not_found', { kind: 'issuer' });
  return { status: 200, body: issuerJson(issuer) } as const;
}
