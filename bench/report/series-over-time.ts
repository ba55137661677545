// Latency as it went: the samples of each short while together, as lines of a chart.

import { latencyMs, type Sample } from '../harness/sample.ts';
import { summarize } from '../harness/summary.ts';
import type { Line } from './chart.ts';

/** Of each stretch of `stretchMs` by when requests were due, placed at its middle in seconds; stretches without any are left out. */
export function seriesOverTime(samples: readonly Sample[], stretchMs: number): Line[] {
  const stretches = Map.groupBy(samples, ({ dueMs }) => Math.floor(dueMs / stretchMs));
  const summaries = [...stretches]
    .sort(([a], [b]) => a - b)
    .map(([index, within]) => ({ x: ((index + 0.5) * stretchMs) / 1000, summary: summarize(within) }));
  return (
    [
      ['median', 'p50Ms'],
      ['p95', 'p95Ms'],
      ['slowest', 'maxMs'],
    ] as const
  ).map(([name, key]) => ({ name, points: summaries.map(({ x, summary }) => ({ x, y: summary[key] })) }));
}

/** So that a chart has about `wanted` stretches. */
export function stretchFor(samples: readonly Sample[], wanted = 40): number {
  const last = Math.max(...samples.map(({ dueMs }) => dueMs), ...samples.map(latencyMs));
  return Math.max(100, Math.ceil(last / wanted / 100) * 100);
}
