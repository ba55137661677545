// The errors of the client: a refusal by Laurel, and no answer at all.

import type { Operations, ProblemCode } from './api-types.ts';

/** The answer is not one of Laurel's, for example the page of a proxy. */
export type UnexpectedAnswer = 'unexpected_answer';

/** One invalid field of the request. */
export interface FieldError {
  readonly field: string;
  readonly problem: string;
}

interface ProblemMembers {
  readonly code: ProblemCode | UnexpectedAnswer;
  readonly title: string;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  readonly requestId?: string;
}

/** What the client knows about the request itself. */
export interface Asked {
  readonly operation: keyof Operations;
  readonly idempotencyKey: string | null;
}

/** Laurel refused the request. Decide by `code`: titles and details may change. A newer Laurel may answer codes that are not in the type. */
export class LaurelProblem extends Error {
  override readonly name = 'LaurelProblem';
  readonly code: ProblemCode | UnexpectedAnswer;
  readonly title: string;
  /** What to do. */
  readonly detail: string;
  /** What the refusal is about, by name. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** With `invalid_request`: every invalid field. */
  readonly errors: readonly FieldError[];
  /** Names the request in Laurel's log. */
  readonly requestId: string | null;
  readonly status: number;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | null;
  readonly operation: keyof Operations;
  /** The key that was sent. The same key repeats the request without a second effect. */
  readonly idempotencyKey: string | null;

  constructor(members: ProblemMembers, answer: { status: number; retryAfterMs: number | null }, asked: Asked) {
    super(`${members.title}. ${members.detail}`);
    this.code = members.code;
    this.title = members.title;
    this.detail = members.detail;
    this.facts = members.facts ?? {};
    this.errors = members.errors ?? [];
    this.requestId = members.requestId ?? null;
    this.status = answer.status;
    this.retryAfterMs = answer.retryAfterMs;
    this.operation = asked.operation;
    this.idempotencyKey = asked.idempotencyKey;
  }
}

/** No attempt was answered. Whether the request had its effect is unknown; the same key finds out without a second effect. */
export class LaurelUnreachable extends Error {
  override readonly name = 'LaurelUnreachable';
  readonly operation: keyof Operations;
  readonly idempotencyKey: string | null;

  constructor(cause: unknown, { operation, idempotencyKey }: Asked) {
    super(`${operation} was not answered`, { cause });
    this.operation = operation;
    this.idempotencyKey = idempotencyKey;
  }
}

/** Of an answer that is not what its operation declares. `text` is its body. */
export function readProblem(response: Response, text: string, asked: Asked): LaurelProblem {
  const { status, headers } = response;
  const answer = { status, retryAfterMs: readRetryAfter(headers.get('retry-after'), Date.now()) };
  return new LaurelProblem(membersOf(text) ?? unexpected(response, text), answer, asked);
}

function membersOf(text: string): ProblemMembers | null {
  try {
    const members = JSON.parse(text);
    return typeof members?.code === 'string' && typeof members.title === 'string' ? members : null;
  } catch {
    return null;
  }
}

function unexpected({ status, headers }: Response, text: string): ProblemMembers {
  const requestId = headers.get('x-request-id');
  return {
    code: 'unexpected_answer',
    title: `Unexpected answer with status ${status}`,
    detail: text.slice(0, 200),
    ...(requestId === null ? {} : { requestId }),
  };
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
