// HTTP routes of sandboxes.

import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import { parse } from '../../http/validate.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentCreate } from '../contract.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { refuseUnlessMayCreate } from '../setup/create-tournament.ts';
import {
  draftOf,
  sandboxCreate,
  sandboxJson,
  sandboxShape,
  sandboxStatusJson,
  sandboxStatusShape,
} from './contract.ts';
import { createSandbox } from './create-sandbox.ts';
import { deleteSandbox, refuseUnlessRemoves } from './delete-sandbox.ts';
import { showSandbox } from './show-sandbox.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { readonly driveSandbox: (id: Id<'tournament'>) => Promise<void> };
  /** Closes the live sockets of a tournament that was removed. */
  readonly closeRooms: (id: Id<'tournament'>) => void;
}

const route = routesFor<Services>();

export const sandboxRoutes = [
  route({
    method: 'POST',
    path: '/v1/sandbox/tournaments',
    name: 'createSandbox',
    summary: 'Make a tournament that simulated players play',
    description:
      'Makes a tournament of the caller and begins at once: simulated players register, check in, report, confirm and contest at the chosen speed, by the acts of real people. Coins are play coins of their own currency; there are no certificates; public lists do not show it, and after seven days it is removed.',
    permission: permissions.create,
    body: sandboxCreate,
    answers: { 201: sandboxShape },
    problems: ['sanctioned', 'limit_reached'],
  }).runs({
    requires: refuseUnlessMayCreate,
    async handle({ services: { ports, jobs }, actor, body }) {
      const input = parse(tournamentCreate, draftOf(body, ports.clock()));
      const tournament = await createSandbox(ports, actor, input, body);
      // Cron finds it if this is lost.
      await jobs.driveSandbox(tournament.id);
      return {
        status: 201,
        body: sandboxJson(tournament, body),
        headers: { location: `/v1/tournaments/${tournament.id}` },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sandbox/tournaments/:id',
    name: 'readSandbox',
    summary: 'Read how far a sandbox is, and what comes next',
    description:
      'Answers the speed, the chances, when it is removed, and the next act of its simulated players. It exists for whoever may read the tournament; a real tournament is none.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: sandboxStatusShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: sandboxStatusJson(await showSandbox(ports, actor, params.id)) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/sandbox/tournaments/:id',
    name: 'deleteSandbox',
    summary: 'Remove a sandbox before its seven days are over',
    description:
      'Removes a sandbox in any state, also while its simulated players act: what they did before is removed too. Rows of the ledger and of the audit trail stay. Its place among those that one organizer may have is free at once. A real tournament is `not_found` and stays.',
    ifMatchOf: 'readSandbox',
    permission: permissions.own,
    params: { id: 'tournament' },
    answers: { 204: null },
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => refuseUnlessRemoves(ports, actor, params.id),
    async handle({ services: { ports, closeRooms }, actor, params }) {
      await deleteSandbox(ports, actor, params.id);
      closeRooms(params.id);
      return { status: 204 };
    },
  }),
];
