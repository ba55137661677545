// HTTP routes of the stages of a tournament: read, change, start, complete.

import type { Actor } from '../../../core/actor.ts';
import type { Id } from '../../../core/id.ts';
import { routesFor } from '../../../http/route.ts';
import { listShape } from '../../../http/wire.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { authorizeRun } from '../../authorize-run.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { readTournament } from '../../setup/read-tournament.ts';
import { stageCreate, stageJson, stageNumbers, stageShape, toStage } from '../contract.ts';
import { changeStage } from './change-stage.ts';
import { completeStage } from './complete-stage.ts';
import { stageDetailJson, stageDetailShape, stageStart } from './contract.ts';
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
    permission: permissions.read,
    params,
    answers: { 200: stageDetailShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id, stage } }) {
      return { status: 200, body: stageDetailJson(await showStage(ports.db, actor, id, Number(stage))) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/tournaments/:id/stages/:stage',
    name: 'changeStage',
    summary: 'Change the plan of a stage that has not started',
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
    method: 'POST',
    path: '/v1/tournaments/:id/stages/:stage/starts',
    name: 'startStage',
    summary: 'Start a later stage',
    permission: permissions.run,
    params,
    body: stageStart,
    answers: { 200: stageShape },
    problems: ['state_conflict', 'not_enough_entrants'],
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
