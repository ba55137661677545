// What `npm run bench` keeps beside the raw samples: under which conditions they were taken. No figure of theirs is kept.

import type { CpuPerAct } from './bed.ts';
import type { Machine, Weather } from './machine.ts';

export interface ScenarioRecord {
  readonly scenario: string;
  readonly ratePerSecond: number;
  /** Null: at even intervals. */
  readonly poissonSeed: number | null;
  readonly weather: Weather;
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
