// What can be reported, and for what. A subject is described by the domain that owns it: functions `<domain>_subject` in SQL.

import type { Id, IdKind } from '../../core/id.ts';

export const subjectTypes = [
  'player',
  'team',
  'match',
  'registration',
  'evidence',
  'certificate',
  'transfer',
] as const satisfies readonly IdKind[];
export type SubjectType = (typeof subjectTypes)[number];

/** Each category is a queue of moderators. */
export const reportCategories = [
  'cheating',
  'match_fixing',
  'multiple_accounts',
  'impersonation',
  'fraud',
  'harassment',
  'hate_speech',
  'offensive_name',
  'other',
] as const;
export type ReportCategory = (typeof reportCategories)[number];

/** What a report is about, as it was at that time. */
export interface Subject {
  /** null: it belongs to no tournament. */
  readonly tournamentId: Id<'tournament'> | null;
  /** The players whom it concerns. */
  readonly playerIds: readonly Id<'player'>[];
  /** What the type of the subject has. */
  readonly facts: Readonly<Record<string, unknown>>;
}
