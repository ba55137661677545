// How many cases a property test runs: a few in `npm test`, many in `npm run test:nightly`.

import { inject } from 'vitest';

export function caseCount(counts: { readonly usual: number; readonly nightly: number }): number {
  return inject('isNightly') ? counts.nightly : counts.usual;
}

/** Cases that are slow and close to others: only in the nightly run. */
export const atNight = <Case>(cases: readonly Case[]): readonly Case[] => (inject('isNightly') ? cases : []);
