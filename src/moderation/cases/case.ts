// Cases: what was reported, how far it is, and which moderator may act on one now. The database follows the same rules in cases.sql.
// docs/rules/moderation.md#cases

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { ReportCategory, SubjectType } from '../reports/subject.ts';

export const caseStates = ['open', 'triaged', 'resolved', 'rejected'] as const;
export type CaseState = (typeof caseStates)[number];

/** `resolved`: the reports were right. `rejected`: nothing has to be done. */
export const caseOutcomes = ['resolved', 'rejected'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** 5 is the most urgent. */
export const priorityMax = 5;
export const priorityDefault = 3;

/** How long a moderator has a case for oneself: minutes. A lease is renewed by taking it again. */
export const leaseMinutesDefault = 30;
export const leaseMinutesMax = 240;

export interface Case {
  readonly id: Id<'case'>;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly category: ReportCategory;
  readonly tournamentId: Id<'tournament'> | null;
  readonly playerIds: readonly Id<'player'>[];
  readonly state: CaseState;
  readonly priority: number;
  readonly reportCount: number;
  /** Counts the acts of moderators that change the case. Reports that are folded into it, and leases, do not count. */
  readonly version: number;
  readonly assigneeId: Id<'player'> | null;
  readonly leaseEndsAt: Instant | null;
  /** What the reporters are told. */
  readonly statement: string | null;
  readonly sanctionId: Id<'sanction'> | null;
  readonly decidedBy: Id<'player'> | null;
  readonly decidedAt: Instant | null;
  readonly createdAt: Instant;
}

/** Where a page of the queue ends: `<priority> <id>`. */
export const queueKey = ({ priority, id }: Pick<Case, 'priority' | 'id'>): string => `${priority} ${id}`;

/** null: the first page. @throws DomainError invalid_request for another text. */
export function readQueueKey(key: string | null): { readonly priority: number | null; readonly id: string | null } {
  if (key === null) return { priority: null, id: null };
  const [, priority, id] = /^([0-5]) (cas_\w+)$/.exec(key) ?? [];
  if (priority === undefined || id === undefined)
    throw refuse('invalid_request', { field: 'cursor', reason: 'is not a nextCursor of this list' });
  return { priority: Number(priority), id };
}

/** A lease is judged at each act by the time of the act. No job ends it. */
export function leaseHolder(
  { assigneeId, leaseEndsAt }: Pick<Case, 'assigneeId' | 'leaseEndsAt'>,
  now: Instant,
): Id<'player'> | null {
  return leaseEndsAt !== null && leaseEndsAt > now ? assigneeId : null;
}

export interface CaseActor {
  readonly playerId: Id<'player'>;
  /** Has the right on the queue of the case. */
  readonly seesQueue: boolean;
  /** The case concerns the moderator, or the moderator has reported it. */
  readonly isConcerned: boolean;
  /** The moderator takes part in a tournament concerned, or runs it. */
  readonly hasInterest: boolean;
}

export const caseVerdicts = [
  'done',
  'not_found',
  'closed',
  'own_case',
  'conflict_of_interest',
  'leased',
  'stale',
] as const;
export type CaseVerdict = (typeof caseVerdicts)[number];

/** May the moderator act on the case? `version` is the one that the moderator has read; null where the act needs none. */
export function judgeCaseAct(
  found: Pick<Case, 'state' | 'version' | 'assigneeId' | 'leaseEndsAt'> | null,
  actor: CaseActor,
  { version, now }: { readonly version: number | null; readonly now: Instant },
): CaseVerdict {
  if (found === null || !actor.seesQueue) return 'not_found';
  if (found.state === 'resolved' || found.state === 'rejected') return 'closed';
  if (actor.isConcerned) return 'own_case';
  if (actor.hasInterest) return 'conflict_of_interest';
  const holder = leaseHolder(found, now);
  if (holder !== null && holder !== actor.playerId) return 'leased';
  return version !== null && version !== found.version ? 'stale' : 'done';
}
