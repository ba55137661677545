// Latency over time for each scenario. Percentiles alone do not show whether a path gets slower during the run.

import { drawLines } from '../chart.ts';
import type { Chart, Section } from '../document.ts';
import type { Results } from '../results.ts';
import { type Measured, readRun } from '../run.ts';
import { intervalFor, seriesOverTime } from './series-over-time.ts';

export function latency(results: Results): Section {
  return { id: 'latency', title: 'Latency over time', blocks: readRun(results).scenarios.map(chartOf) };
}

function chartOf({ scenario, samples, ratePerSecond, budget }: Measured): Chart {
  const intervalMs = intervalFor(samples);
  const svg = drawLines({
    title: `${scenario}, ${ratePerSecond} per second`,
    x: { label: 'seconds since the start' },
    y: { label: 'milliseconds', isLog: true },
    lines: seriesOverTime(samples, intervalMs),
    limits: [{ y: budget.targetP95Ms, label: 'own target for p95' }],
  });
  return {
    kind: 'chart',
    name: `latency-${scenario}`,
    caption: `Latency of ${scenario} by due time, in intervals of ${intervalMs} ms, logarithmic scale.`,
    svg,
  };
}
