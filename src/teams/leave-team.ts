// Use case: a member leaves, or the captain removes a member. The database removes them from rosters that are not locked yet.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { mayRemoveMember } from './permission.ts';
import { deleteMember, findTeam, lockTeam } from './store.ts';
import { isMember } from './team.ts';

/** @throws DomainError not_found, forbidden, state_conflict for the captain. */
export async function leaveTeam(ports: Ports, actor: Actor, teamId: Id<'team'>, memberId: Id<'player'>): Promise<void> {
  await runAct(ports, async (sql) => {
    await lockTeam(sql, teamId);
    await refuseUnlessMayRemove(sql, actor, teamId, memberId);
    if (!(await deleteMember(sql, teamId, memberId))) throw refuse('state_conflict', { role: 'captain' });
    return { outcome: null };
  });
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessMayRemove(
  sql: Sql,
  actor: Actor,
  teamId: Id<'team'>,
  memberId: Id<'player'>,
): Promise<void> {
  const team = await findTeam(sql, teamId);
  if (team === null || !isMember(team, memberId)) throw refuse('not_found', { kind: 'member' });
  if (!mayRemoveMember(actor, team, memberId)) throw refuse('forbidden', { needs: 'captain of this team' });
}
