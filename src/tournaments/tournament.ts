// A tournament's life: its states, who may follow whom, and what it is set up with. Knows nothing of entrants or matches.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Coins } from '../core/money.ts';
import type { PrizePlan } from '../economy/escrow/prize-split.ts';

export const tournamentStates = [
  'draft',
  'pending_approval',
  'published',
  'registration_open',
  'registration_closed',
  'live',
  'completed',
  'archived',
  'cancelled',
] as const;
export type TournamentState = (typeof tournamentStates)[number];

export const tournamentModes = ['solo', 'team'] as const;
export type TournamentMode = (typeof tournamentModes)[number];

export const tournamentFormats = ['single_elimination'] as const;
export type TournamentFormat = (typeof tournamentFormats)[number];

export const capacityMin = 2;
export const capacityMax = 1024;

export interface Tournament {
  readonly id: Id<'tournament'>;
  readonly title: string;
  /** null: as the organizer's issuer profile says when certificates are issued. */
  readonly issuer: string | null;
  /** `#rrggbb`, for its certificates. */
  readonly accentColor: string | null;
  /** IANA name: of the dates that are printed and shown. */
  readonly timeZone: string;
  readonly organizerId: Id<'player'>;
  readonly mode: TournamentMode;
  /** Players a team has to name; null in solo tournaments. */
  readonly rosterSize: number | null;
  readonly format: TournamentFormat;
  readonly state: TournamentState;
  readonly capacity: number;
  readonly entrantsMin: number;
  readonly hasThirdPlaceMatch: boolean;
  /** The organizer confirms or rejects each entrant; otherwise who can pay is in. */
  readonly requiresApproval: boolean;
  readonly entryFee: Coins;
  readonly prizes: PrizePlan | null;
  readonly confirmedCount: number;
  readonly eventSeq: number;
  readonly registrationOpensAt: Instant | null;
  readonly registrationClosesAt: Instant | null;
  readonly startsAt: Instant;
  /** When it became public; a draft that is cancelled never does. */
  readonly publishedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** When its money came to rest: prizes paid, or after a cancellation every fee given back. */
  readonly settledAt: Instant | null;
  readonly seedingMethod: string | null;
  readonly seedingSeed: string | null;
  readonly createdAt: Instant;
}

const nextStates: Readonly<Record<TournamentState, readonly TournamentState[]>> = {
  draft: ['pending_approval', 'published', 'cancelled'],
  pending_approval: ['draft', 'published', 'cancelled'],
  published: ['registration_open', 'cancelled'],
  registration_open: ['registration_closed', 'cancelled'],
  registration_closed: ['registration_open', 'live', 'cancelled'],
  live: ['completed', 'cancelled'],
  completed: ['archived'],
  archived: [],
  cancelled: [],
};

export function canTransition(from: TournamentState, to: TournamentState): boolean {
  return nextStates[from].includes(to);
}

/** The states from which `to` can be reached in one step. */
export function predecessorsOf(to: TournamentState): readonly TournamentState[] {
  return tournamentStates.filter((from) => canTransition(from, to));
}

/** Drafts are for their organizer only, also when they are cancelled; everything later is public. */
export function isPublic({ state, publishedAt }: Pick<Tournament, 'state' | 'publishedAt'>): boolean {
  if (state === 'cancelled') return publishedAt !== null;
  return state !== 'draft' && state !== 'pending_approval';
}

type Timed = Pick<Tournament, 'state' | 'registrationOpensAt' | 'registrationClosesAt'>;

/** The state it moves to by itself, one step; null where its times ask for none. */
export function scheduledState({ state, registrationOpensAt, registrationClosesAt }: Timed, now: Instant) {
  const hasPassed = (at: Instant | null) => at !== null && at <= now;
  if (state === 'published' && hasPassed(registrationOpensAt)) return 'registration_open';
  if (state === 'registration_open' && hasPassed(registrationClosesAt)) return 'registration_closed';
  return null;
}

/** The state by its times, whether the timetable has come by or not. */
export function stateAt(tournament: Timed, now: Instant): TournamentState {
  const next = scheduledState(tournament, now);
  return next === null ? tournament.state : stateAt({ ...tournament, state: next }, now);
}
