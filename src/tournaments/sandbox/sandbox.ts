// A sandbox tournament: simulated players and their organizer play it by the acts of real people. What it is made with, and what a script of
// acts sees of it. docs/sandbox.md

import type { Principal } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { MatchView } from '../matches/match-store.ts';
import { mayAct, type Staffed } from '../permission.ts';
import type { RegistrationState } from '../registration/registration.ts';
import type { FormatName } from '../stages/format-registry.ts';
import type { Tournament } from '../tournament.ts';

/** `custom` has no matches before somebody names them. */
export type SandboxFormat = Exclude<FormatName, 'custom'>;
export const sandboxFormats = [
  'single_elimination',
  'double_elimination',
  'round_robin',
  'swiss',
  'league',
  'gauntlet',
  'free_for_all',
] as const satisfies readonly SandboxFormat[];

export const sandboxSizeMin = 4;
export const sandboxSizeMax = 32;
export const actsPerMinuteMax = 6000;
/** Of one creator at a time: the trigger sandbox_within_limit decides. */
export const sandboxesMax = 20;
const sandboxDays = 7;

export const removedAtOf = (createdAt: Instant): Instant => addSeconds(createdAt, sandboxDays * 86_400);
/** The latest making of those that are removed now. */
export const lastRemovable = (now: Instant): Instant => addSeconds(now, -sandboxDays * 86_400);
/** The function tournament_remove_sandbox decides alike. */
export const isRemovable = ({ isSandbox, createdAt }: Pick<Tournament, 'isSandbox' | 'createdAt'>, now: Instant) =>
  isSandbox && createdAt <= lastRemovable(now);
/** At any time. The function tournament_remove_own_sandbox decides alike. */
export const mayRemove = (actor: Principal, tournament: Pick<Tournament, 'isSandbox'> & Staffed): boolean =>
  tournament.isSandbox && mayAct(actor, tournament, 'own');

/** Beside the entrants: two who wait for a place, one who comes late, and a referee. */
const others = 4;
export const playerCount = (size: number): number => size + others;

export interface SandboxChoice {
  readonly seed: string;
  readonly actsPerMinute: number;
  /** Of the reports that are answered. */
  readonly disputePercent: number;
  /** Of the check-ins and the matches. */
  readonly noShowPercent: number;
}

export interface Sandbox extends SandboxChoice {
  readonly tournamentId: Id<'tournament'>;
  readonly creatorId: Id<'player'>;
  /** Simulated; the first entrants are the strongest. */
  readonly players: readonly Id<'player'>[];
  /** When the next act is due. */
  readonly nextAt: Instant;
}

/** How a sandbox waits for its driver. */
interface Turn {
  /** null: nothing is left to do. */
  readonly nextAt: Instant | null;
  /** null: no driver has it. */
  readonly leasedUntil: Instant | null;
}

/** Of several drivers one has the lease, and one that was killed holds it no longer than its end. leaseSandbox decides alike. */
export const mayDrive = ({ nextAt, leasedUntil }: Turn, now: Instant): boolean =>
  nextAt !== null && (leasedUntil === null || leasedUntil <= now);

/** What cron gives to a driver: listDueSandboxes decides alike. */
export const isDue = (turn: Turn, now: Instant): boolean => mayDrive(turn, now) && (turn.nextAt ?? now) <= now;

export interface SandboxEntry {
  readonly id: Id<'registration'>;
  readonly playerId: Id<'player'>;
  readonly state: RegistrationState;
  readonly isCheckedIn: boolean;
  /** A place is offered. */
  readonly isOffered: boolean;
}

/** What follows next depends on this alone. */
export interface SandboxView extends Omit<Sandbox, 'nextAt'> {
  readonly tournament: Pick<Tournament, 'id' | 'state' | 'capacity' | 'stages' | 'startsAt'>;
  readonly now: Instant;
  /** In order of registration. */
  readonly entries: readonly SandboxEntry[];
  /** In the order of play. */
  readonly matches: readonly MatchView[];
  /** Open ones. */
  readonly refereeCalls: readonly { readonly id: Id<'refereeCall'>; readonly matchId: Id<'match'> }[];
  /** Keys of acts that were done, or refused. */
  readonly done: ReadonlySet<string>;
}

/** One operation of the API. */
export interface SandboxAct {
  /** Unique in the sandbox: each act is done once. */
  readonly key: string;
  readonly operation: string;
  /** A number among `players`; null: the organizer. */
  readonly as: number | null;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Done right after it, with a field of its answer in the body. */
  readonly after?: {
    readonly operation: string;
    readonly as: number;
    readonly takes: string;
    readonly puts: string;
  };
}
