// Use case, part of registering: which team a captain enters with, and who of it plays.

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

/** @throws DomainError not_found, forbidden for all but the captain, invalid_request for somebody who is no member. */
export async function findEnteringTeam(
  db: Database,
  actor: Actor,
  id: Id<'team'>,
  named?: readonly Id<'player'>[],
): Promise<EnteringTeam> {
  const team = await findTeam(db, id);
  if (team === null) throw refuse('not_found', { kind: 'team' });
  if (team.captainId !== actor.playerId) throw refuse('forbidden', { needs: 'captain of this team' });
  const strangers = (named ?? []).filter((player) => !team.memberIds.includes(player));
  if (strangers.length > 0)
    throw refuse('invalid_request', { field: 'roster', reason: 'not members of the team', players: strangers });
  return { id, name: team.name, roster: [...new Set(named ?? team.memberIds)] };
}
