// `npm run bench:distance`: the four busy acts with 40 ms of added latency to the database, at full volume. Counts round trips of
// sequential acts in the proxy, then drives the same acts on schedule and checks the contract.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { type Client, createClient } from './acts/client.ts';
import { median } from './acts/requests.ts';
import { scenarios } from './acts/scenarios.ts';
import { openBenchDatabase } from './bed/database.ts';
import { addressOf, startDelayProxy, viaProxy } from './bed/delay-proxy.ts';
import { type BenchLaurel, startBenchLaurel } from './bed/sharded-laurel.ts';
import { drive, type Send } from './harness/drive.ts';
import type { Budget } from './harness/gate.ts';
import { describeMachine, type HostLoad, type Machine, watchHostLoad } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { resultsFolder } from './harness/results-folder.ts';
import { writeSamples } from './harness/sample.ts';
import { constantArrivals } from './harness/schedule.ts';
import { summarize } from './harness/summary.ts';
import { fullVolume, type Volume } from './volume.ts';

export interface FarPath {
  readonly path: string;
  /** Round trips of one act until its response: median of twenty. */
  readonly roundTrips: number;
  /** Mean round trips per act after the response. */
  readonly afterResponse: number;
  /** Medians of sequential acts. */
  readonly nearMs: number;
  readonly farMs: number;
  readonly ratePerSecond: number;
  readonly hostLoad: HostLoad;
  /** Samples of acts on schedule with added latency. */
  readonly samplesFile: string;
}

export interface DistanceResult {
  readonly machine: Machine;
  readonly volume: Volume;
  readonly distanceMs: number;
  readonly backendShards: number;
  readonly paths: readonly FarPath[];
}

const { values } = readOptions({
  distance: { type: 'string', default: '40' },
  count: { type: 'string', default: '500' },
  shards: { type: 'string', default: '4' },
});
const distanceMs = Number(values.distance);
const scheduled = Number(values.count);
/** The first use of a statement on a connection needs one more round trip, to prepare it. */
const warmUps = 120;
const alone = 20;
/** Opens and prepares the remaining connections. */
const rehearsed = 200;
/** Time for work after the response, such as sending events to rooms and recording delivery. */
const idleMs = 400;
const never = new AbortController().signal;
const budgets = JSON.parse(readFileSync(join(import.meta.dirname, 'budgets.json'), 'utf8')) as Record<string, Budget>;
const out = resultsFolder;

interface Path {
  readonly path: string;
  readonly ratePerSecond: number;
  readonly prepare: (count: number) => Promise<Send>;
}

/** The acts of the scenarios, at half the rate, because connections are held longer. */
const busyActs = [
  ['registration', 'registration'],
  ['result', 'result'],
  ['transfer', 'transfer'],
  ['verification', 'verification-uncached'],
] as const;

function pathsOf(client: Client, laurel: BenchLaurel): Path[] {
  return busyActs.map(([path, name]) => {
    const scenario = scenarios.find((candidate) => candidate.name === name);
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
    const prepare = (count: number) => scenario.prepare({ client, s3: laurel.s3 }, count);
    return { path, ratePerSecond: scenario.ratePerSecond / 2, prepare };
  });
}

const home = mkdtempSync(join(tmpdir(), 'laurel-distance-'));
let isKept = true;
try {
  mkdirSync(out, { recursive: true });
  const database = await openBenchDatabase({ folder: join(home, 'database'), volume: fullVolume, distanceMs: 0 });
  const wire = await startDelayProxy(addressOf(database.directUrl), 0);
  const seen = { url: viaProxy(database.directUrl, wire), directUrl: database.directUrl };
  const backendShards = Number(values.shards);
  const laurel = await startBenchLaurel({ folder: join(home, 'laurel'), database: seen, backendShards });
  const client = createClient(laurel.baseUrl, laurel.jwtSecret);
  const quiet = () => new Promise((resolve) => setTimeout(resolve, idleMs));

  const measure = async ({ path, ratePerSecond, prepare }: Path): Promise<FarPath> => {
    wire.setRoundTripMs(0);
    const send = await prepare(warmUps + 3 * alone + rehearsed + scheduled);
    let next = 0;
    const act = () => send(next++, never);
    await drive(constantArrivals(100, warmUps), act);
    for (let index = 0; index < alone; index += 1) await act();
    await quiet();
    const near: number[] = [];
    const counts: number[] = [];
    const began = wire.roundTrips();
    for (let index = 0; index < alone; index += 1) {
      const before = wire.roundTrips();
      near.push(await timed(act));
      counts.push(wire.roundTrips() - before);
      await quiet();
    }
    const roundTrips = median(counts);
    const afterResponse = (wire.roundTrips() - began) / alone - roundTrips;
    wire.setRoundTripMs(distanceMs);
    const far: number[] = [];
    for (let index = 0; index < alone; index += 1) far.push(await timed(act));
    const first = next;
    const endWatch = watchHostLoad();
    const report = (error: unknown) => console.error(error);
    await drive(constantArrivals(ratePerSecond, rehearsed), (index, signal) => send(first + index, signal), { report });
    const samples = await drive(
      constantArrivals(ratePerSecond, scheduled),
      (index, signal) => send(first + rehearsed + index, signal),
      { report },
    );
    const samplesFile = `distance-${path}.jsonl.gz`;
    writeSamples(join(out, samplesFile), samples);
    const { p50Ms, p95Ms, p99Ms, errorRate } = summarize(samples);
    const limit = budgets[path]?.contractP95Ms ?? Number.POSITIVE_INFINITY;
    if (p95Ms > limit || errorRate >= 0.01) isKept = false;
    console.log(
      `${path}: ${roundTrips} round trips; sequential ${median(near).toFixed(1)} ms without and ${median(far).toFixed(1)} ms with added latency; at ${ratePerSecond}/s p50 ${p50Ms} p95 ${p95Ms} p99 ${p99Ms} ms, errors ${errorRate}`,
    );
    return {
      path,
      roundTrips,
      afterResponse,
      nearMs: median(near),
      farMs: median(far),
      ratePerSecond,
      hostLoad: endWatch(),
      samplesFile,
    };
  };

  const paths: FarPath[] = [];
  for (const path of pathsOf(client, laurel)) paths.push(await measure(path));
  const result: DistanceResult = { machine: describeMachine(), volume: fullVolume, distanceMs, backendShards, paths };
  writeFileSync(join(out, 'distance.json'), `${JSON.stringify(result, null, 2)}\n`);
  await client.close();
  await laurel.stop();
  await wire.stop();
  await database.stop();
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit(isKept ? 0 : 1);

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
