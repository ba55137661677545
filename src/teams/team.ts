// A team: players who enter tournaments together under one name. Its captain speaks for it.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';

export const rosterSizeMin = 2;
export const rosterSizeMax = 20;
/** Substitutes included. */
export const membersMax = 40;
/** 40 random bits: handed from captain to player, good for nothing else. */
export const joinCodeSizeBytes = 5;

export interface Team {
  readonly id: Id<'team'>;
  readonly name: string;
  readonly captainId: Id<'player'>;
  /** Who knows it may join. */
  readonly joinCode: string;
  readonly memberIds: readonly Id<'player'>[];
  readonly createdAt: Instant;
}
