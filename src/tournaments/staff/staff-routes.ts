// HTTP routes of staff: invite, list, accept, leave or remove, and the caller's own roles.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { listShape, pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { acceptStaffRole, endStaffRole, refuseUnlessSelf } from './answer-invitation.ts';
import { ownStaffRoleJson, ownStaffRoleShape, staffCreate, staffJson, staffShape } from './contract.ts';
import { inviteStaff } from './invite-staff.ts';
import { listOwnStaffRoles, listStaff } from './staff-store.ts';

interface Services {
  readonly ports: Ports;
}

interface OfMember {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'tournament'>; readonly playerId: Id<'player'> };
}

const route = routesFor<Services>();

const ofMember = { id: 'tournament', playerId: 'player' } as const;
const keyOf = ({ params: { id, playerId } }: Pick<OfMember, 'params'>) => ({ tournamentId: id, playerId });

export const staffRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/staff',
    name: 'inviteStaff',
    summary: 'Invite somebody as staff of a tournament',
    description:
      'Offers a player a role in this tournament. It counts when the player accepts; who has a role or an invitation already keeps it, and the answer is `state_conflict`.',
    permission: permissions.own,
    params: { id: 'tournament' },
    body: staffCreate,
    answers: { 201: staffShape },
    problems: ['state_conflict', 'limit_reached'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id, 'own'),
    async handle({ services: { ports }, actor, params: { id }, body }) {
      const member = await inviteStaff(ports, actor, { tournamentId: id, ...body });
      return { status: 201, body: staffJson(member), headers: { location: `/v1/tournaments/${id}/staff` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/staff',
    name: 'listStaff',
    summary: 'List the staff of a tournament and who is invited, as staff',
    description:
      'Lists who has a role in this tournament, and who was invited and has not accepted. Only its organizer and its staff read the list.',
    permission: permissions.readStaff,
    params: { id: 'tournament' },
    answers: { 200: listShape(staffShape) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      await authorizeRun(ports.db, actor, id, 'read');
      return { status: 200, body: { items: (await listStaff(ports.db, id)).map(staffJson) } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/staff/:playerId/acceptance',
    name: 'acceptStaffRole',
    summary: 'Accept an invitation as staff',
    description:
      'Takes the role that was offered to the caller. From now on the caller may do what the role allows in this tournament, and nothing in others.',
    permission: permissions.acceptStaff,
    params: ofMember,
    answers: { 200: staffShape },
    problems: ['sanctioned'],
  }).runs({
    authorize: async ({ actor, params }) => refuseUnlessSelf(actor, params.playerId),
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: staffJson(await acceptStaffRole(ports, actor, keyOf({ params }))) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/tournaments/:id/staff/:playerId',
    name: 'endStaffRole',
    summary: 'Decline an invitation or leave as staff; remove somebody as the organizer',
    description: 'Ends an invitation or a role at once. The caller ends the own one; the organizer ends any.',
    permission: permissions.endStaff,
    params: ofMember,
    answers: { 204: null },
  }).runs({
    async authorize({ services: { ports }, actor, params }) {
      if (actor.playerId !== params.playerId) await authorizeRun(ports.db, actor, params.id, 'own');
    },
    async handle({ services: { ports }, actor, params }) {
      await endStaffRole(ports, actor, keyOf({ params }));
      return { status: 204 };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/staff-roles',
    name: 'listOwnStaffRoles',
    summary: 'List the tournaments in which you are staff or invited, the newest first',
    description:
      'Lists invitations and roles of the caller with their tournaments. An invitation has no time of acceptance yet.',
    permission: permissions.readOwn,
    query: pageOnly,
    answers: { 200: pageShape(ownStaffRoleShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const page = pageOf(query);
      const rows = await listOwnStaffRoles(ports.db, actor.playerId, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ tournamentId }) => tournamentId);
      return { status: 200, body: { items: items.map(ownStaffRoleJson), nextCursor } };
    },
  }),
];
