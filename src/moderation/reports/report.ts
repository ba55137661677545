// Reports of players: what may be reported, for what, and how often. The database follows the same rules in reports.sql.
// docs/rules/moderation.md#reports

import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { CaseState } from '../cases/case.ts';
import type { ReportCategory, SubjectType } from './subject.ts';

export const reportTextMax = 2000;
export const reportEvidenceMax = 10;
/** Of one reporter within 24 hours. */
export const reportsPerDayMax = 20;

export type ReportEvidence = { readonly evidenceId: Id<'evidence'> } | { readonly url: string };

export interface NewReport {
  readonly id: Id<'report'>;
  /** Of the case, if this report opens one. */
  readonly caseId: Id<'case'>;
  readonly reporterId: Id<'player'>;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly category: ReportCategory;
  /** Where it happened, if the subject itself does not say. */
  readonly tournamentId: Id<'tournament'> | null;
  readonly text: string;
  readonly evidence: readonly ReportEvidence[];
  readonly createdAt: Instant;
}

/** A report as its reporter sees it. */
export interface OwnReport extends Omit<NewReport, 'reporterId'> {
  /** Of the case. */
  readonly state: CaseState;
  /** Why it was decided so; null before. */
  readonly statement: string | null;
  readonly decidedAt: Instant | null;
}

/** What a moderator knows of a reporter before a mute. */
export interface Reporter {
  readonly playerId: Id<'player'>;
  /** How many reports are in cases of each state. */
  readonly reports: Readonly<Record<CaseState, number>>;
  readonly mute: ReporterMute | null;
}

export interface ReporterMute {
  readonly playerId: Id<'player'>;
  readonly mutedBy: Id<'player'>;
  readonly reason: string;
  /** null: without an end. */
  readonly endsAt: Instant | null;
  readonly mutedAt: Instant;
}

export const reportVerdicts = [
  'done',
  'muted',
  'too_many',
  'not_found',
  'tournament_not_found',
  'own_subject',
  'evidence_not_found',
  'reported',
] as const;
export type ReportVerdict = (typeof reportVerdicts)[number];

const daySeconds = 86_400;

export interface ReporterState {
  /** null: not muted. */
  readonly mute: { readonly endsAt: Instant | null } | null;
  /** When the reporter sent earlier reports. */
  readonly sentAt: readonly Instant[];
}

export interface ReportedState {
  /** The reporter can read the subject. */
  readonly isSubjectKnown: boolean;
  readonly isTournamentKnown: boolean;
  /** The reporter is the subject. */
  readonly isOneself: boolean;
  readonly isEvidenceKnown: boolean;
  /** The reporter has a report in the open case of this subject and category. */
  readonly hasReported: boolean;
}

export function isMuted({ mute }: Pick<ReporterState, 'mute'>, now: Instant): boolean {
  return mute !== null && (mute.endsAt === null || mute.endsAt > now);
}

/** The order of the steps is the order of `moderation_report` in reports.sql. */
export function judgeReport(
  reporter: ReporterState,
  reported: ReportedState,
  { perDayMax, now }: { readonly perDayMax: number; readonly now: Instant },
): ReportVerdict {
  if (isMuted(reporter, now)) return 'muted';
  const dayBefore = addSeconds(now, -daySeconds);
  if (reporter.sentAt.filter((at) => at > dayBefore).length >= perDayMax) return 'too_many';
  if (!reported.isSubjectKnown) return 'not_found';
  if (!reported.isTournamentKnown) return 'tournament_not_found';
  if (reported.isOneself) return 'own_subject';
  if (!reported.isEvidenceKnown) return 'evidence_not_found';
  return reported.hasReported ? 'reported' : 'done';
}
