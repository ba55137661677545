// HTTP routes of teams.

import { refuse } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { run } from '../db/transaction.ts';
import { routesFor } from '../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../http/wire.ts';
import type { Ports } from '../outbox/ports.ts';
import { captainSet, memberCreate, teamCreate, teamJson, teamShape } from './contract.ts';
import { formTeam } from './form-team.ts';
import { handOverTeam, refuseUnlessMayHandOver } from './hand-over-team.ts';
import { joinTeam } from './join-team.ts';
import { leaveTeam, refuseUnlessMayRemove } from './leave-team.ts';
import { teamPermissions as permissions } from './permission.ts';
import { findTeam, listTeamsOf } from './store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const teamRoutes = [
  route({
    method: 'POST',
    path: '/v1/teams',
    name: 'formTeam',
    summary: 'Form a team and become its captain',
    description:
      'Makes a team with the caller as its captain and first member. The answer has the code with which others join.',
    permission: permissions.form,
    body: teamCreate,
    answers: { 201: teamShape },
  }).runs({
    async handle({ services: { ports }, actor, body: { name } }) {
      const team = await formTeam(ports, actor, name);
      return { status: 201, body: teamJson(team, actor.playerId), headers: { location: `/v1/teams/${team.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/teams',
    name: 'listOwnTeams',
    summary: 'List your teams, newest first',
    description: 'Lists the teams of which the caller is a member. Each has its join code.',
    permission: permissions.readOwn,
    query: pageOnly,
    answers: { 200: pageShape(teamShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const page = pageOf(query);
      const rows = await run(() => listTeamsOf(ports.db.sql, actor.playerId, page));
      const { items, nextCursor } = toPage(rows, page.limit, (team) => team.id);
      return { status: 200, body: { items: items.map((team) => teamJson(team, actor.playerId)), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/teams/:id',
    name: 'readTeam',
    summary: 'Read a team',
    description:
      'Answers the team with the names of its members, also without a token. Members see the ids of the members and the join code too.',
    permission: permissions.read,
    params: { id: 'team' },
    answers: { 200: teamShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const team = await run(() => findTeam(ports.db.sql, params.id));
      if (team === null) throw refuse('not_found', { kind: 'team' });
      return { status: 200, body: teamJson(team, actor?.playerId ?? null) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/teams/:id/members',
    name: 'joinTeam',
    summary: 'Join a team with its code',
    description: 'Adds the caller to the team. Who is a member already stays one; a wrong code is `forbidden`.',
    permission: permissions.join,
    params: { id: 'team' },
    body: memberCreate,
    answers: { 201: teamShape },
    problems: ['forbidden', 'team_full'],
  }).runs({
    async handle({ services: { ports }, actor, params, body: { joinCode } }) {
      const team = await joinTeam(ports, actor, params.id, joinCode);
      return { status: 201, body: teamJson(team, actor.playerId), headers: { location: `/v1/teams/${team.id}` } };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/teams/:id/captain',
    name: 'handOverTeam',
    summary: 'Make another member the captain; entries in tournaments that are not over follow',
    description:
      'Makes a member the captain, who registers the team, pays for it and is paid. The old captain stays a member and may then leave.',
    ifMatchOf: 'readTeam',
    permission: permissions.handOver,
    params: { id: 'team' },
    body: captainSet,
    answers: { 200: teamShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => refuseUnlessMayHandOver(services.ports.db.sql, actor, params.id),
    async handle({ services: { ports }, actor, params, body: { playerId } }) {
      return { status: 200, body: teamJson(await handOverTeam(ports, actor, params.id, playerId), actor.playerId) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/teams/:id/members/:playerId',
    name: 'removeTeamMember',
    summary: 'Leave a team, or remove a member as its captain',
    description:
      'Ends a membership, and the place on rosters whose registration is still open. The captain cannot leave.',
    ifMatchOf: 'readTeam',
    permission: permissions.removeMember,
    params: { id: 'team', playerId: 'player' },
    answers: { 204: null },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) =>
      refuseUnlessMayRemove(services.ports.db.sql, actor, params.id, params.playerId),
    async handle({ services: { ports }, actor, params }) {
      await leaveTeam(ports, actor, params.id, params.playerId);
      return { status: 204 };
    },
  }),
];
