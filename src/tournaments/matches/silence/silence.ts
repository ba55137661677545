// When silence confirms a report. The function tournament_silent_matches in silence.sql decides alike.

import { addSeconds, type Instant } from '../../../core/instant.ts';
import type { MatchState } from '../result.ts';

/** 0: silence confirms nothing. */
export const autoConfirmMinutesDefault = 15;
export const autoConfirmMinutesMax = 1440;

export interface SilentReport {
  readonly state: MatchState;
  /** When the result that stands was reported, or corrected by its reporter; null before a report. */
  readonly reportedAt: Instant | null;
  readonly autoConfirmMinutes: number;
}

/** When a report that nobody answers counts as confirmed; null: never. */
export function confirmsAt({ state, reportedAt, autoConfirmMinutes }: SilentReport): Instant | null {
  if (state !== 'pending_result' || reportedAt === null || autoConfirmMinutes === 0) return null;
  return addSeconds(reportedAt, 60 * autoConfirmMinutes);
}

export function isConfirmedBySilence(report: SilentReport, now: Instant): boolean {
  const at = confirmsAt(report);
  return at !== null && at <= now;
}
