// The entry of a team in a tournament: who may enter it, and which members play. The database decides the same in team_enter.

import { type DomainError, type Facts, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Squad } from './team.ts';

export type TeamEntryRefusal = 'team_not_found' | 'not_captain' | 'not_members';

export type TeamEntryVerdict =
  | { readonly verdict: null; readonly name: string; readonly players: readonly Id<'player'>[] }
  | { readonly verdict: TeamEntryRefusal; readonly facts: Facts };

/** `requested` null: all members play. */
export function judgeTeamEntry(
  team: Squad | null,
  actorId: Id<'player'>,
  requested: readonly Id<'player'>[] | null,
): TeamEntryVerdict {
  if (team === null) return { verdict: 'team_not_found', facts: {} };
  if (team.captainId !== actorId) return { verdict: 'not_captain', facts: {} };
  const players = (requested ?? []).filter((player) => !team.memberIds.includes(player));
  if (players.length > 0) return { verdict: 'not_members', facts: { players } };
  return { verdict: null, name: team.name, players: [...new Set(requested ?? team.memberIds)] };
}

export function explainTeamRefusal(verdict: TeamEntryRefusal, facts: Facts): DomainError {
  switch (verdict) {
    case 'team_not_found':
      return refuse('not_found', { kind: 'team' });
    case 'not_captain':
      return refuse('forbidden', { needs: 'captain of this team' });
    case 'not_members':
      return refuse('invalid_request', { field: 'roster', reason: 'not members of the team', ...facts });
  }
}
