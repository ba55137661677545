// The metrics of object storage: name, kind and help text of each.

import type { MetricFamily } from '../metrics/sample.ts';
import { listStoreEvents } from './stores/observed.ts';

const gaugeHelp = {
  'cert.repair.backlog':
    'Copies that the repair has to make or remove, per store; zero where the store is not configured.',
  'cert.repair.lag.seconds': 'Age in seconds of the oldest copy that the repair has to make or remove, per store.',
  'cert.repair.measured': 'Unix time at which backlog and lag were measured.',
  'cert.consistency.mismatch': 'Share of expected copies found wrong by the latest consistency check, per store.',
  'cert.consistency.copies': 'Copies in each state at the latest consistency check, per store.',
  'cert.consistency.lost': 'Objects that no store had at the latest consistency check.',
  'cert.check.verdict': 'Verdict of the latest check: 0 success, 1 issues, 2 fail.',
  'cert.check.finished': 'Unix time at which the latest check ended.',
} as const;

/** The current value of a gauge. */
export interface Measurement {
  readonly name: keyof typeof gaugeHelp;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export type Measure = (measurement: Measurement) => void;

const eventHelp: Readonly<Record<string, string>> = {
  success: 'that succeeded',
  fail: 'that failed, by cause',
  fallback: 'answered by the other store, by cause',
  issues: 'that found differences below the limit',
};

const subjects: Readonly<Record<string, string>> = {
  consistency: 'Comparisons of the database with the stores',
  integrity: 'Spot checks of stored bytes',
};

function describeEvent(name: string): string {
  const [, subject = '', ...rest] = name.split('.');
  const end = rest.at(-1) ?? '';
  return `${subjects[subject] ?? `Operations "${rest[0]}" on S3`} ${eventHelp[end]}.`;
}

export const objectMetrics: readonly MetricFamily[] = [
  ...[...new Set(listStoreEvents().map(({ name }) => name))].map(
    (name): MetricFamily => ({ name, kind: 'counter', help: describeEvent(name) }),
  ),
  ...Object.entries(gaugeHelp).map(([name, help]): MetricFamily => ({ name, kind: 'gauge', help })),
];
