// A tournament: its states, their transitions and its settings. No entrants, no matches.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Coins } from '../core/money.ts';
import type { PrizePlan } from '../economy/escrow/prize-split.ts';
import type { EntryCondition } from './conditions/entry-condition.ts';
import type { Stage } from './stages/stage.ts';

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

/** Unlisted: for everybody who knows the id, but in no list. Private: for entrants and staff. */
export const visibilities = ['public', 'unlisted', 'private'] as const;
export type Visibility = (typeof visibilities)[number];

/** Whether the tournament starts at its time by itself. `when_seeded`: only if the entrants were seeded. */
export const autoStarts = ['off', 'when_seeded', 'always'] as const;
export type AutoStart = (typeof autoStarts)[number];

export const gameLengthMax = 60;
export const capacityMin = 2;
export const capacityMax = 4096;
export const waitlistCapacityMax = 4096;

/** Who gets certificates: each entrant, a team as a whole, or each member of a team. */
export const certificateHolders = ['entrants', 'members'] as const;
export type CertificateHolders = (typeof certificateHolders)[number];

export interface Tournament {
  readonly id: Id<'tournament'>;
  readonly title: string;
  /** null: the organizer's issuer profile at the time of issuing. */
  readonly issuer: string | null;
  /** What is played, as the organizer calls it. */
  readonly game: string | null;
  /** `#rrggbb`, used on certificates. */
  readonly accentColor: string | null;
  /** IANA name, for printed and displayed dates. */
  readonly timeZone: string;
  readonly organizerId: Id<'player'>;
  /** Simulated players play it: see sandbox/sandbox.ts. */
  readonly isSandbox: boolean;
  readonly mode: TournamentMode;
  /** Players that a team needs; null in solo tournaments. */
  readonly rosterSize: number | null;
  /** Players of a team at most, substitutes included; null: exactly `rosterSize`. */
  readonly rosterSizeMax: number | null;
  /** `members` in team tournaments only. */
  readonly certificateHolders: CertificateHolders;
  /** At least one, in order of play. */
  readonly stages: readonly Stage[];
  readonly state: TournamentState;
  readonly visibility: Visibility;
  readonly capacity: number;
  readonly entrantsMin: number;
  /** How many may wait for a place; 0: there is no waitlist. */
  readonly waitlistCapacity: number;
  /** Time for the answer to an offered place; null: who waits gets a free place at once. */
  readonly offerMinutes: number | null;
  /** How long before the start entrants check in; null: there is no check-in. */
  readonly checkInMinutes: number | null;
  /** How long a report waits for an answer before silence confirms it; 0: for ever. */
  readonly autoConfirmMinutes: number;
  /** true: the organizer confirms or rejects each entrant. false: entrants are confirmed when they pay. */
  readonly requiresApproval: boolean;
  /** What an entrant needs to register. */
  readonly entryCondition: EntryCondition;
  readonly autoStart: AutoStart;
  readonly entryFee: Coins;
  readonly prizes: PrizePlan | null;
  readonly confirmedCount: number;
  readonly waitlistedCount: number;
  readonly eventSeq: number;
  /** Of its last event; '0' before the first. */
  readonly eventEpoch: string;
  readonly registrationOpensAt: Instant | null;
  readonly registrationClosesAt: Instant | null;
  readonly startsAt: Instant;
  /** When it became public; null for a draft that was cancelled. */
  readonly publishedAt: Instant | null;
  /** When it was started, which may be before or after `startsAt`. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Set when all prizes are paid, or after a cancellation when all fees are returned. */
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

/** The states that can be reached in one step. */
export function nextStatesOf(state: TournamentState): readonly TournamentState[] {
  return nextStates[state];
}

/** The states from which `to` can be reached in one step. */
export function predecessorsOf(to: TournamentState): readonly TournamentState[] {
  return tournamentStates.filter((from) => canTransition(from, to));
}

/** Drafts, including cancelled drafts, exist only for their organizer. */
export function isPublished({ state, publishedAt }: Pick<Tournament, 'state' | 'publishedAt'>): boolean {
  if (state === 'cancelled') return publishedAt !== null;
  return state !== 'draft' && state !== 'pending_approval';
}

/** Whether everybody who knows the id may read it. */
export function isPublic(tournament: Pick<Tournament, 'state' | 'publishedAt' | 'visibility'>): boolean {
  return isPublished(tournament) && tournament.visibility !== 'private';
}

type Timed = Pick<Tournament, 'state' | 'registrationOpensAt' | 'registrationClosesAt'>;

/** The next state by the registration times; null if no change is due. */
export function scheduledState({ state, registrationOpensAt, registrationClosesAt }: Timed, now: Instant) {
  const hasPassed = (at: Instant | null) => at !== null && at <= now;
  if (state === 'published' && hasPassed(registrationOpensAt)) return 'registration_open';
  if (state === 'registration_open' && hasPassed(registrationClosesAt)) return 'registration_closed';
  return null;
}

/** The state by the registration times, even if cron has not stored it yet. */
export function stateAt(tournament: Timed, now: Instant): TournamentState {
  const next = scheduledState(tournament, now);
  return next === null ? tournament.state : stateAt({ ...tournament, state: next }, now);
}

/** No change but archiving follows. */
export function isOver(state: TournamentState): boolean {
  return ['completed', 'archived', 'cancelled'].includes(state);
}

/** The stored states of tournaments that are shown in this one: by its times, one may be shown one or two states further. */
export function storedStatesOf(shown: TournamentState): readonly TournamentState[] {
  const timed: readonly TournamentState[] = ['published', 'registration_open', 'registration_closed'];
  return timed.includes(shown) ? timed.slice(0, timed.indexOf(shown) + 1) : [shown];
}
