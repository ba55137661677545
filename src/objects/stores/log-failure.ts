// Logs failures of the stores with the cause that the server gave. Successes are not logged.

import type { DescribedFailure } from './object-store.ts';
import { type StoreEvent, tagsOf } from './observed.ts';

export function logEvent(event: StoreEvent): void {
  if (event.name.endsWith('.success')) return;
  const cause = event.cause === undefined ? {} : { cause: event.cause };
  console.warn(JSON.stringify({ level: 'warn', event: event.name, ...tagsOf(event), ...cause }));
}

/** For R2, which has no metric events. */
export function logFailure(operations: readonly string[], failed: DescribedFailure | null): void {
  if (failed === null) return;
  console.warn(JSON.stringify({ level: 'warn', message: 'R2 failed', operation: operations[0], cause: failed }));
}
