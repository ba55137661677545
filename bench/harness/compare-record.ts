// The result file of `npm run bench:compare`.

import type { EntryPoint } from '../bed/test-bed.ts';
import type { Comparison } from './compare-rounds.ts';
import type { Machine } from './machine.ts';

export interface Compared {
  readonly path: string;
  readonly comparison: Comparison;
  /** Less sensitive to other load on the machine than latencies. */
  readonly workerCpuMsPerAct: readonly [base: number, candidate: number];
}

export interface CompareRecord {
  readonly machine: Machine;
  /** The commit compared with. */
  readonly base: string;
  readonly rounds: number;
  readonly seconds: number;
  /** Same for both versions. */
  readonly entryPoint: EntryPoint;
  readonly compared: readonly Compared[];
}

export const compareFile = 'compare.json';
