// The capacity of one machine: a load curve per path.

import budgets from '../../budgets.json' with { type: 'json' };
import {
  type CapacityCurve,
  type CapacityRecord,
  capacityFile,
  lagMaxMs,
  loadWithin,
} from '../../harness/capacity-record.ts';
import type { Budget } from '../../harness/gate.ts';
import { drawLines } from '../chart.ts';
import { type Chart, type Section, table, text } from '../document.ts';
import { milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';

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
        `The rate was raised in steps of ${secondsPerStep} s until p95 exceeded the contract (200 ms where there is none) or 1 % of the requests failed. For the broadcast, the number of subscribers was raised. The generator shared the ${machine.cores} cores.`,
      ),
      table(
        ['path', 'maximum within own target', 'maximum within contract', 'cores busy', 'generator lag p99'],
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
    step === undefined ? '–' : percent(step.hostLoad.busyShare),
    `${milliseconds(lag)}${lag > lagMaxMs ? ', partly limited by the generator' : ''}`,
  ];
}

function chartOf(curve: CapacityCurve): Chart {
  const { targetP95Ms, contractP95Ms } = budgetOf(curve.path);
  const limits = [{ y: targetP95Ms, label: 'own target for p95' }];
  if (contractP95Ms !== undefined) limits.push({ y: contractP95Ms, label: 'contract' });
  const svg = drawLines({
    title: curve.path,
    x: { label: curve.unit === 'subscribers' ? curve.unit : 'requests per second' },
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
    caption: `Latency of ${curve.path} by load. The last step exceeded the contract, or was the last one measured.`,
    svg,
  };
}
