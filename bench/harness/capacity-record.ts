// The result file of `npm run bench:capacity`: a load curve per path, up to the load that exceeds its contract.

import type { CpuPerAct } from '../bed/test-bed.ts';
import type { HostLoad, Machine } from './machine.ts';
import type { Summary } from './summary.ts';

export interface CapacityStep {
  /** Requests per second, or subscribers. */
  readonly load: number;
  readonly summary: Summary;
  readonly hostLoad: HostLoad;
  readonly cpuMsPerAct: CpuPerAct;
}

export interface CapacityCurve {
  readonly path: string;
  readonly unit: 'per second' | 'subscribers';
  /** Ascending by load. */
  readonly steps: readonly CapacityStep[];
}

export interface CapacityRecord {
  readonly machine: Machine;
  readonly secondsPerStep: number;
  readonly curves: readonly CapacityCurve[];
}

export const capacityFile = 'capacity.json';

/** The highest load up to which every step had p95 ≤ `p95Ms` and less than 1 % errors; 0 if none. */
export function loadWithin({ steps }: CapacityCurve, p95Ms: number): number {
  const broken = steps.findIndex(({ summary }) => summary.p95Ms > p95Ms || summary.errorRate >= 0.01);
  return steps[(broken === -1 ? steps.length : broken) - 1]?.load ?? 0;
}

/** Above this schedule lag (p99) the generator itself limits the result. */
export const lagMaxMs = 10;
