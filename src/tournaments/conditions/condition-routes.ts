// HTTP routes of entry conditions: invitation codes and the allow list.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { changeAllowList } from './change-allow-list.ts';
import { listAllowed, listCodes } from './condition-store.ts';
import {
  allowedJson,
  allowedShape,
  allowListChange,
  allowListChangedJson,
  allowListChangedShape,
  invitationCreate,
  invitationJson,
  invitationShape,
  madeInvitationJson,
  madeInvitationShape,
} from './contract.ts';
import { makeCode } from './make-code.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

interface OfTournament {
  readonly services: { readonly ports: Ports };
  readonly actor: Actor;
  readonly params: { readonly id: Id<'tournament'> };
}

const route = routesFor<OfTournament['services']>();

const authorize = ({ services, actor, params }: OfTournament) =>
  authorizeRun(services.ports.db, actor, params.id, 'enter');

export const conditionRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/invitation-codes',
    name: 'makeInvitationCode',
    summary: 'Make an invitation code, as the organizer or a co-organizer',
    description:
      'Makes a code with which as many players may register as `usesMax` says, until the start. It counts where `entryCondition` of the tournament asks for a code; the answer shows it once.',
    permission: permissions.enterGuests,
    params: { id: 'tournament' },
    body: invitationCreate,
    answers: { 201: madeInvitationShape },
    problems: ['state_conflict', 'limit_reached'],
  }).runs({
    authorize,
    async handle({ services: { ports }, actor, params: { id }, body }) {
      const headers = { location: `/v1/tournaments/${id}/invitation-codes` };
      return { status: 201, body: madeInvitationJson(await makeCode(ports, actor, id, body)), headers };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/invitation-codes',
    name: 'listInvitationCodes',
    summary: 'List the invitation codes of a tournament with their uses, oldest first',
    description:
      'Lists codes with how often each was used, and whether it has ended. The codes themselves are not stored and not shown.',
    permission: permissions.enterGuests,
    params: { id: 'tournament' },
    query: pageOnly,
    answers: { 200: pageShape(invitationShape) },
  }).runs({
    async handle({ services, actor, params, query }) {
      await authorize({ services, actor, params });
      const page = pageOf(query);
      const rows = await listCodes(services.ports.db, params.id, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ id }) => id);
      return { status: 200, body: { items: items.map(invitationJson), nextCursor } };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/tournaments/:id/invitation-codes/:codeId',
    name: 'withdrawInvitationCode',
    summary: 'End an invitation code',
    description: 'Nobody registers with the code any more. Who has registered with it stays registered.',
    permission: permissions.enterGuests,
    params: { id: 'tournament', codeId: 'invitation' },
    answers: { 204: null },
    problems: ['state_conflict'],
  }).runs({
    authorize,
    async handle({ services: { ports }, actor, params: { id, codeId } }) {
      await withdrawInvitation(ports, actor, id, codeId);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/allow-list',
    name: 'changeAllowList',
    summary: 'Add people to the allow list of a tournament, or remove them',
    description:
      'Says who may register where `entryCondition` asks for the list: players, or subjects of identity providers who may have no account yet. In mode `team` everybody who plays has to be on it.',
    permission: permissions.enterGuests,
    params: { id: 'tournament' },
    body: allowListChange,
    answers: { 200: allowListChangedShape },
    problems: ['state_conflict', 'limit_reached'],
  }).runs({
    authorize,
    async handle({ services: { ports }, actor, params: { id }, body }) {
      return { status: 200, body: allowListChangedJson(await changeAllowList(ports, actor, id, body)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/allow-list',
    name: 'readAllowList',
    summary: 'List who may register, as the organizer or a co-organizer',
    description:
      'Lists the entries of the allow list. Subjects of identity providers are shown as the hashes that are stored.',
    permission: permissions.enterGuests,
    params: { id: 'tournament' },
    query: pageOnly,
    answers: { 200: pageShape(allowedShape) },
  }).runs({
    async handle({ services, actor, params, query }) {
      await authorize({ services, actor, params });
      const page = pageOf(query);
      const rows = await listAllowed(services.ports.db, params.id, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ reference }) => reference);
      return { status: 200, body: { items: items.map(allowedJson), nextCursor } };
    },
  }),
];
