// A team: players who enter tournaments together under one name. Its captain acts for it.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';

export const rosterSizeMin = 2;
export const rosterSizeMax = 20;
/** Substitutes included. */
export const membersMax = 40;
/** 40 random bits. The code only allows joining the team. */
export const joinCodeSizeBytes = 5;

export interface Team {
  readonly id: Id<'team'>;
  readonly name: string;
  readonly captainId: Id<'player'>;
  /** Secret that allows joining. */
  readonly joinCode: string;
  readonly memberIds: readonly Id<'player'>[];
  readonly createdAt: Instant;
}
