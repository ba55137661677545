// What `npm run bench:capacity` keeps: a curve for each path, up to where its contract breaks.

import type { CpuPerAct } from './bed.ts';
import type { Machine, Weather } from './machine.ts';
import type { Summary } from './summary.ts';

export interface CapacityStep {
  /** Requests due a second, or subscribers. */
  readonly load: number;
  readonly summary: Summary;
  readonly weather: Weather;
  readonly cpuMsPerAct: CpuPerAct;
}

export interface CapacityCurve {
  readonly path: string;
  readonly unit: 'a second' | 'subscribers';
  /** In order of load. */
  readonly steps: readonly CapacityStep[];
}

export interface CapacityRecord {
  readonly machine: Machine;
  readonly secondsPerStep: number;
  readonly curves: readonly CapacityCurve[];
}

export const capacityFile = 'capacity.json';

/** The highest load up to which every step stayed within `p95Ms`, almost without errors; 0: none. */
export function loadWithin({ steps }: CapacityCurve, p95Ms: number): number {
  const broken = steps.findIndex(({ summary }) => summary.p95Ms > p95Ms || summary.errorRate >= 0.01);
  return steps[(broken === -1 ? steps.length : broken) - 1]?.load ?? 0;
}

/** On how late the generator was: from here on it measures itself, too. */
export const lagMaxMs = 10;
