// HTTP routes of seedings: seed the entrants, read the last draw.

import { refuse } from '../../core/errors.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { drawJson, drawShape, seedingCreate } from './contract.ts';
import { seedTournament } from './seed-tournament.ts';
import { findDraw } from './seeding-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const seedingRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/seeding',
    name: 'seedTournament',
    summary: 'Seed the entrants after registration has closed',
    description:
      'Gives every confirmed entrant a seed, by the order of registration, a rating, an earlier tournament, by hand or by a draw. It can be repeated until the start; each time the draw is published.',
    ifMatchOf: 'readSeeding',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: seedingCreate,
    answers: { 200: drawShape },
    problems: ['state_conflict', 'tournament_not_completed', 'not_enough_entrants'],
  }).runs({
    authorize: ({ services, actor, params }) => authorizeRun(services.ports.db, actor, params.id),
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: drawJson(await seedTournament(ports, actor, params.id, body)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/seeding',
    name: 'readSeeding',
    summary: 'Read the last draw, with everything that the seeds follow from',
    description:
      'Answers the method, the seed text and the entrants of the last draw. With these anybody can draw again and compare.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: drawShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      const drawn = await findDraw(ports.db, id);
      if (drawn === null) throw refuse('not_found', { kind: 'seeding' });
      return { status: 200, body: drawJson(drawn) };
    },
  }),
];
