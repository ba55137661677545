// HTTP routes of the match plan of a tournament.

import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { matchPlanJson, matchPlanSet, matchPlanShape } from './contract.ts';
import { defaultPlan } from './match-plan.ts';
import { findMatchPlan } from './schedule-store.ts';
import { setMatchPlan } from './set-match-plan.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const matchPlanRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/match-plan',
    name: 'readMatchPlan',
    summary: 'Read how the matches of a tournament are held',
    description:
      'Answers match check-in, length, rest and stations, or the defaults where nothing was set. The schedule of rounds follows them.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: matchPlanShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      return { status: 200, body: matchPlanJson((await run(() => findMatchPlan(ports.db.sql, id))) ?? defaultPlan) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/tournaments/:id/match-plan',
    name: 'setMatchPlan',
    summary: 'Set match check-in, length, rest and stations, until the tournament is over',
    description:
      'Replaces the whole plan. Matches that have a time keep it; schedules that are made later follow the new plan.',
    ifMatchOf: 'readMatchPlan',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: matchPlanSet,
    answers: { 200: matchPlanShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeRun(ports.db, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: plan }) {
      return { status: 200, body: matchPlanJson(await setMatchPlan(ports, actor, id, plan)) };
    },
  }),
];
