// Use case: the captain hands the team over to another member. Entries of the team in tournaments that are not over follow: see
// tournaments.sql.

import type { Actor } from '../core/actor.ts';
import { invariant, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { mayHandOver } from './permission.ts';
import { findTeam, lockTeam, writeCaptain } from './store.ts';
import type { Team } from './team.ts';

/** @throws DomainError not_found, forbidden, state_conflict if the new captain is no member. */
export function handOverTeam(ports: Ports, actor: Actor, teamId: Id<'team'>, to: Id<'player'>): Promise<Team> {
  return runAct(ports, async (sql) => {
    await lockTeam(sql, teamId);
    await refuseUnlessMayHandOver(sql, actor, teamId);
    if (!(await writeCaptain(sql, teamId, to))) throw refuse('state_conflict', { needs: 'a member of this team' });
    const team = await findTeam(sql, teamId);
    invariant(team !== null, 'the team was locked');
    return { outcome: team };
  });
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessMayHandOver(sql: Sql, actor: Actor, teamId: Id<'team'>): Promise<void> {
  const team = await findTeam(sql, teamId);
  if (team === null) throw refuse('not_found', { kind: 'team' });
  if (!mayHandOver(actor, team)) throw refuse('forbidden', { needs: 'captain of this team' });
}
