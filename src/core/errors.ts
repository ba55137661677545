// The three kinds of failure: a refusal (DomainError), a failed dependency (DependencyError), a bug (invariant).
// Knows codes and facts, but no HTTP status. http/problem.ts maps codes to statuses.

export const refusalCodes = [
  'invalid_request',
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'not_found',
  'method_not_allowed',
  'quota_exceeded',
  'unauthenticated',
  'forbidden',
  'insufficient_scope',
  'sanctioned',
  'reporter_muted',
  'too_many_reports',
  'case_leased',
  'version_conflict',
  'origin_not_allowed',
  'idempotency_mismatch',
  'idempotency_in_flight',
  'idempotency_key_required',
  'precondition_failed',
  'state_conflict',
  'limit_reached',
  'registration_not_open',
  'check_in_not_open',
  'tournament_full',
  'offer_not_open',
  'already_registered',
  'claim_code_not_valid',
  'not_on_list',
  'invitation_required',
  'invitation_not_valid',
  'roster_incomplete',
  'team_full',
  'not_enough_entrants',
  'not_seeded',
  'not_a_participant',
  'own_report',
  'match_not_open',
  'matches_affected',
  'double_booked',
  'conflict_of_interest',
  'draw_not_allowed',
  'unknown_tie_break',
  'tie_break_not_allowed',
  'matches_open',
  'round_not_pairable',
  'bye_not_allowed',
  'late_entry_closed',
  'tournament_not_completed',
  'review_required',
  'misconfigured',
  'certificate_revoked',
  'certificate_suspended',
  'certificate_replaced',
  'certificate_not_ready',
  'nothing_to_export',
  'export_not_ready',
  'export_outdated',
  'needs_printed_name',
  'link_not_valid',
  'ticket_not_valid',
  'successor_valid',
  'replacement_identical',
  'not_placed',
  'issuer_required',
  'unprintable_text',
  'unsupported_file',
  'unsupported_format',
  'invalid_file',
  'not_exportable',
  'file_lost',
  'file_damaged',
  'reference_conflict',
  'invalid_amount',
  'insufficient_funds',
  'wallet_frozen',
  'wallet_closed',
  'escrow_short',
  'same_wallet',
  'wallet_not_found',
  'hold_expired',
  'hold_closed',
  'object_deleted',
  'object_held',
  'backfill_disabled',
  'webhook_target_refused',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A rule refused the request. Throwing it rolls the transaction back. */
export class DomainError extends Error {
  readonly code: RefusalCode;
  readonly facts: Facts;
  constructor(code: RefusalCode, facts: Facts = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.facts = facts;
  }
}

export function refuse(code: RefusalCode, facts: Facts = {}): DomainError {
  return new DomainError(code, facts);
}

export type Dependency = 'database' | 'object_store' | 'jwks' | 'rooms';

/** A dependency did not answer. The caller may retry after the given time. */
export class DependencyError extends Error {
  readonly dependency: Dependency;
  readonly retryAfterSeconds: number;
  /** For the log only, never sent to clients. */
  readonly facts: Facts;
  constructor(dependency: Dependency, options: { retryAfterSeconds?: number; cause?: unknown; facts?: Facts } = {}) {
    super(`${dependency} is unavailable`, { cause: options.cause });
    this.name = 'DependencyError';
    this.dependency = dependency;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 2;
    this.facts = options.facts ?? {};
  }
}

/** Asserts what the code relies on. A violation is a bug and is answered 500. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
