// What `npm run bench:compare` keeps.

import type { Entrance } from './bed.ts';
import type { Comparison } from './compare-rounds.ts';
import type { Machine } from './machine.ts';

export interface Compared {
  readonly path: string;
  readonly comparison: Comparison;
  /** Hardly touched by what else the machine does, unlike latencies. */
  readonly workerCpuMsPerAct: readonly [base: number, candidate: number];
}

export interface CompareRecord {
  readonly machine: Machine;
  /** The commit that this version was compared with. */
  readonly base: string;
  readonly rounds: number;
  readonly seconds: number;
  /** Of both. */
  readonly entrance: Entrance;
  readonly compared: readonly Compared[];
}

export const compareFile = 'compare.json';
