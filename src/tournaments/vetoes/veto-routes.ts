// HTTP routes of vetoes: the plan of a stage, the veto of a match, and its acts.

import { refuse } from '../../core/errors.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { refuseUnlessSideOr } from '../matches/authorize-match.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { stageNumbers } from '../stages/contract.ts';
import { actOnVeto } from './act-on-veto.ts';
import {
  vetoAct,
  vetoJson,
  vetoPlanJson,
  vetoPlanSet,
  vetoPlanShape,
  vetoShape,
  vetoStateJson,
  vetoStateShape,
} from './contract.ts';
import { setVetoPlan } from './set-veto-plan.ts';
import { showVeto } from './show-veto.ts';
import { findVetoPlan } from './veto-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const params = { id: 'tournament', stage: stageNumbers } as const;

export const vetoRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage/veto',
    name: 'readVetoPlan',
    summary: 'Read how the maps of the matches of a stage are chosen',
    description:
      'The map pool and the ordered steps that every match of the stage goes through. Not found where the stage has none.',
    permission: permissions.read,
    params,
    answers: { 200: vetoPlanShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id, stage } }) {
      const tournament = await readTournament(ports.db, actor, id);
      const plan = await run(() => findVetoPlan(ports.db.sql, tournament.id, Number(stage)));
      if (plan === null) throw refuse('not_found', { kind: 'veto' });
      return { status: 200, body: vetoPlanJson(plan) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/tournaments/:id/stages/:stage/veto',
    name: 'setVetoPlan',
    summary: 'Set map pool and veto steps of a stage, until one of its vetoes has started',
    description:
      'Replaces the whole plan. Picks and deciders are as many as a match has games. It is refused when a veto of the stage has started.',
    ifMatchOf: 'readVetoPlan',
    permission: permissions.run,
    params,
    body: vetoPlanSet,
    answers: { 200: vetoPlanShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services: { ports }, actor, params: { id } }) => authorizeRun(ports.db, actor, id),
    async handle({ services: { ports }, actor, params: { id, stage }, body: plan }) {
      return { status: 200, body: vetoPlanJson(await setVetoPlan(ports, actor, id, { stage: Number(stage), plan })) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/matches/:id/veto',
    name: 'readVeto',
    summary: 'Read the veto of a match as it is now',
    description:
      'Steps whose time has passed are drawn from the seed. The seed is answered too, so that anybody can repeat the draws.',
    permission: permissions.read,
    params: { id: 'match' },
    answers: { 200: vetoShape },
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: vetoJson(await showVeto(ports, actor, id)) };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/matches/:id/veto',
    name: 'actOnVeto',
    summary: 'Start the veto of a match, or carry it on, as a side or a referee',
    description:
      '`start` begins the time of the first step. `choose` takes the step that is due and names it, so that two choices at one moment are not both taken. `game` says who won the game that the veto waits for, or that it was drawn. Writes the event `veto_changed`.',
    ifMatchOf: 'readVeto',
    permission: permissions.actOnVeto,
    limit: 'match',
    params: { id: 'match' },
    body: vetoAct,
    answers: { 200: vetoStateShape },
    problems: ['not_a_participant', 'conflict_of_interest', 'match_not_open', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessSideOr('referee')),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      return { status: 200, body: vetoStateJson(await actOnVeto(ports, actor, id, body)) };
    }),
  }),
];
