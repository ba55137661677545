// `npm run bench`: runs the load scenarios against the deployed build, from another process. Stores the raw samples, prints a summary,
// and exits with 1 when an objective was missed.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scenario, scenarios } from './acts/scenarios.ts';
import { measureStep, type TestBed, withTestBed } from './bed/test-bed.ts';
import budgets from './budgets.json' with { type: 'json' };
import { type Breach, type Budget, judge } from './harness/gate.ts';
import type { Step } from './harness/generator.ts';
import { describeMachine } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { resultsFolder } from './harness/results-folder.ts';
import { type RunRecord, recordFile, type ScenarioRecord, samplesFile } from './harness/run-record.ts';
import { writeSamples } from './harness/sample.ts';
import { showTable } from './harness/show-table.ts';
import { type Summary, summarize } from './harness/summary.ts';
import { fullVolume } from './volume.ts';

/** A short run that only checks that everything works. */
const quick = { ratePerSecond: 50, count: 20 } as const;
const text = { type: 'string' } as const;
const { values } = readOptions({
  scenario: { type: 'string', multiple: true },
  rate: text,
  seconds: text,
  poisson: text,
  out: { type: 'string', default: resultsFolder },
  distance: { type: 'string', default: '0' },
  quick: { type: 'boolean', default: false },
});

const unknown = (values.scenario ?? []).filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(
    `Unknown scenarios: ${unknown.join(', ')}. Available: ${scenarios.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = scenarios.filter(({ name }) => values.scenario?.includes(name) ?? true);

interface Measured extends ScenarioRecord {
  readonly summary: Summary;
}

mkdirSync(values.out, { recursive: true });
const distanceMs = Number(values.distance);
const volume = values.quick ? null : fullVolume;
const measured = await withTestBed({ volume, distanceMs }, async (bed) => {
  const all: Measured[] = [];
  for (const scenario of chosen) all.push(await measure(bed, scenario));
  return all;
});
const record: RunRecord = {
  machine: describeMachine(),
  distanceMs,
  volume: volume === null ? null : { ...volume },
  scenarios: measured.map(({ summary, ...conditions }) => conditions),
};
writeFileSync(join(values.out, recordFile), `${JSON.stringify(record, null, 2)}\n`);
show(measured);
process.exit(gate(measured));

async function measure(bed: TestBed, scenario: Scenario): Promise<Measured> {
  const step = stepOf(scenario);
  const generator = await bed.prepare(scenario.name, step.count);
  try {
    const { samples, ...conditions } = await measureStep(generator, step);
    writeSamples(join(values.out, samplesFile(scenario.name)), samples);
    const { ratePerSecond, poissonSeed } = step;
    return { scenario: scenario.name, ratePerSecond, poissonSeed, ...conditions, summary: summarize(samples) };
  } finally {
    await generator.stop();
  }
}

function stepOf(scenario: Scenario): Step {
  const standard = values.quick ? Math.min(quick.ratePerSecond, scenario.ratePerSecond) : scenario.ratePerSecond;
  const ratePerSecond = Number(values.rate ?? standard);
  const count =
    values.seconds !== undefined
      ? Math.ceil(ratePerSecond * Number(values.seconds))
      : values.quick
        ? Math.min(quick.count, Math.ceil(ratePerSecond * 3))
        : scenario.count;
  return { ratePerSecond, count, poissonSeed: values.poisson === undefined ? null : Number(values.poisson) };
}

function show(all: readonly Measured[]): void {
  const { model, cores } = describeMachine();
  console.log(`\n${model}, ${cores} cores; server, database, stores and load generator share this machine`);
  showTable(
    ['scenario', 'n', '/s', 'p50', 'p95', 'p99', 'p99.9', 'max', 'errors', 'late', 'lag p99'],
    all.map(({ scenario, ratePerSecond, summary: s }) => [
      scenario,
      s.count,
      ratePerSecond,
      ...[s.p50Ms, s.p95Ms, s.p99Ms, s.p999Ms, s.maxMs].map((ms) => ms.toFixed(1)),
      `${(s.errorRate * 100).toFixed(1)} %`,
      s.missedSchedule,
      s.lagP99Ms.toFixed(1),
    ]),
  );
}

function gate(all: readonly Measured[]): number {
  const breaches = all.flatMap(({ scenario, summary }) =>
    judge(scenario, summary, (budgets as Record<string, Budget>)[scenario]),
  );
  if (breaches.length > 0) {
    console.log('\nMissed objectives:');
    showTable(
      ['scenario', 'objective', 'at most', 'measured'],
      breaches.map(({ scenario, objective, limit, measured: value }) => [scenario, objective, limit, value]),
    );
  }
  // A quick run checks errors only, because its latencies mean nothing. With added latency only the contract applies.
  const isIncluded = ({ objective }: Breach) =>
    objective === 'errors' || (!values.quick && (distanceMs === 0 || !objective.startsWith('target')));
  return breaches.some(isIncluded) ? 1 : 0;
}
