// `npm run bench:capacity`: measures the capacity of one machine per path. Raises the rate on a filled database until the contract is
// exceeded; for the broadcast, raises the number of subscribers.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audienceScenario, audienceSizes } from './acts/scenarios.ts';
import { measureStep, type TestBed, withTestBed } from './bed/test-bed.ts';
import budgets from './budgets.json' with { type: 'json' };
import {
  type CapacityCurve,
  type CapacityRecord,
  type CapacityStep,
  capacityFile,
  lagMaxMs,
  loadWithin,
} from './harness/capacity-record.ts';
import type { Budget } from './harness/gate.ts';
import type { Step } from './harness/generator.ts';
import { describeMachine } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { resultsFolder } from './harness/results-folder.ts';
import { showTable } from './harness/show-table.ts';
import { summarize } from './harness/summary.ts';
import { fullVolume } from './volume.ts';

const rates: Readonly<Record<string, readonly number[]>> = {
  registration: [50, 100, 150, 200, 250, 300, 400, 500, 600],
  result: [50, 100, 200, 300, 400, 500, 600, 700],
  transfer: [50, 100, 200, 400, 500, 600, 800, 1000, 1200],
  'verification-uncached': [100, 200, 300, 400, 600, 800, 1000],
  'verification-cached': [200, 400, 800, 1200, 1600, 2000, 2500, 3000],
};

const { values } = readOptions({
  path: { type: 'string', multiple: true },
  seconds: { type: 'string', default: '5' },
  out: { type: 'string', default: resultsFolder },
  empty: { type: 'boolean', default: false },
});
const seconds = Number(values.seconds);
const isWanted = (path: string) => values.path?.includes(path) ?? true;
/** The limit for paths without a contract. */
const limitOf = (path: string) => (budgets as Record<string, Budget>)[path]?.contractP95Ms ?? 200;

const curves = await withTestBed({ volume: values.empty ? null : fullVolume }, async (bed) => {
  const all: CapacityCurve[] = [];
  for (const [path, loads] of Object.entries(rates)) if (isWanted(path)) all.push(await raiseRate(bed, path, loads));
  if (isWanted('broadcast')) all.push(await raiseAudience(bed));
  return all;
});
const record: CapacityRecord = { machine: describeMachine(), secondsPerStep: seconds, curves };
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, capacityFile), `${JSON.stringify(record, null, 1)}\n`);
for (const curve of curves) show(curve);
process.exit();

async function raiseRate(bed: TestBed, path: string, loads: readonly number[]): Promise<CapacityCurve> {
  const planned = loads.map((load): Step => ({ ratePerSecond: load, count: load * seconds, poissonSeed: null }));
  const generator = await bed.prepare(
    path,
    planned.reduce((sum, { count }) => sum + count, 0),
  );
  const steps: CapacityStep[] = [];
  try {
    for (const step of planned) {
      const { samples, ...conditions } = await measureStep(generator, step);
      steps.push({ load: step.ratePerSecond, summary: summarize(samples), ...conditions });
      if (isBroken(path, steps)) break;
    }
  } finally {
    await generator.stop();
  }
  return { path, unit: 'per second', steps };
}

async function raiseAudience(bed: TestBed): Promise<CapacityCurve> {
  const steps: CapacityStep[] = [];
  const step: Step = { ratePerSecond: 5, count: 5 * Math.max(seconds, 4), poissonSeed: null };
  for (const load of audienceSizes) {
    const generator = await bed.prepare(audienceScenario(load), step.count);
    const { samples, ...conditions } = await measureStep(generator, step).finally(generator.stop);
    steps.push({ load, summary: summarize(samples), ...conditions });
    if (isBroken('broadcast', steps)) break;
  }
  return { path: 'broadcast', unit: 'subscribers', steps };
}

function isBroken(path: string, steps: readonly CapacityStep[]): boolean {
  const { summary } = steps.at(-1) as CapacityStep;
  return summary.p95Ms > limitOf(path) || summary.errorRate >= 0.01;
}

function show(curve: CapacityCurve): void {
  const target = (budgets as Record<string, Budget>)[curve.path]?.targetP95Ms ?? 0;
  console.log(
    `\n${curve.path}: ${loadWithin(curve, target)} ${curve.unit} within ${target} ms, ${loadWithin(curve, limitOf(curve.path))} within ${limitOf(curve.path)} ms`,
  );
  showTable(
    [curve.unit, 'p50', 'p95', 'p99', 'errors', 'lag p99', 'busy', 'worker', 'database', 'load (ms CPU per act)'],
    curve.steps.map(({ load, summary: s, hostLoad, cpuMsPerAct: cpu }) => [
      load,
      ...[s.p50Ms, s.p95Ms, s.p99Ms].map((ms) => ms.toFixed(1)),
      `${(s.errorRate * 100).toFixed(1)} %`,
      `${s.lagP99Ms.toFixed(1)}${s.lagP99Ms > lagMaxMs ? ' !' : ''}`,
      `${(hostLoad.busyShare * 100).toFixed(0)} %`,
      ...[cpu.worker, cpu.database, cpu.load].map((ms) => ms.toFixed(2)),
    ]),
  );
}
