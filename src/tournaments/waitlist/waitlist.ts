// The waitlist of a full tournament: who gets a free place. The database decides the same in tournament_promote, under locks.

import type { Instant } from '../../core/instant.ts';
import type { Tournament } from '../tournament.ts';

/** Where an entrant stands who waits for a place. */
export interface WaitlistPlace {
  /** 1 is the next. */
  readonly position: number;
  readonly length: number;
  /** Until when a place is offered; null: none is. */
  readonly offerEndsAt: Instant | null;
}

export interface Waiting {
  /** Whether the fee can be charged or held now. */
  readonly canPay: boolean;
  /** The entrant, or a player of its team. */
  readonly isSanctioned: boolean;
}

export type WaitlistFacts = Pick<Tournament, 'state' | 'capacity' | 'confirmedCount' | 'requiresApproval'> & {
  readonly pendingCount: number;
};

/**
 * Who cannot pay or is sanctioned keeps the position. With approval the promoted one is pending, so pending entrants count as well.
 * @param waiting in order of the waitlist. @returns the indexes of those who are promoted.
 */
export function judgePromotions(tournament: WaitlistFacts, waiting: readonly Waiting[]): number[] {
  const { state, capacity, confirmedCount, requiresApproval, pendingCount } = tournament;
  if (!['published', 'registration_open', 'registration_closed'].includes(state)) return [];
  const free = capacity - confirmedCount - (requiresApproval ? pendingCount : 0);
  const able = waiting.flatMap(({ canPay, isSanctioned }, index) => (canPay && !isSanctioned ? [index] : []));
  return able.slice(0, Math.max(free, 0));
}
