// `npm run bench`: a whole Laurel as it is deployed, loaded from another process. Keeps the raw samples, prints what they say,
// and ends with 1 where an objective was missed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseStartArguments } from '../src/cli/arguments.ts';
import { endChildren } from '../src/cli/child-processes.ts';
import { findFreePort } from '../src/cli/free-port.ts';
import { locateHomeFolder } from '../src/cli/home-folder.ts';
import { launch } from '../src/cli/launch.ts';
import { createStopList } from '../src/cli/stop-list.ts';
import type { Order } from './generate.ts';
import { openBenchDatabase } from './harness/database.ts';
import { type Breach, type Budget, judge } from './harness/gate.ts';
import { describeMachine, watchWeather } from './harness/machine.ts';
import { type RunRecord, recordFile, type ScenarioRecord, samplesFile } from './harness/run-record.ts';
import { readSamples } from './harness/sample.ts';
import { summarize } from './harness/summary.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { fullVolume } from './volume.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true },
    rate: text,
    seconds: text,
    poisson: text,
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
    distance: { type: 'string', default: '0' },
    quick: { type: 'boolean', default: false },
  },
});
const budgets = JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')) as Record<string, Budget>;

const chosen = scenarios.filter(({ name }) => values.scenario?.includes(name) ?? true);
const unknown = (values.scenario ?? []).filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There is ${scenarios.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const stops = createStopList();
const home = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
let exitCode = 0;
try {
  mkdirSync(values.out, { recursive: true });
  const database = await openBenchDatabase({
    folder: join(home, 'database'),
    volume: values.quick ? null : fullVolume,
    distanceMs: Number(values.distance),
  });
  await stops.add(database.stop);
  const environment = {
    ...process.env,
    LAUREL_HOME: join(home, 'laurel'),
    PORT: String(await findFreePort()),
    DATABASE_URL: database.url,
    CERT_S3_DUAL_WRITE: 'true',
  };
  const print = (line: string) => console.log(line);
  await launch({ wanted: parseStartArguments(['--empty']), environment, print, stops });
  const measured: ScenarioRecord[] = [];
  for (const scenario of chosen) measured.push(await measure(scenario, environment));
  const volume = values.quick ? null : { ...fullVolume };
  const run: RunRecord = {
    machine: describeMachine(),
    distanceMs: Number(values.distance),
    volume,
    scenarios: measured,
  };
  writeFileSync(join(values.out, recordFile), `${JSON.stringify(run, null, 2)}\n`);
  exitCode = show(run);
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit(exitCode);

async function measure(scenario: Scenario, environment: Record<string, string | undefined>): Promise<ScenarioRecord> {
  const running = JSON.parse(readFileSync(locateHomeFolder(environment).runningFile, 'utf8')) as Record<string, string>;
  const ratePerSecond = Number(
    values.rate ?? (values.quick ? Math.min(20, scenario.ratePerSecond) : scenario.ratePerSecond),
  );
  const count =
    values.seconds === undefined
      ? values.quick
        ? 60
        : scenario.count
      : Math.ceil(ratePerSecond * Number(values.seconds));
  const poissonSeed = values.poisson === undefined ? null : Number(values.poisson);
  const order: Order = {
    scenario: scenario.name,
    baseUrl: running.PUBLIC_URL ?? '',
    jwtSecret: running.JWT_SECRET ?? '',
    s3: {
      endpoint: running.S3_ENDPOINT ?? '',
      bucket: running.S3_BUCKET ?? '',
      region: running.S3_REGION ?? '',
      accessKeyId: running.S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: running.S3_SECRET_ACCESS_KEY ?? '',
    },
    ratePerSecond,
    count,
    poissonSeed,
    samplesFile: join(values.out, samplesFile(scenario.name)),
  };
  const endWatch = watchWeather();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'generate.ts'), JSON.stringify(order)], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${scenario.name} could not be measured`);
  return { scenario: scenario.name, ratePerSecond, poissonSeed, weather: endWatch() };
}

function show({ machine, distanceMs, scenarios: records }: RunRecord): number {
  const results = records.map((record) => {
    const samples = readSamples(join(values.out, samplesFile(record.scenario)));
    return { ...record, summary: summarize(samples) };
  });
  console.log(`\n${machine.model}, ${machine.cores} cores; server, database, stores and load on this one machine`);
  const heads = ['scenario', 'n', '/s', 'p50', 'p95', 'p99', 'p99.9', 'max', 'errors', 'late'];
  const rows = results.map(({ scenario, ratePerSecond, summary: s }) => [
    scenario,
    s.count,
    ratePerSecond,
    ...[s.p50Ms, s.p95Ms, s.p99Ms, s.p999Ms, s.maxMs].map((ms) => ms.toFixed(1)),
    `${(s.errorRate * 100).toFixed(1)} %`,
    s.missedSchedule,
  ]);
  for (const row of [heads, ...rows])
    console.log(row.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(8))).join(''));
  const breaches = results.flatMap(({ scenario, summary }) => judge(scenario, summary, budgets[scenario]));
  for (const { scenario, objective, limit, measured } of breaches) {
    console.log(`✗ ${scenario}: ${objective} is ${measured}, at most ${limit}`);
  }
  // A minute's run proves that everything works; what it measures is worth nothing. Far away only the contract is promised.
  const isMeant = ({ objective }: Breach) =>
    objective === 'errors' || (!values.quick && (distanceMs === 0 || !objective.startsWith('target')));
  return breaches.some(isMeant) ? 1 : 0;
}
