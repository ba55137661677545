// HTTP routes of teams.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { created } from '../http/reply.ts';
import { readId, readJson } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { memberCreate, teamCreate, teamJson } from './contract.ts';
import { formTeam } from './form-team.ts';
import { joinTeam } from './join-team.ts';
import { leaveTeam } from './leave-team.ts';
import { findTeam } from './store.ts';

interface Services {
  readonly ports: Ports;
}

export const teamRoutes = new Hono<ApiEnv<Services>>()
  .post('/', async (c) => {
    const actor = actorOf(c);
    const team = await formTeam(c.env.services.ports, actor, (await readJson(c, teamCreate)).name);
    return created(c, teamJson(team, actor.playerId), `/v1/teams/${team.id}`);
  })
  .get('/:id', async (c) => {
    const actor = actorOf(c);
    const team = await findTeam(c.env.services.ports.db, readId(c, 'team'));
    if (team === null) throw refuse('not_found', { kind: 'team' });
    return c.json(teamJson(team, actor.playerId));
  })
  .post('/:id/members', async (c) => {
    const actor = actorOf(c);
    const { joinCode } = await readJson(c, memberCreate);
    const team = await joinTeam(c.env.services.ports, actor, readId(c, 'team'), joinCode);
    return created(c, teamJson(team, actor.playerId), `/v1/teams/${team.id}`);
  })
  .delete('/:id/members/:playerId', async (c) => {
    await leaveTeam(c.env.services.ports, actorOf(c), readId(c, 'team'), c.req.param('playerId'));
    return c.body(null, 204);
  });
