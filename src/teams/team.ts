// A team: players who enter tournaments together under one name. Its captain acts for it.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';

export const rosterSizeMin = 2;
export const rosterSizeMax = 20;
/** Substitutes included. */
export const membersMax = 40;
/** 40 random bits. The code only allows joining the team. */
export const joinCodeSizeBytes = 5;

export interface TeamMember {
  readonly playerId: Id<'player'>;
  /** null if the player has given none, and after erasure. */
  readonly displayName: string | null;
}

/** What the entry of a team in a tournament is judged by. */
export interface Squad {
  readonly name: string;
  readonly captainId: Id<'player'>;
  readonly memberIds: readonly Id<'player'>[];
}

export interface Team {
  readonly id: Id<'team'>;
  readonly name: string;
  readonly captainId: Id<'player'>;
  /** Secret that allows joining. */
  readonly joinCode: string;
  /** In the order in which they joined, the captain included. */
  readonly members: readonly TeamMember[];
  readonly createdAt: Instant;
}

export function isMember({ members }: Pick<Team, 'members'>, player: Id<'player'> | null): boolean {
  return members.some(({ playerId }) => playerId === player);
}
