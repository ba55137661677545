// Which guests of a list get a place, which wait, and which are already entered. The caller knows the places and the names.

import type { Id } from '../../core/id.ts';

export interface FreePlaces {
  readonly places: number;
  readonly waitlist: number;
}

/** `duplicate`: an entrant has this name, or an earlier row of the list. */
export const guestOutcomes = ['confirmed', 'waitlisted', 'duplicate', 'refused'] as const;
export type GuestOutcome = (typeof guestOutcomes)[number];

export interface Placed<G> {
  readonly guest: G;
  readonly outcome: GuestOutcome;
  /** Of a duplicate: who is entered already; null if that row was refused, or if it is no duplicate. */
  readonly sameAs: Id<'registration'> | null;
}

interface Named {
  readonly id: Id<'registration'>;
  readonly displayName: string;
}

/** Names that differ only in case or in compatible characters are equal. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** In the order of the list: the first rows get the places. `known` are the entrants of the tournament. */
export function placeGuests<G extends Named>(
  guests: readonly G[],
  free: FreePlaces,
  known: readonly Named[],
): Placed<G>[] {
  const entered = new Map<string, Id<'registration'> | null>(
    known.map(({ id, displayName }) => [nameKey(displayName), id]),
  );
  let { places, waitlist } = free;
  return guests.map((guest) => {
    const key = nameKey(guest.displayName);
    const sameAs = entered.get(key);
    if (sameAs !== undefined) return { guest, outcome: 'duplicate', sameAs };
    const outcome = places > 0 ? 'confirmed' : waitlist > 0 ? 'waitlisted' : 'refused';
    if (outcome === 'confirmed') places -= 1;
    if (outcome === 'waitlisted') waitlist -= 1;
    entered.set(key, outcome === 'refused' ? null : guest.id);
    return { guest, outcome, sameAs: null };
  });
}
