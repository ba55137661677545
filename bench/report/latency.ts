// How latency went while each scenario ran: a percentile alone does not tell a steady path from one that gets slower.

import { drawLines } from './chart.ts';
import type { Chart, Section } from './document.ts';
import type { Results } from './results.ts';
import { type Measured, readRun } from './run.ts';
import { seriesOverTime, stretchFor } from './series-over-time.ts';

export function latency(results: Results): Section {
  return { id: 'latency', title: 'Latency over time', blocks: readRun(results).scenarios.map(chartOf) };
}

function chartOf({ scenario, samples, ratePerSecond, budget }: Measured): Chart {
  const stretchMs = stretchFor(samples);
  const svg = drawLines({
    title: `${scenario}, ${ratePerSecond} a second`,
    x: { label: 'seconds since the start' },
    y: { label: 'milliseconds', isLog: true },
    lines: seriesOverTime(samples, stretchMs),
    limits: [{ y: budget.targetP95Ms, label: 'our target for p95' }],
  });
  return {
    kind: 'chart',
    name: `latency-${scenario}`,
    caption: `Latency of ${scenario} by when requests were due, in stretches of ${stretchMs} ms; logarithmic.`,
    svg,
  };
}
