// One S3 request, tried at most three times inside one time budget. Every operation here may be repeated: keys are immutable.

import { ObjectStoreError, type StoreName } from './object-store.ts';
import { failureOf, isPassing } from './s3-wire.ts';

export interface RetryOptions {
  readonly attemptsMax: number;
  /** For all attempts together, up to the response headers. */
  readonly budgetMs: number;
  /** The same where somebody waits and another store could be asked; never more than the other. */
  readonly readBudgetMs: number;
  /** For the body after the headers. */
  readonly bodyTimeoutMs: number;
  readonly backoffMs: number;
  readonly random: () => number;
}

/** A request on Cloudflare ends with its answer, and what it still waits for is never heard of: who gives up has to be told first. */
export const readBudgetMsDefault = 1_500;

const defaults: RetryOptions = {
  attemptsMax: 3,
  budgetMs: 5_000,
  readBudgetMs: readBudgetMsDefault,
  bodyTimeoutMs: 30_000,
  backoffMs: 100,
  random: Math.random,
};

export interface Attempted<T> {
  /** Both name it in errors. */
  readonly store: StoreName;
  readonly operation: string;
  readonly isRead?: boolean;
  readonly send: (signal: AbortSignal) => Promise<Response>;
  /** Reads what belongs to the attempt: a body that breaks here is asked for again. */
  readonly read: (response: Response) => Promise<T>;
}

/** @throws ObjectStoreError once the attempts or the budget are used up, or at once where repeating cannot help. */
export async function attempt<T>(work: Attempted<T>, options: Partial<RetryOptions> = {}): Promise<T> {
  const { attemptsMax, budgetMs, readBudgetMs, backoffMs, bodyTimeoutMs, random } = { ...defaults, ...options };
  const deadlineMs = Date.now() + (work.isRead ? Math.min(budgetMs, readBudgetMs) : budgetMs);
  for (let tries = 1; ; tries += 1) {
    const outcome = await once(work, { leftMs: deadlineMs - Date.now(), bodyTimeoutMs });
    if (!('error' in outcome)) return outcome.value;
    // Full jitter (AWS Architecture Blog, "Exponential Backoff and Jitter"), unless the server names a time.
    const pauseMs = outcome.retryAfterMs ?? random() * backoffMs * 2 ** tries;
    const isFinal = tries === attemptsMax || !outcome.isRetryable || Date.now() + pauseMs >= deadlineMs;
    if (isFinal) throw outcome.error;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

interface Failure {
  readonly error: Error;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;
}

async function once<T>(
  { store, operation, send, read }: Attempted<T>,
  limits: { leftMs: number; bodyTimeoutMs: number },
): Promise<{ readonly value: T } | Failure> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), Math.max(1, limits.leftMs));
  try {
    const response = limitBody(await send(controller.signal), controller, limits.leftMs + limits.bodyTimeoutMs);
    return response.ok ? { value: await read(response) } : await toFailure(store, operation, response);
  } catch (cause) {
    const reason = controller.signal.aborted ? 'timed out' : 'no connection';
    const error = new ObjectStoreError(store, 'unavailable', `${operation}: ${reason}`, { cause });
    return { error, isRetryable: true, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A body may be read long after its headers, though not for ever. Its time ends with it: an isolate on Cloudflare may have
 * 10,000 timers and no more, and a check of many objects would leave one for each.
 */
function limitBody(response: Response, controller: AbortController, timeoutMs: number): Response {
  if (response.body === null) return response;
  const timer = setTimeout(() => controller.abort(), Math.max(1, timeoutMs));
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  response.body
    .pipeTo(writable)
    .catch(() => {})
    .finally(() => clearTimeout(timer));
  return new Response(readable, response);
}

async function toFailure(store: StoreName, operation: string, response: Response): Promise<Failure> {
  const { failure, code } = failureOf(response.status, await response.text());
  const error =
    response.status === 416
      ? new RangeError(`${store}: ${operation}: the range lies outside the object`)
      : new ObjectStoreError(store, failure, `${operation}: ${code}`);
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
  return { error, isRetryable: isPassing(response.status, code), retryAfterMs };
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
