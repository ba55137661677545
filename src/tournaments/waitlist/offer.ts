// Offers of free places to entrants who wait: whose offer ends, and who gets one. The database decides the same in
// tournament_offer_places, under locks.

import type { Instant } from '../../core/instant.ts';
import type { Waiting, WaitlistFacts } from './waitlist.ts';

/** Limits of the time for an answer. */
export const offerMinutesMin = 5;
export const offerMinutesMax = 10_080;

export interface OfferedWaiting extends Waiting {
  /** null: the entrant has no offer. */
  readonly offerEndsAt: Instant | null;
}

export interface OfferVerdict {
  /** Indexes of those whose offer has ended, first the one that ended first. They wait on behind all others. */
  readonly lapsed: readonly number[];
  /** Indexes of those who get one, in order. A guest, who cannot answer, gets the place itself. */
  readonly offered: readonly number[];
}

/** An open offer takes a place. @param waiting in order of the waitlist; those whose offers end at one time are ended in this order. */
export function judgeOffers(tournament: WaitlistFacts, waiting: readonly OfferedWaiting[], now: Instant): OfferVerdict {
  const { state, capacity, confirmedCount, requiresApproval, pendingCount } = tournament;
  if (!['published', 'registration_open', 'registration_closed'].includes(state)) return { lapsed: [], offered: [] };
  const entries = waiting.map((entry, index) => ({ ...entry, index }));
  const lapsed = entries
    .filter(({ offerEndsAt }) => offerEndsAt !== null && offerEndsAt <= now)
    .sort((a, b) => (String(a.offerEndsAt) < String(b.offerEndsAt) ? -1 : 1));
  const openCount = entries.filter(({ offerEndsAt }) => offerEndsAt !== null && offerEndsAt > now).length;
  const free = capacity - confirmedCount - openCount - (requiresApproval ? pendingCount : 0);
  const candidates = [...entries.filter(({ offerEndsAt }) => offerEndsAt === null), ...lapsed];
  const able = candidates.filter(({ canPay, isSanctioned }) => canPay && !isSanctioned);
  return {
    lapsed: lapsed.map(({ index }) => index),
    offered: able.slice(0, Math.max(free, 0)).map(({ index }) => index),
  };
}
