// A result that is sent between processes. A thrown error would lose its class on the way; a union keeps its data.

import { type Dependency, DependencyError, DomainError, type Facts, type RefusalCode } from './errors.ts';

export type Outcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly facts: Facts }
  | { readonly kind: 'unavailable'; readonly dependency: Dependency; readonly retryAfterSeconds: number };

/** Turns refusals and dependency failures into values. Rethrows every other error: it is a bug. */
export async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'value', value: await work() };
  } catch (error) {
    if (error instanceof DomainError) return { kind: 'refused', code: error.code, facts: error.facts };
    if (!(error instanceof DependencyError)) throw error;
    return { kind: 'unavailable', dependency: error.dependency, retryAfterSeconds: error.retryAfterSeconds };
  }
}

/** Returns the value or throws again what `settle` caught. @throws DomainError, DependencyError. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'value') return outcome.value;
  if (outcome.kind === 'refused') throw new DomainError(outcome.code, outcome.facts);
  throw new DependencyError(outcome.dependency, { retryAfterSeconds: outcome.retryAfterSeconds });
}
