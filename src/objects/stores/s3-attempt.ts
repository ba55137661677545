// One S3 request with at most three attempts within one time budget. Every operation may be repeated: keys are immutable.

import { type FailureFacts, ObjectStoreError, type StoreName } from './object-store.ts';
import { readBounded, WrongAnswer } from './s3-answer.ts';
import { failureOf, isPassing } from './s3-wire.ts';
import { timeBody } from './timed-body.ts';

export interface RetryOptions {
  readonly attemptsMax: number;
  /** For all attempts together, up to the response headers. */
  readonly budgetMs: number;
  /** The same for reads, where another store could be asked; at most `budgetMs`. */
  readonly readBudgetMs: number;
  /** For the body after the headers. */
  readonly bodyTimeoutMs: number;
  readonly backoffMs: number;
  readonly random: () => number;
}

/** Shorter than the timeout of the caller: on Cloudflare, a result after the response is lost. */
export const readBudgetMsDefault = 1_500;
export const bodyTimeoutMsDefault = 30_000;

const defaults: RetryOptions = {
  attemptsMax: 3,
  budgetMs: 5_000,
  readBudgetMs: readBudgetMsDefault,
  bodyTimeoutMs: bodyTimeoutMsDefault,
  backoffMs: 100,
  random: Math.random,
};

export interface Attempted<T> {
  readonly store: StoreName;
  readonly operation: string;
  readonly host?: string;
  readonly isRead?: boolean;
  readonly send: (signal: AbortSignal, leftMs: number) => Promise<Response>;
  /** Reads and validates the answer. A broken or invalid answer is retried. @throws WrongAnswer */
  readonly read: (response: Response) => Promise<T>;
}

/** @throws ObjectStoreError when the attempts or the budget are used up; immediately if a retry cannot help. */
export async function attempt<T>(work: Attempted<T>, options: Partial<RetryOptions> = {}): Promise<T> {
  const { attemptsMax, budgetMs, readBudgetMs, backoffMs, bodyTimeoutMs, random } = { ...defaults, ...options };
  const deadlineMs = Date.now() + (work.isRead ? Math.min(budgetMs, readBudgetMs) : budgetMs);
  for (let tries = 1; ; tries += 1) {
    const outcome = await once(work, { leftMs: deadlineMs - Date.now(), bodyTimeoutMs });
    if (!('error' in outcome)) return outcome.value;
    // Full jitter (AWS Architecture Blog, "Exponential Backoff and Jitter"), unless the server sends Retry-After.
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
  work: Attempted<T>,
  limits: { leftMs: number; bodyTimeoutMs: number },
): Promise<{ readonly value: T } | Failure> {
  const controller = new AbortController();
  const leftMs = Math.max(1, limits.leftMs);
  const timer = setTimeout(() => controller.abort(), leftMs);
  let answered: Response | null = null;
  try {
    const response = await work.send(controller.signal, leftMs);
    clearTimeout(timer);
    const body = response.body === null ? null : timeBody(response.body, leftMs);
    answered = body === null ? response : new Response(body.stream, response);
    if (!answered.ok) return await refused(work, answered);
    const value = await work.read(answered);
    body?.allow(limits.bodyTimeoutMs);
    return { value };
  } catch (cause) {
    // An unread body would occupy one of the few connections of an invocation.
    if (answered?.bodyUsed === false) answered.body?.cancel().catch(() => {});
    if (cause instanceof RangeError || cause instanceof ObjectStoreError)
      return { error: cause, isRetryable: false, retryAfterMs: null };
    if (cause instanceof WrongAnswer && answered !== null) return toFailure(work, answered, cause);
    const code = controller.signal.aborted ? 'timed out' : answered === null ? 'no connection' : 'the answer broke off';
    return { error: storeError(work, 'unavailable', { code }, cause), isRetryable: true, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

async function refused<T>(work: Attempted<T>, response: Response): Promise<Failure> {
  const refusal = failureOf(response.status, await readBounded(response));
  if (response.status === 416) {
    const error = new RangeError(`${work.store}: ${work.operation}: the range lies outside the object`);
    return { error, isRetryable: false, retryAfterMs: null };
  }
  return toFailure(work, response, refusal);
}

function toFailure<T>(work: Attempted<T>, response: Response, refusal: Pick<WrongAnswer, 'code' | 'failure'>): Failure {
  const { status, headers } = response;
  const { code, failure } = refusal;
  const requestId = headers.get('x-amz-request-id') ?? headers.get('x-trans-id') ?? headers.get('cf-ray');
  const region = headers.get('x-amz-bucket-region');
  const facts = { status, code, ...(requestId !== null && { requestId }), ...(region !== null && { region }) };
  const isRetryable = response.ok ? failure !== 'corrupt' : isPassing(status, code);
  const retryAfterMs = readRetryAfter(headers.get('retry-after'));
  return { error: storeError(work, failure, facts), isRetryable, retryAfterMs };
}

function storeError<T>(
  { store, operation, host, isRead }: Attempted<T>,
  failure: ObjectStoreError['failure'],
  found: Omit<FailureFacts, 'operation' | 'host'>,
  cause?: unknown,
): ObjectStoreError {
  const facts = { operation, ...found, ...(host !== undefined && { host }) };
  const parts = [
    found.code,
    found.status !== undefined && `status ${found.status}`,
    found.region !== undefined && `the bucket is in ${found.region}`,
    found.requestId !== undefined && `request ${found.requestId}`,
    host,
  ].filter(Boolean);
  // Without s3:ListBucket, Amazon answers 403 for missing keys (S3 API reference, GetObject).
  const hint = isRead && failure === 'access_denied' ? '; a missing key looks the same without s3:ListBucket' : '';
  const detail = `${operation}: ${parts.join(', ')}${hint}`;
  return new ObjectStoreError(store, failure, detail, { facts, ...(cause !== undefined && { cause }) });
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
