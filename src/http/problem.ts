// Turns errors into RFC 9457 problem details.

import { DependencyError, DomainError, type Facts } from '../core/errors.ts';
import { describeProblem, type ProblemCode } from './problem-list.ts';

export interface FieldError {
  readonly field: string;
  readonly problem: string;
}

/** `facts` and `errors` are extension members (RFC 9457 §3.2). */
export function problemResponse(
  code: ProblemCode,
  requestId: string,
  more: { facts?: Facts; errors?: readonly FieldError[]; headers?: Record<string, string> } = {},
): Response {
  const { status, title, advice } = describeProblem(code);
  const body = {
    type: problemUrl(code),
    title,
    status,
    code,
    detail: hasFacts(more.facts) ? `${advice} (${textOf(more.facts)})` : advice,
    ...(hasFacts(more.facts) ? { facts: more.facts } : {}),
    ...(more.errors === undefined ? {} : { errors: more.errors }),
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...more.headers },
  });
}

/** Relative to the request (RFC 9457 §3.1.1): the part of the documentation that describes the code. Limits have a registered type. */
export function problemUrl(code: ProblemCode): string {
  if (code === 'quota_exceeded') return 'https://iana.org/assignments/http-problem-types#quota-exceeded';
  return `/docs/problems#${code}`;
}

function hasFacts(facts: Facts | undefined): facts is Facts {
  return facts !== undefined && Object.keys(facts).length > 0;
}

function textOf(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}`)
    .join('; ');
}

/** A body can have as many faults as bytes. */
const errorsShownMax = 20;
const fieldLengthMax = 100;

/** A validation failure with one entry for each invalid field: the first ones, and how many there are if that is not all. */
export class ValidationError extends DomainError {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('invalid_request', errors.length > errorsShownMax ? { errorCount: errors.length } : {});
    this.errors = errors.slice(0, errorsShownMax).map(({ field, problem }) => ({ field: shorten(field), problem }));
  }
}

function shorten(field: string): string {
  return field.length > fieldLengthMax ? `${field.slice(0, fieldLengthMax)}…`.toWellFormed() : field;
}

/** Turns a thrown error into a response. An unknown error is a bug: the log gets its stack, the client only the request id. */
export function problemFor(error: unknown, requestId: string): Response {
  if (error instanceof ValidationError) return problemResponse(error.code, requestId, error);
  if (error instanceof DomainError) {
    return problemResponse(error.code, requestId, { ...membersOf(error), headers: headersOf(error) });
  }
  if (error instanceof DependencyError) {
    const { dependency, retryAfterSeconds, facts: found } = error;
    log({ requestId, dependency, ...found, cause: String(rootOf(error)) });
    const headers = { 'retry-after': String(retryAfterSeconds) };
    return problemResponse('unavailable', requestId, { facts: { dependency }, headers });
  }
  const root = rootOf(error);
  log({ requestId, error: root instanceof Error ? root.stack : String(root) });
  return problemResponse('internal_error', requestId);
}

function headersOf({ code, facts }: DomainError): Record<string, string> {
  if (code === 'unauthenticated') return { 'www-authenticate': 'Bearer' };
  if (code === 'idempotency_in_flight') return { 'retry-after': '1' };
  // A job makes the file.
  if (code === 'certificate_not_ready' || code === 'export_not_ready') return { 'retry-after': '3' };
  if (code !== 'quota_exceeded') return {};
  const { limit, count, windowSeconds, retryAfterSeconds } = facts;
  const wait = { 'retry-after': String(retryAfterSeconds) };
  // The counter of the platform does not say what is left.
  if (count === undefined) return wait;
  return {
    ...wait,
    'ratelimit-policy': `"${limit}";q=${count};w=${windowSeconds}`,
    ratelimit: `"${limit}";r=0;t=${retryAfterSeconds}`,
  };
}

/** A field that a rule of the domain refused is answered like one that the schema refused. */
function membersOf({ code, facts }: DomainError): { facts: Facts; errors?: readonly FieldError[] } {
  const { field, reason = 'is not valid', ...others } = facts;
  if (code !== 'invalid_request' || typeof field !== 'string') return { facts };
  return { facts: others, errors: [{ field, problem: String(reason) }] };
}

/** Drizzle's error contains the statement and its parameters, which may be personal data. Only its root cause is logged. */
function rootOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? error : rootOf(cause);
}

function log(entry: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify({ level: 'error', ...entry }));
}
