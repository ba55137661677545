// Use case: a player joins a team with its join code. Joining again changes nothing.

import type { Actor } from '../core/actor.ts';
import { displayNameOrNull } from '../core/display-name.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { findTeam, insertMember, lockTeam } from './store.ts';
import { membersMax, type Team } from './team.ts';

/** @throws DomainError not_found, forbidden (wrong code), team_full. */
export async function joinTeam(ports: Ports, actor: Actor, teamId: Id<'team'>, joinCode: string): Promise<Team> {
  const displayName = displayNameOrNull(actor.name);
  const member = { teamId, playerId: actor.playerId, displayName, joinCode, joinedAt: ports.clock() };
  return runAct(ports, async (sql) => {
    await lockTeam(sql, teamId);
    const hasJoined = await insertMember(sql, member);
    const team = await findTeam(sql, teamId);
    if (team === null) throw refuse('not_found', { kind: 'team' });
    if (hasJoined) return { outcome: team };
    throw team.joinCode === joinCode
      ? refuse('team_full', { members: membersMax })
      : refuse('forbidden', { needs: 'the code of this team' });
  });
}
