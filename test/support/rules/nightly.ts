// How many cases a property test runs: a few in `npm test`, many in `npm run test:nightly`.

import { inject } from 'vitest';

export function caseCount(counts: { readonly usual: number; readonly nightly: number }): number {
  return inject('isNightly') ? counts.nightly : counts.usual;
}
