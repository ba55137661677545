// Why a certificate was revoked, suspended or replaced: a code from a fixed list and a text, both public, and a note for staff only.
// Pages translate the codes.

export const reasonCodes = [
  'issued_in_error',
  'result_corrected',
  'disqualified',
  'false_identity',
  'rules_violation',
  'under_review',
  'name_corrected',
  'language_changed',
  'holder_request',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export type ReasonedAct = 'revoke' | 'suspend' | 'replace';

export const reasonCodesOf = {
  revoke: [
    ...['issued_in_error', 'result_corrected', 'disqualified', 'false_identity'],
    ...['rules_violation', 'holder_request', 'other'],
  ],
  suspend: ['under_review', 'result_corrected', 'rules_violation', 'holder_request', 'other'],
  replace: ['name_corrected', 'language_changed', 'holder_request', 'other'],
} as Readonly<Record<ReasonedAct, readonly ReasonCode[]>>;

export interface PublicReason {
  readonly code: ReasonCode;
  /** Written by the person who decided; public. */
  readonly text: string | null;
}

export interface Reason extends PublicReason {
  /** For staff only. */
  readonly note: string | null;
}

/** For the audit trail. */
export function reasonFacts({ code, text, note }: Reason) {
  return { reasonCode: code, reason: text, internalNote: note };
}

/** Rows older than the list of codes have a text only. */
export function publicReason(code: ReasonCode | null, text: string | null): PublicReason {
  return { code: code ?? 'other', text };
}
