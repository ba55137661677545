// HTTP routes of tournaments: create, list, read, change the state.

import type { Actor } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { routesFor } from '../http/route.ts';
import { parse } from '../http/validate.ts';
import { pageOf, pageShape } from '../http/wire.ts';
import type { Ports } from '../outbox/ports.ts';
import { authorizeRun } from './authorize-run.ts';
import {
  copyOf,
  tournamentChange,
  tournamentCopy,
  tournamentCreate,
  tournamentJson,
  tournamentShape,
  withChange,
} from './contract.ts';
import { tournamentPermissions as permissions } from './permission.ts';
import { cancelTournament } from './setup/cancel-tournament.ts';
import { changeTournament, deleteTournament, type JudgeChange } from './setup/change-tournament.ts';
import {
  expandedShape,
  expandQuery,
  toFilter,
  tournamentQuery,
  tournamentTransition,
  transitionShape,
} from './setup/contract.ts';
import { createTournament, refuseUnlessMayCreate } from './setup/create-tournament.ts';
import { expandTournaments } from './setup/expand-tournaments.ts';
import { moveTournament } from './setup/move-tournament.ts';
import { pageTournaments } from './setup/page-tournaments.ts';
import { readTournament } from './setup/read-tournament.ts';
import { completeTournament } from './stages/complete-tournament.ts';
import { startTournament } from './stages/start-tournament.ts';
import type { TournamentState } from './tournament.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

/** For routes below `/v1/tournaments/:id` of those who run it. */
const runnersOnly = (asked: {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'tournament'> };
}) => authorizeRun(asked.services.ports.db, asked.actor, asked.params.id);

/** For those of its organizer. */
const ownersOnly = (asked: Parameters<typeof runnersOnly>[0]) =>
  authorizeRun(asked.services.ports.db, asked.actor, asked.params.id, 'own');

interface StateChange {
  readonly id: Id<'tournament'>;
  readonly to: TournamentState;
}

export const tournamentRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments',
    name: 'createTournament',
    summary: 'Create a tournament as a draft',
    description:
      'Makes a draft that only its organizer, its staff and administrators see. Publish it with a change of state; each setting can be changed until it matters.',
    permission: permissions.create,
    body: tournamentCreate,
    answers: { 201: tournamentShape },
    problems: ['sanctioned'],
  }).runs({
    requires: refuseUnlessMayCreate,
    async handle({ services: { ports }, actor, body }) {
      const tournament = await createTournament(ports, actor, body);
      const headers = { location: `/v1/tournaments/${tournament.id}` };
      return { status: 201, body: tournamentJson(tournament, tournament.createdAt), headers };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/copies',
    name: 'copyTournament',
    summary: 'Create a draft with the settings of a tournament that you run',
    description:
      'Makes a draft with the settings and stages of a tournament; its other times move with `startsAt`. Entrants and results are not copied.',
    permission: permissions.own,
    params: { id: 'tournament' },
    body: tournamentCopy,
    answers: { 201: tournamentShape },
    problems: ['sanctioned'],
  }).runs({
    authorize: ownersOnly,
    async handle({ services: { ports }, actor, params, body }) {
      await authorizeRun(ports.db, actor, params.id, 'own');
      const source = await readTournament(ports.db, actor, params.id);
      const copy = await createTournament(ports, actor, parse(tournamentCreate, copyOf(source, body)), {
        copiedFrom: source.id,
      });
      const headers = { location: `/v1/tournaments/${copy.id}` };
      return { status: 201, body: tournamentJson(copy, copy.createdAt), headers };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments',
    name: 'listTournaments',
    summary: 'List public tournaments, or your own, by filters',
    description:
      'Lists published tournaments that are public. With `mine=true` it lists those that the caller organizes, drafts included.',
    permission: permissions.read,
    query: tournamentQuery,
    answers: { 200: pageShape(expandedShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const now = ports.clock();
      const { items, nextCursor } = await pageTournaments(ports.db, toFilter(query, actor), pageOf(query), now);
      const expanded = await expandTournaments(ports.db, actor, items, query.expand ?? []);
      const bodies = items.map((tournament) => ({ ...tournamentJson(tournament, now), ...expanded(tournament) }));
      return { status: 200, body: { items: bodies, nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id',
    name: 'readTournament',
    summary: 'Read a tournament',
    description:
      'Answers settings, stages, state and counts. A draft exists for its organizer alone, a private tournament for its entrants and its organizer.',
    permission: permissions.read,
    params: { id: 'tournament' },
    query: expandQuery,
    answers: { 200: expandedShape },
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const tournament = await readTournament(ports.db, actor, params.id);
      const expanded = await expandTournaments(ports.db, actor, [tournament], query.expand ?? []);
      return { status: 200, body: { ...tournamentJson(tournament, ports.clock()), ...expanded(tournament) } };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/tournaments/:id',
    name: 'changeTournament',
    summary: 'Change settings of a tournament, each until it matters',
    description:
      'Changes the fields that are sent, and keeps all others. Each setting is fixed from some moment on, for example the entry fee from the first registration on; then the answer is `state_conflict`, and `fixed` names the fields.',
    ifMatchOf: 'readTournament',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: tournamentChange,
    answers: { 200: tournamentShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: runnersOnly,
    async handle({ services: { ports }, actor, params, body }) {
      const judge: JudgeChange = (current) => parse(tournamentCreate, withChange(current, body));
      const changed = await changeTournament(ports, actor, params.id, judge);
      return { status: 200, body: tournamentJson(changed, ports.clock()) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/tournaments/:id',
    name: 'deleteTournament',
    summary: 'Delete a draft',
    description:
      'Removes a draft with its stages. A tournament that was published is not deleted but cancelled, by a change of state.',
    ifMatchOf: 'readTournament',
    permission: permissions.own,
    params: { id: 'tournament' },
    answers: { 204: null },
    problems: ['state_conflict'],
  }).runs({
    authorize: ownersOnly,
    async handle({ services: { ports }, actor, params }) {
      await deleteTournament(ports, actor, params.id);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/transitions',
    name: 'changeTournamentState',
    summary: 'Publish, open or close registration, start, complete, archive or cancel',
    description:
      'Moves the tournament to another state, as far as its rules allow. To `live` makes the matches and rejects who still waits; `completed` writes the placements; `cancelled` returns all fees.',
    ifMatchOf: 'readTournament',
    permission: permissions.run,
    params: { id: 'tournament' },
    body: tournamentTransition,
    answers: { 200: transitionShape },
    problems: [
      ...(['state_conflict', 'not_enough_entrants', 'round_not_pairable', 'tie_break_not_allowed'] as const),
      ...(['matches_open', 'draw_not_allowed'] as const),
    ],
  }).runs({
    authorize: runnersOnly,
    async handle({ services: { ports }, actor, params: { id }, body: { to } }) {
      await changeState(ports, actor, { id, to });
      return { status: 200, body: { id, state: to } };
    },
  }),
];

async function changeState(ports: Ports, actor: Actor, { id, to }: StateChange): Promise<void> {
  if (to === 'live') await startTournament(ports, actor, id);
  else if (to === 'completed') await completeTournament(ports, actor, id);
  else if (to === 'cancelled') await cancelTournament(ports, actor, id);
  else await moveTournament(ports, actor, { id, to });
}
