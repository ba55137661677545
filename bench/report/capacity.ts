// How much one machine carries: the curve of each path up to where it breaks.

import budgets from '../budgets.json' with { type: 'json' };
import {
  type CapacityCurve,
  type CapacityRecord,
  capacityFile,
  lagMaxMs,
  loadWithin,
} from '../harness/capacity-record.ts';
import type { Budget } from '../harness/gate.ts';
import { drawLines } from './chart.ts';
import { type Chart, type Section, table, text } from './document.ts';
import { milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';

const budgetOf = (path: string): Budget => {
  const budget = (budgets as Record<string, Budget>)[path];
  if (budget === undefined) throw new Error(`${path} has no budget`);
  return budget;
};

export function capacity(results: Results): Section {
  const { curves, secondsPerStep, machine } = results.json<CapacityRecord>(capacityFile);
  return {
    id: 'capacity',
    title: 'Capacity of one machine',
    blocks: [
      text(
        `The rate was raised step by step, ${secondsPerStep} s each, until p95 exceeded the contract (200 ms where there is none) or a hundredth failed; for the broadcast, the audience was raised. All on ${machine.cores} cores, which the generator shares.`,
      ),
      table(
        ['path', 'at most, within our target', 'within the contract', 'cores busy then', 'generator late by (p99)'],
        [...curves.map(summaryRow)],
      ),
      ...curves.map(chartOf),
    ],
  };
}

function summaryRow(curve: CapacityCurve): string[] {
  const { targetP95Ms, contractP95Ms = 200 } = budgetOf(curve.path);
  const most = loadWithin(curve, contractP95Ms);
  const step = curve.steps.find(({ load }) => load === most);
  const lag = step?.summary.lagP99Ms ?? Number.NaN;
  return [
    curve.path,
    `${whole(loadWithin(curve, targetP95Ms))} ${curve.unit} (${milliseconds(targetP95Ms)})`,
    `${whole(most)} ${curve.unit}`,
    step === undefined ? '–' : percent(step.weather.busyShare),
    `${milliseconds(lag)}${lag > lagMaxMs ? ', in part its own limit' : ''}`,
  ];
}

function chartOf(curve: CapacityCurve): Chart {
  const { targetP95Ms, contractP95Ms } = budgetOf(curve.path);
  const limits = [{ y: targetP95Ms, label: 'our target for p95' }];
  if (contractP95Ms !== undefined) limits.push({ y: contractP95Ms, label: 'the contract' });
  const svg = drawLines({
    title: curve.path,
    x: { label: curve.unit === 'subscribers' ? curve.unit : 'requests due a second' },
    y: { label: 'milliseconds', isLog: true },
    lines: (
      [
        ['median', 'p50Ms'],
        ['p95', 'p95Ms'],
        ['p99', 'p99Ms'],
      ] as const
    ).map(([name, key]) => ({ name, points: curve.steps.map(({ load, summary }) => ({ x: load, y: summary[key] })) })),
    limits,
  });
  return {
    kind: 'chart',
    name: `capacity-${curve.path}`,
    caption: `Latency of ${curve.path} by load; the last step is the one that broke, or the last that was tried.`,
    svg,
  };
}
