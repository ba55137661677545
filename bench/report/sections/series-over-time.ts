// Aggregates samples by time interval, as lines of a chart.

import { latencyMs, type Sample } from '../../harness/sample.ts';
import { summarize } from '../../harness/summary.ts';
import type { Line } from '../chart.ts';

/** Groups by due time. Each point lies at the middle of its interval, in seconds. Empty intervals are left out. */
export function seriesOverTime(samples: readonly Sample[], intervalMs: number): Line[] {
  const intervals = Map.groupBy(samples, ({ dueMs }) => Math.floor(dueMs / intervalMs));
  const summaries = [...intervals]
    .sort(([a], [b]) => a - b)
    .map(([index, within]) => ({ x: ((index + 0.5) * intervalMs) / 1000, summary: summarize(within) }));
  return (
    [
      ['median', 'p50Ms'],
      ['p95', 'p95Ms'],
      ['max', 'maxMs'],
    ] as const
  ).map(([name, key]) => ({ name, points: summaries.map(({ x, summary }) => ({ x, y: summary[key] })) }));
}

/** The interval length for about `count` intervals. */
export function intervalFor(samples: readonly Sample[], count = 40): number {
  const last = Math.max(...samples.map(({ dueMs }) => dueMs), ...samples.map(latencyMs));
  return Math.max(100, Math.ceil(last / count / 100) * 100);
}
