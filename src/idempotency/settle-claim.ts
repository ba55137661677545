// Part of every act that is one database function: what the claim of its Idempotency-Key means for the request.

import { refuse } from '../core/errors.ts';
import type { KeyClaim } from '../outbox/ports.ts';

/** The key belongs to another request. */
export type KeyRefusal = 'idempotency_mismatch' | 'idempotency_in_flight';

/** Verdicts of idempotency_claim; null: the key is free. */
export type ClaimVerdict = null | 'repeated' | KeyRefusal;

/** Any other verdict is the act's own. @throws DomainError idempotency_mismatch, idempotency_in_flight. */
export function settleClaim<R extends { readonly verdict: string | null }>(
  claim: KeyClaim | null,
  row: R,
): asserts row is Exclude<R, { readonly verdict: KeyRefusal }> {
  const { verdict } = row;
  if (verdict === 'repeated') claim?.markReplayed();
  if (verdict === 'idempotency_mismatch' || verdict === 'idempotency_in_flight') throw refuse(verdict);
}
