// Use case: a member leaves, or the captain removes a member. The database removes them from rosters that are not locked yet.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import { deleteMember, findTeam } from './store.ts';

/** @throws DomainError not_found, forbidden, state_conflict for the captain. */
export async function leaveTeam(ports: Ports, actor: Actor, teamId: Id<'team'>, playerId: string): Promise<void> {
  const team = await findTeam(ports.db, teamId);
  const memberId = team?.memberIds.find((id) => id === playerId);
  if (team === null || memberId === undefined) throw refuse('not_found', { kind: 'member' });
  if (![memberId, team.captainId].includes(actor.playerId))
    throw refuse('forbidden', { needs: 'captain of this team' });
  if (!(await deleteMember(ports.db, teamId, memberId))) throw refuse('state_conflict', { role: 'captain' });
}
