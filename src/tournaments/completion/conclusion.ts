// What follows from the completion of a tournament: whether the organizer reviews it before prizes and certificates, and until when it may
// be taken back. The functions in completion.sql and the statements of the store decide alike.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { MatchOutcome } from '../stages/match.ts';
import type { TournamentState } from '../tournament.ts';

/** Enough to notice a wrong result, short enough that winners can rely on the placements. */
export const reopenHours = 24;

export interface Conclusion {
  readonly completedAt: Instant;
  readonly requiresReview: boolean;
  /** null: not approved, or no approval is needed. */
  readonly approvedAt: Instant | null;
  /** When the first certificate was ordered. */
  readonly certifiedAt: Instant | null;
}

/** Prizes and certificates wait. */
export function awaitsReview({
  requiresReview,
  approvedAt,
}: Pick<Conclusion, 'requiresReview' | 'approvedAt'>): boolean {
  return requiresReview && approvedAt === null;
}

export interface EndedMatch<E> {
  readonly outcome: MatchOutcome;
  readonly slots: readonly { readonly entrant: E | null; readonly place: number | null }[];
}

/** Whether one of the winners won at least half of the own matches by forfeit. A bye is no win. */
export function requiresReview<E>(winners: readonly E[], matches: readonly EndedMatch<E>[]): boolean {
  return winners.some((winner) => {
    const won = matches.filter((match) => isWonBy(winner, match));
    const byForfeit = won.filter(({ outcome }) => outcome !== 'played');
    return won.length > 0 && byForfeit.length * 2 >= won.length;
  });
}

function isWonBy<E>(entrant: E, { outcome, slots }: EndedMatch<E>): boolean {
  const first = slots.filter(({ place }) => place === 1);
  return outcome !== 'bye' && first.length === 1 && first[0]?.entrant === entrant;
}

export interface ReopeningFacts {
  readonly state: TournamentState;
  readonly isSettled: boolean;
  /** null: it was never completed. */
  readonly conclusion: Pick<Conclusion, 'completedAt' | 'certifiedAt'> | null;
}

export const reopeningVerdicts = [
  'reopened',
  'not_completed',
  'prizes_paid',
  'certificates_issued',
  'too_late',
] as const;
export type ReopeningVerdict = (typeof reopeningVerdicts)[number];

export function judgeReopening({ state, isSettled, conclusion }: ReopeningFacts, now: Instant): ReopeningVerdict {
  if (state !== 'completed' || conclusion === null) return 'not_completed';
  if (isSettled) return 'prizes_paid';
  if (conclusion.certifiedAt !== null) return 'certificates_issued';
  return now < reopenableUntil(conclusion) ? 'reopened' : 'too_late';
}

export function reopenableUntil({ completedAt }: Pick<Conclusion, 'completedAt'>): Instant {
  return addSeconds(completedAt, reopenHours * 3600);
}

export function explainReopening(verdict: ReopeningVerdict, { state, conclusion }: ReopeningFacts): DomainError {
  const until: Facts = conclusion === null ? {} : { until: reopenableUntil(conclusion) };
  return refuse('state_conflict', { state, reason: verdict, ...(verdict === 'too_late' ? until : {}) });
}
