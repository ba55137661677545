// `npm run bench:live`: the time from the sending of an act until each subscriber has its event, in an open model, for Laurel, a bare
// room in workerd and a plain npm `ws` server in turn. Subscribers and the generator are one process, so that one clock measures. What
// workerd costs by itself is the difference between the last two.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { ownRoot, startLaurel } from '../bed/laurel.ts';
import { drive } from '../harness/drive.ts';
import { describeMachine, watchHostLoad } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { constantArrivals } from '../harness/schedule.ts';
import { showTable } from '../harness/show-table.ts';
import { histogramOf } from '../harness/summary.ts';
import { type Contender, laurelContender, openLaurelClient, startBare, startPlain } from './contenders.ts';
import { subscribe } from './subscribers.ts';

const { values } = readOptions({
  sizes: { type: 'string', default: '50,500,1000,2000' },
  rate: { type: 'string', default: '20' },
  seconds: { type: 'string', default: '5' },
  out: { type: 'string', default: resultsFolder },
});
const sizes = values.sizes.split(',').map(Number);
const ratePerSecond = Number(values.rate);
const count = ratePerSecond * Number(values.seconds);
/** Not measured: connections and compiled code get warm. */
const warmUpCount = 20;
const arrivalTimeoutMs = 60_000;

async function measure(contender: Contender, subscribers: number) {
  const { url, publish } = await contender.open(warmUpCount + count);
  const audience = await subscribe(url, subscribers, contender.hasFirstFrame);
  const sentAtMs: number[] = [];
  const answered: number[] = [];
  const send = async (event: number) => {
    sentAtMs[event] = performance.now();
    await publish(event);
    if (event >= warmUpCount) answered.push(performance.now() - (sentAtMs[event] ?? 0));
  };
  await drive(constantArrivals(ratePerSecond, warmUpCount), send);
  const endWatch = watchHostLoad();
  const cpuBeforeMs = contender.cpuMs?.() ?? 0;
  const samples = await drive(constantArrivals(ratePerSecond, count), (event) => send(warmUpCount + event));
  const expected = subscribers * (warmUpCount + count);
  for (const end = performance.now() + arrivalTimeoutMs; audience.received() < expected; await sleep(50))
    if (performance.now() > end)
      throw new Error(`${contender.name}: ${audience.received()} of ${expected} frames have arrived`);
  const cpuMs = (contender.cpuMs?.() ?? 0) - cpuBeforeMs;
  audience.leave();
  const latenciesMs = audience.latenciesMs(sentAtMs).filter((_, index) => index >= subscribers * warmUpCount);
  return {
    contender: contender.name,
    subscribers,
    joinMs: Math.round(audience.joinMs),
    late: samples.filter(({ dueMs, sentMs }) => sentMs - dueMs > 10).length,
    hostLoad: endWatch(),
    /** Of the Worker, all that an event costs divided by who gets it. */
    cpuMicrosPerFrame: contender.cpuMs === null ? null : Math.round((cpuMs * 1000) / (subscribers * count)),
    received: histogramOf(latenciesMs),
    answered: histogramOf(answered),
  };
}

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
try {
  const database = await openBenchDatabase({ folder: join(folder, 'database'), volume: null, distanceMs: 0 });
  await stops.add(database.stop);
  const laurel = await startLaurel({ root: ownRoot, databaseUrl: database.url, home: join(folder, 'laurel') });
  await stops.add(laurel.stop);
  const client = openLaurelClient(laurel.variables);
  await stops.add(client.close);
  const [plain, bare] = [await startPlain(), await startBare()];
  await stops.add(plain.stop);
  await stops.add(bare.stop);
  const own = laurelContender(laurel, client);
  const results: Awaited<ReturnType<typeof measure>>[] = [];
  for (const size of sizes)
    for (const contender of [plain.contender, bare.contender, own]) results.push(await measure(contender, size));
  mkdirSync(values.out, { recursive: true });
  const record = { machine: describeMachine(), ratePerSecond, events: count, results };
  writeFileSync(join(values.out, 'live.json'), `${JSON.stringify(record, null, 2)}\n`);
  show(results);
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function show(results: readonly Awaited<ReturnType<typeof measure>>[]): void {
  const { model, cores } = describeMachine();
  console.log(`${model}, ${cores} cores; servers, database and subscribers share this machine`);
  const plainP95 = new Map(
    results.flatMap(({ contender, subscribers, received }) =>
      contender === 'ws' ? [[subscribers, received.p95Ms] as const] : [],
    ),
  );
  showTable(
    ['', 'subscribers', 'p50', 'p95', 'p99', 'max', '× ws p95', 'act p95', 'join ms', 'late', 'busy', 'CPU µs/frame'],
    results.map(({ contender, subscribers, received, answered, joinMs, late, hostLoad, cpuMicrosPerFrame }) => [
      contender,
      subscribers,
      ...[received.p50Ms, received.p95Ms, received.p99Ms, received.maxMs].map((ms) => ms.toFixed(1)),
      (received.p95Ms / (plainP95.get(subscribers) ?? Number.NaN)).toFixed(1),
      answered.p95Ms.toFixed(1),
      joinMs,
      late,
      `${Math.round(hostLoad.busyShare * 100)} %`,
      cpuMicrosPerFrame ?? '–',
    ]),
  );
}
