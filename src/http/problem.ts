// Maps error codes to RFC 9457 problem details. No other module chooses the status of an error.

import { DependencyError, DomainError, type Facts, type RefusalCode } from '../core/errors.ts';

export type ProblemCode = RefusalCode | 'unavailable' | 'internal_error';

const problems: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  invalid_request: [422, 'Invalid request'],
  malformed_json: [400, 'Malformed JSON'],
  payload_too_large: [413, 'Request body too large'],
  unsupported_media_type: [415, 'Media type not supported'],
  not_found: [404, 'Not found'],
  method_not_allowed: [405, 'Method not allowed'],
  unauthenticated: [401, 'Valid bearer token required'],
  forbidden: [403, 'Forbidden'],
  sanctioned: [403, 'Not allowed while a sanction is in force'],
  identity_not_linked: [403, 'Identity not linked to a player'],
  origin_not_allowed: [403, 'Origin not allowed'],
  idempotency_mismatch: [422, 'Idempotency key reused with a different body'],
  idempotency_in_flight: [409, 'Request with this idempotency key still in progress'],
  idempotency_key_required: [400, 'Idempotency-Key header of 1 to 255 characters required'],
  state_conflict: [409, 'Not allowed in the current state'],
  registration_not_open: [409, 'Registration not open'],
  tournament_full: [409, 'Tournament full'],
  already_registered: [409, 'Player already registered'],
  roster_incomplete: [409, 'Wrong number of players in the roster'],
  team_full: [409, 'Team full'],
  not_enough_entrants: [409, 'Not enough entrants to start'],
  not_a_participant: [
    403,
    'Only the two sides of the match may report its result, and only the organizer may decide it',
  ],
  own_report: [403, 'A report must be confirmed by the other side'],
  match_not_open: [409, 'Match not open for results'],
  draw_not_allowed: [422, 'Draw not allowed in this format'],
  unknown_tie_break: [422, 'Unknown tie-break'],
  tie_break_not_allowed: [422, 'Tie-break not allowed in this event'],
  matches_open: [409, 'Unfinished matches remain'],
  tournament_not_completed: [409, 'Tournament not completed'],
  misconfigured: [503, 'Server misconfigured'],
  certificate_revoked: [410, 'Certificate revoked'],
  certificate_suspended: [409, 'Certificate suspended'],
  certificate_replaced: [410, 'Certificate replaced'],
  successor_valid: [409, 'Certificate replaced by a certificate that is not revoked'],
  replacement_identical: [409, 'Replacement identical to the current certificate'],
  issuer_required: [422, 'No issuer to print on the certificates'],
  unprintable_text: [422, 'Title or issuer cannot be printed; send the printed spelling'],
  not_placed: [409, 'Only confirmed entrants with a final placement receive a certificate'],
  unsupported_format: [501, 'Format not supported'],
  unsupported_file: [415, 'File type not supported'],
  file_lost: [404, 'Certificate file missing from all object stores'],
  file_damaged: [503, 'Certificate file damaged in all object stores'],
  certificate_not_ready: [409, 'Certificate not ready'],
  needs_printed_name: [409, 'Certificate waits for a printed name'],
  invalid_amount: [422, 'Amount must be a positive whole number of coins'],
  insufficient_funds: [409, 'Insufficient funds'],
  escrow_short: [409, 'Insufficient funds in the tournament escrow'],
  wallet_frozen: [409, 'Wallet frozen'],
  same_wallet: [422, 'Source and destination wallets are the same'],
  wallet_not_found: [404, 'Wallet not found'],
  hold_expired: [409, 'Hold expired'],
  hold_closed: [409, 'Hold already captured or released'],
  object_deleted: [410, 'File deleted permanently'],
  object_held: [409, 'File under legal hold'],
  backfill_disabled: [409, 'Backfills disabled'],
  unavailable: [503, 'Service unavailable'],
  internal_error: [500, 'Internal server error'],
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
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}`)
    .join('; ');
}

/** A validation failure with one entry for each invalid field. */
export class ValidationError extends DomainError {
  readonly errors: readonly FieldError[];
  constructor(errors: readonly FieldError[]) {
    super('invalid_request');
    this.errors = errors;
  }
}

/** Turns a thrown error into a response. An unknown error is a bug: the log gets its stack, the client only the request id. */
export function problemFor(error: unknown, requestId: string): Response {
  if (error instanceof ValidationError) return problemResponse(error.code, requestId, { errors: error.errors });
  if (error instanceof DomainError) {
    return problemResponse(error.code, requestId, { ...membersOf(error), headers: headersFor[error.code] ?? {} });
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

const headersFor: Partial<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { 'www-authenticate': 'Bearer' },
  idempotency_in_flight: { 'retry-after': '1' },
};

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
