// HTTP routes of the stages of a tournament: read, change, start, complete.

import type { Actor } from '../../../core/actor.ts';
import type { Id } from '../../../core/id.ts';
import { routesFor } from '../../../http/route.ts';
import { listShape } from '../../../http/wire.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { authorizeRun } from '../../authorize-run.ts';
import { confirmSilent } from '../../matches/silence/confirm-silent.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { readTournament } from '../../setup/read-tournament.ts';
import { stageCreate, stageJson, stageNumbers, stageShape, toStage } from '../contract.ts';
import { changeStage } from './change-stage.ts';
import { completeStage } from './complete-stage.ts';
import { stageDetailJson, stageDetailShape, stageStart } from './contract.ts';
import { dropStage } from './drop-stage.ts';
import { showStage } from './show-stage.ts';
import { startStage } from './start-stage.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const params = { id: 'tournament', stage: stageNumbers } as const;

const organizerOnly = (asked: {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'tournament'> };
}) => authorizeRun(asked.services.ports.db, asked.actor, asked.params.id);

export const stageRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages',
    name: 'listStages',
    summary: 'List the stages of a tournament, in the order of play',
    description:
      'Lists all stages with format, settings and state. A later stage is `planned` until its organizer starts it.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: listShape(stageShape) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      const { stages } = await readTournament(ports.db, actor, id);
      return { status: 200, body: { items: stages.map(stageJson) } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage',
    name: 'readStage',
    summary: 'Read a stage with its entrants and rounds',
    description:
      'Answers a stage with its entrants by seed and the progress of its rounds. When it is completed, each entrant has a rank.',
    permission: permissions.read,
    params,
    answers: { 200: stageDetailShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id, stage } }) {
      await confirmSilent(ports, id);
      return { status: 200, body: stageDetailJson(await showStage(ports.db, actor, id, Number(stage))) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/tournaments/:id/stages/:stage',
    name: 'changeStage',
    summary: 'Change the plan of a stage that has not started',
    description:
      'Replaces the plan of a stage: format, settings and who goes on to it. It is judged together with all other stages; a stage that has started keeps its plan.',
    ifMatchOf: 'readStage',
    permission: permissions.run,
    params,
    body: stageCreate,
    answers: { 200: stageShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: organizerOnly,
    async handle({ services: { ports }, actor, params: { id, stage }, body }) {
      const changed = await changeStage(ports, actor, id, toStage(body, Number(stage)));
      return { status: 200, body: stageJson(changed) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/tournaments/:id/stages/:stage',
    name: 'dropStage',
    summary: 'Drop a stage before it starts',
    description:
      'Never the first stage, and none that another one takes its entrants from: drop that one before. The numbers of the others stay.',
    ifMatchOf: 'readStage',
    permission: permissions.run,
    params,
    answers: { 204: null },
    problems: ['state_conflict'],
  }).runs({
    authorize: organizerOnly,
    async handle({ services: { ports }, actor, params: { id, stage } }) {
      await dropStage(ports, actor, id, Number(stage));
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/stages/:stage/starts',
    name: 'startStage',
    summary: 'Start a later stage',
    description:
      'Fixes the entrants of a stage whose earlier stage is completed, and makes its matches. By default they are seeded by their ranking; `order` gives other seeds.',
    ifMatchOf: 'readStage',
    permission: permissions.run,
    params,
    body: stageStart,
    answers: { 200: stageShape },
    problems: ['state_conflict', 'not_enough_entrants', 'round_not_pairable', 'tie_break_not_allowed'],
  }).runs({
    authorize: organizerOnly,
    async handle({ services: { ports }, actor, params: { id, stage }, body: { order } }) {
      const started = await startStage(ports, actor, id, { number: Number(stage), order });
      return { status: 200, body: stageJson(started) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/stages/:stage/completions',
    name: 'completeStage',
    summary: 'Complete a stage: its ranking is final, and its matches do not change any more',
    description:
      'Ends a stage whose matches are all completed, and writes its ranking. From then on its matches do not change, and a later stage can start.',
    ifMatchOf: 'readStage',
    permission: permissions.run,
    params,
    answers: { 200: stageShape },
    problems: ['state_conflict', 'matches_open'],
  }).runs({
    authorize: organizerOnly,
    async handle({ services: { ports }, actor, params: { id, stage } }) {
      const completed = await completeStage(ports, actor, id, Number(stage));
      return { status: 200, body: stageJson(completed) };
    },
  }),
];
