// Why a copy could not be made or removed, in a sentence that a row and a report can keep. It names no key and nobody.

import { ObjectStoreError } from './stores/object-store.ts';

const lengthMax = 300;

export function describeProblem(error: unknown): string {
  const text = error instanceof ObjectStoreError ? error.message : `unavailable: ${String(error)}`;
  return text.slice(0, lengthMax);
}
