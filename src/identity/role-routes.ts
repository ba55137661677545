// HTTP routes of granted roles. For administrators.

import type { Id } from '../core/id.ts';
import { routesFor } from '../http/route.ts';
import type { Ports } from '../outbox/ports.ts';
import { grantRole, refuseUnlessAdmin, withdrawRole } from './change-roles.ts';
import { grantedRoleShape, grantedRolesShape, roleGrant } from './contract.ts';
import { identityPermissions as permissions } from './permission.ts';
import { grantableRoles } from './player.ts';
import { listRoles } from './store.ts';

interface Services {
  readonly ports: Ports;
  /** Drops what is cached of a player. */
  readonly forget: (player: Id<'player'>) => void;
}

const route = routesFor<Services>();

export const roleRoutes = [
  route({
    method: 'GET',
    path: '/v1/players/:id/roles',
    name: 'listRoles',
    summary: 'List the roles that Laurel has granted to a player',
    description:
      'Lists the roles that were granted in Laurel, with who granted them. Roles that come with a token are not listed.',
    permission: permissions.readRoles,
    params: { id: 'player' },
    answers: { 200: grantedRolesShape },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, params }) {
      return { status: 200, body: { items: await listRoles(ports.db, params.id) } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/players/:id/roles',
    name: 'grantRole',
    summary: 'Grant a role to a player',
    description:
      'Gives the player a role beside those of the token. It counts at once for acts, and within 60 seconds for reads; the grant is in the audit trail.',
    permission: permissions.changeRoles,
    params: { id: 'player' },
    body: roleGrant,
    answers: { 200: grantedRoleShape },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports, forget }, actor, params, body }) {
      const granted = await grantRole(ports, actor, { playerId: params.id, role: body.role });
      forget(params.id);
      return { status: 200, body: granted };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/players/:id/roles/:role',
    name: 'withdrawRole',
    summary: 'Withdraw a role that Laurel has granted',
    description:
      'Takes back a role that was granted in Laurel. It ends at once for acts, and within 60 seconds for reads; a role of the token stays.',
    permission: permissions.changeRoles,
    params: { id: 'player', role: grantableRoles },
    answers: { 204: null },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports, forget }, actor, params }) {
      await withdrawRole(ports, actor, { playerId: params.id, role: params.role });
      forget(params.id);
      return { status: 204 };
    },
  }),
];
