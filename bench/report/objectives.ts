// What was promised, what was measured, and whether it was kept.

import { type Section, table, text } from './document.ts';
import { milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';
import { type Measured, readRun } from './run.ts';

export function objectives(results: Results): Section {
  const { scenarios, machine } = readRun(results);
  const operations = scenarios.reduce((sum, { summary }) => sum + summary.count, 0);
  const broken = scenarios.flatMap(({ breaches }) => breaches);
  const kept =
    broken.length === 0
      ? 'Every objective was kept: the contract, and our own targets.'
      : `Not kept: ${broken.map(({ scenario, objective, measured }) => `${objective} of ${scenario} (${measured})`).join('; ')}.`;
  return {
    id: 'objectives',
    title: 'Objectives and verdict',
    blocks: [
      text(
        `${whole(operations)} operations were due at instants fixed beforehand and sent then, late or not; each is counted from when it was due. Server, database, both object stores and the load shared the ${machine.cores} cores of one machine.`,
      ),
      text(kept),
      table(
        ['path', 'p95', 'our target', 'the contract', 'p99', 'errors', 'verdict'],
        scenarios.map((scenario) => row(scenario)),
      ),
    ],
  };
}

function row({ scenario, summary, budget, breaches }: Measured): string[] {
  return [
    scenario,
    milliseconds(summary.p95Ms),
    milliseconds(budget.targetP95Ms),
    budget.contractP95Ms === undefined ? '–' : milliseconds(budget.contractP95Ms),
    milliseconds(summary.p99Ms),
    percent(summary.errorRate),
    breaches.length === 0 ? 'kept' : breaches.map(({ objective }) => `${objective} broken`).join(', '),
  ];
}
