// Decides whether a failed attempt is repeated, and after which delay. Pure: time and randomness are arguments.

import { LaurelProblem } from './problem.ts';

export interface RetryLimits {
  /** With the first one. */
  readonly attempts: number;
  /** From the beginning of the first attempt to the beginning of the last one. */
  readonly totalMs: number;
  /** The longest delay before the second attempt. Doubles with each further one. */
  readonly delayFirstMs: number;
  readonly delayMaxMs: number;
}

export const retryDefaults: RetryLimits = { attempts: 5, totalMs: 30_000, delayFirstMs: 300, delayMaxMs: 5_000 };

export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  readonly elapsedMs: number;
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/** Full jitter: without it, clients that failed together would come back together. Null: no further attempt. */
export function delayBeforeRetry(
  { attempt, elapsedMs, retryAfterMs, random }: FailedAttempt,
  limits: RetryLimits,
): number | null {
  if (attempt >= limits.attempts) return null;
  const backoffMs = random * Math.min(limits.delayMaxMs, limits.delayFirstMs * 2 ** (attempt - 1));
  const delayMs = (retryAfterMs ?? 0) + backoffMs;
  return elapsedMs + delayMs <= limits.totalMs ? delayMs : null;
}

/** Whether another attempt may succeed. Refusals by a rule never do. 502 and 504 without a problem come from a proxy before Laurel. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof LaurelProblem)) return true;
  const { status, code } = error;
  if (status === 502 || status === 504) return code === 'unexpected_answer';
  return status === 429 || status === 503 || code === 'idempotency_in_flight';
}
