// One table from code to wire: RFC 9457 problem details. Nothing else in Laurel decides a status for an error.

import { DependencyError, DomainError, type Facts, type RefusalCode } from '../core/errors.ts';

export type ProblemCode = RefusalCode | 'unavailable' | 'internal_error';

const problems: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  invalid_request: [422, 'The request has fields that cannot be accepted.'],
  malformed_json: [400, 'The body is not JSON.'],
  payload_too_large: [413, 'The body is larger than this route accepts.'],
  not_found: [404, 'There is no such thing here.'],
  method_not_allowed: [405, 'This address does not know that method.'],
  unauthenticated: [401, 'A valid bearer token is needed.'],
  forbidden: [403, 'The token does not allow this.'],
  identity_not_linked: [403, 'This identity is not linked to a player.'],
  origin_not_allowed: [403, 'Pages of this origin may not connect.'],
  idempotency_mismatch: [422, 'This Idempotency-Key was used with another request.'],
  idempotency_in_flight: [409, 'The first request with this Idempotency-Key is still running.'],
  idempotency_key_required: [400, 'An Idempotency-Key header of 1 to 255 characters is needed.'],
  state_conflict: [409, 'The present state does not allow this.'],
  registration_not_open: [409, 'Registration is not open.'],
  tournament_full: [409, 'Every place is taken.'],
  already_registered: [409, 'The player is registered already.'],
  roster_incomplete: [409, 'The team has to name another number of players.'],
  team_full: [409, 'The team takes no more members.'],
  not_enough_entrants: [409, 'Too few entrants to start.'],
  not_a_participant: [403, 'Only the two sides of a match and its organizer may say how it ended.'],
  own_report: [403, 'A report is confirmed by the other side.'],
  match_not_open: [409, 'The match does not await a result.'],
  draw_not_allowed: [422, 'This format needs a winner.'],
  matches_open: [409, 'Some matches are still to be played.'],
  tournament_not_completed: [409, 'The tournament is not completed yet.'],
  misconfigured: [503, 'A variable of this deployment has to be set right first.'],
  certificate_revoked: [410, 'The certificate was revoked.'],
  certificate_suspended: [409, 'The certificate is suspended.'],
  certificate_replaced: [410, 'The certificate was replaced by another.'],
  successor_valid: [409, 'The certificate was replaced, and its successor is not revoked.'],
  replacement_identical: [409, 'The replacement would say the same as the present certificate.'],
  unprintable_text: [422, 'The title or the issuer cannot be printed: say how it is spelled in print.'],
  not_placed: [409, 'Only confirmed entrants with a final place get a certificate.'],
  unsupported_format: [501, 'This format is not offered.'],
  unsupported_file: [415, 'The file is neither a PDF nor a PNG.'],
  file_lost: [404, 'The file is in none of the stores; its certificate is on record.'],
  file_damaged: [503, 'No store has the bytes that were issued.'],
  certificate_not_ready: [409, 'The certificate is still being made.'],
  invalid_amount: [422, 'The amount is not a whole number of coins above zero.'],
  insufficient_funds: [409, 'There are not enough coins.'],
  escrow_short: [409, 'The tournament’s escrow holds too few coins.'],
  wallet_frozen: [409, 'The wallet is frozen.'],
  same_wallet: [422, 'The two wallets are the same.'],
  wallet_not_found: [404, 'There is no such wallet.'],
  hold_expired: [409, 'The hold ran out; its coins are free again.'],
  hold_closed: [409, 'The hold was captured or released already.'],
  object_deleted: [410, 'The file was deleted, and stays deleted.'],
  object_held: [409, 'A legal hold keeps the file.'],
  backfill_disabled: [409, 'Backfills are switched off.'],
  unavailable: [503, 'Something Laurel depends on does not answer just now.'],
  internal_error: [500, 'Laurel made a mistake.'],
};

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
  const [status, title] = problems[code];
  const body = {
    type: `urn:laurel:problem:${code}`,
    title,
    status,
    code,
    ...(more.facts === undefined || Object.keys(more.facts).length === 0
      ? {}
      : { detail: detailOf(more.facts), facts: more.facts }),
    ...(more.errors === undefined ? {} : { errors: more.errors }),
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...more.headers },
  });
}

function detailOf(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
}

/** A validation that failed on several fields at once. */
export class ValidationError extends DomainError {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('invalid_request');
    this.errors = errors;
  }
}

/** The one place where a thrown error becomes an answer. What is not ours is a bug: logged whole, answered with the id only. */
export function problemFor(error: unknown, requestId: string): Response {
  if (error instanceof ValidationError) return problemResponse(error.code, requestId, { errors: error.errors });
  if (error instanceof DomainError) {
    const headers = error.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {};
    return problemResponse(error.code, requestId, { facts: error.facts, headers });
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

/** Drizzle's own error repeats the statement with its parameters, which may be somebody's name: only what caused it is logged. */
function rootOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? error : rootOf(cause);
}

function log(entry: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify({ level: 'error', ...entry }));
}
