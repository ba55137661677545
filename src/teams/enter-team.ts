// Use case, part of a registration: find the captain's team and its roster.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { findTeam } from './store.ts';

export interface EnteringTeam {
  readonly id: Id<'team'>;
  readonly name: string;
  readonly roster: readonly Id<'player'>[];
}

/** @throws DomainError not_found, forbidden unless the actor is the captain, invalid_request for a player who is not a member. */
export async function findEnteringTeam(
  db: Database,
  actor: Actor,
  id: Id<'team'>,
  requested?: readonly Id<'player'>[],
): Promise<EnteringTeam> {
  const team = await findTeam(db, id);
  if (team === null) throw refuse('not_found', { kind: 'team' });
  if (team.captainId !== actor.playerId) throw refuse('forbidden', { needs: 'captain of this team' });
  const nonMembers = (requested ?? []).filter((player) => !team.memberIds.includes(player));
  if (nonMembers.length > 0)
    throw refuse('invalid_request', { field: 'roster', reason: 'not members of the team', players: nonMembers });
  return { id, name: team.name, roster: [...new Set(requested ?? team.memberIds)] };
}
