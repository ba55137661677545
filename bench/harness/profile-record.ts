// The result file of `npm run bench:profile`.

import type { Machine } from './machine.ts';

export interface ProfiledPath {
  readonly path: string;
  readonly ratePerSecond: number;
  readonly count: number;
  /** CPU time of the whole process per act, including the profiler's overhead. */
  readonly workerMs: number;
  /** Self samples, without callees; descending. */
  readonly places: readonly { readonly place: string; readonly samples: number }[];
}

export interface ProfileRecord {
  readonly machine: Machine;
  readonly paths: readonly ProfiledPath[];
}

export const profileFile = 'profile.json';
