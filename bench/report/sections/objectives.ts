// Objectives, measurements and verdicts.

import { type Section, table, text } from '../document.ts';
import { milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';
import { type Measured, readRun } from '../run.ts';

export function objectives(results: Results): Section {
  const { scenarios, unmeasured, machine } = readRun(results);
  const operations = scenarios.reduce((sum, { summary }) => sum + summary.count, 0);
  const broken = scenarios.flatMap(({ breaches }) => breaches);
  const verdict =
    broken.length === 0
      ? 'All objectives were met: the contract and the own targets.'
      : `Not met: ${broken.map(({ scenario, objective, measured }) => `${objective} of ${scenario} (${measured})`).join('; ')}.`;
  return {
    id: 'objectives',
    title: 'Objectives and verdict',
    blocks: [
      text(
        `${whole(operations)} operations were sent on a fixed schedule. Latency counts from the due time of each operation. Server, database, both object stores and the load generator shared the ${machine.cores} cores of one machine.`,
      ),
      text(verdict),
      ...(unmeasured.length === 0 ? [] : [text(`Not part of this run, and not judged: ${unmeasured.join(', ')}.`)]),
      table(
        ['path', 'p95', 'own target', 'contract', 'p99', 'errors', 'verdict'],
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
    breaches.length === 0 ? 'met' : breaches.map(({ objective }) => `${objective} missed`).join(', '),
  ];
}
