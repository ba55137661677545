// What `npm run bench:profile` keeps.

import type { Machine } from './machine.ts';

export interface ProfiledPath {
  readonly path: string;
  readonly ratePerSecond: number;
  readonly count: number;
  /** CPU time an act of the whole process, which being looked at costs as well. */
  readonly workerMs: number;
  /** Samples in the place itself, what it calls apart; the costliest first. */
  readonly places: readonly { readonly place: string; readonly samples: number }[];
}

export interface ProfileRecord {
  readonly machine: Machine;
  readonly paths: readonly ProfiledPath[];
}

export const profileFile = 'profile.json';
