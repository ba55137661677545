// A result that crosses a process border. An error thrown across one loses its class; a union arrives whole.

import { type Dependency, DependencyError, DomainError, type Facts, type RefusalCode } from './errors.ts';

export type Outcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly facts: Facts }
  | { readonly kind: 'unavailable'; readonly dependency: Dependency; readonly retryAfterSeconds: number };

/** Refusals and dependency failures become values; a bug is thrown on. */
export async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'value', value: await work() };
  } catch (error) {
    if (error instanceof DomainError) return { kind: 'refused', code: error.code, facts: error.facts };
    if (!(error instanceof DependencyError)) throw error;
    return { kind: 'unavailable', dependency: error.dependency, retryAfterSeconds: error.retryAfterSeconds };
  }
}

/** @throws DomainError, DependencyError: what `settle` caught on the other side. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'value') return outcome.value;
  if (outcome.kind === 'refused') throw new DomainError(outcome.code, outcome.facts);
  throw new DependencyError(outcome.dependency, { retryAfterSeconds: outcome.retryAfterSeconds });
}
