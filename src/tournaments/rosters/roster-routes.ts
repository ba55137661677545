// HTTP route for a change of a roster.

import { refuse } from '../../core/errors.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { rosterShape } from '../registration/contract.ts';
import { findEntrant, listRoster } from '../registration/entrant-store.ts';
import { changeRoster } from './change-roster.ts';
import { rosterSet } from './contract.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const rosterRoutes = [
  route({
    method: 'PUT',
    path: '/v1/registrations/:id/roster',
    name: 'changeRoster',
    summary: 'Say anew who plays for a team, as its captain',
    description:
      'Replaces the roster while registration is open, for example after a member has left. When registration ends it is locked; until the start only players whom a sanction keeps from playing are replaced. Writes the event `registration_changed`.',
    ifMatchOf: 'readRoster',
    permission: permissions.changeRoster,
    limit: 'registration',
    params: { id: 'registration' },
    body: rosterSet,
    answers: { 200: rosterShape },
    problems: [
      ...([
        'state_conflict',
        'registration_not_open',
        'roster_incomplete',
        'sanctioned',
        'already_registered',
      ] as const),
      ...(['not_on_list', 'invitation_required', 'invitation_not_valid'] as const),
    ],
  }).runs({
    authorize: hideUnreadable('registration', async ({ services: { ports }, actor, params }) => {
      const entrant = await run(() => findEntrant(ports.db.sql, params.id));
      if (entrant === null) throw refuse('not_found', { kind: 'registration' });
      if (entrant.playerId !== actor.playerId) throw refuse('forbidden', { needs: 'captain of this team' });
    }),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params, body }) => {
      await changeRoster(ports, actor, params.id, body.playerIds);
      return { status: 200, body: { items: await run(() => listRoster(ports.db.sql, params.id)) } };
    }),
  }),
];
