// The result file of `npm run bench`: the conditions under which the raw samples were taken. Figures are computed from the samples.

import type { CpuPerAct } from '../bed/test-bed.ts';
import type { HostLoad, Machine } from './machine.ts';

export interface ScenarioRecord {
  readonly scenario: string;
  readonly ratePerSecond: number;
  /** Null: even intervals. */
  readonly poissonSeed: number | null;
  readonly hostLoad: HostLoad;
  readonly cpuMsPerAct: CpuPerAct;
}

export interface RunRecord {
  readonly machine: Machine;
  /** Added to each round trip between the Worker and Postgres. */
  readonly distanceMs: number;
  readonly volume: Readonly<Record<string, number>> | null;
  readonly scenarios: readonly ScenarioRecord[];
}

export const recordFile = 'run.json';
export const samplesFile = (scenario: string): string => `${scenario}.jsonl.gz`;
