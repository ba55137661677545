// The system under test of a bench: a filled database, optionally with added latency, and a version of Laurel. Removes everything afterwards.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { type Generator, planLoad, type Step, startGenerator } from '../harness/generator.ts';
import { type HostLoad, watchHostLoad } from '../harness/machine.ts';
import type { Sample } from '../harness/sample.ts';
import type { Volume } from '../volume.ts';
import { type CpuByRole, readCpuByRole } from './cpu.ts';
import { openBenchDatabase } from './database.ts';
import { ownRoot, startLaurel } from './laurel.ts';

export interface TestBedOptions {
  /** The repository whose code is measured; default: this one. */
  readonly root?: string;
  /** Null for an empty database. */
  readonly volume: Volume | null;
  readonly distanceMs?: number;
  /** Port for the Worker's inspector; absent: disabled. */
  readonly inspectorPort?: number;
}

export interface TestBed {
  /** The home folder, including the build. */
  readonly home: string;
  /** False for earlier versions. */
  readonly hasDirectSocket: boolean;
  /** Prepares `count` acts; default entry point: the direct socket. @throws Error when preparation fails. */
  prepare(scenario: string, count: number, entryPoint?: EntryPoint): Promise<Generator>;
  workerCpuMs(): number;
  stop(): Promise<void>;
}

/** The direct socket bypasses Miniflare's proxy. */
export type EntryPoint = 'miniflare proxy' | 'direct socket';

/** CPU time per act in milliseconds, by process. */
export type CpuPerAct = CpuByRole & { readonly load: number };

export interface Measurement {
  readonly samples: readonly Sample[];
  readonly hostLoad: HostLoad;
  readonly cpuMsPerAct: CpuPerAct;
}

export async function openTestBed(options: TestBedOptions): Promise<TestBed> {
  const { root = ownRoot, volume, distanceMs = 0, inspectorPort } = options;
  const stops = createStopList();
  const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
  const stop = async () => {
    await stops.stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const database = await openBenchDatabase({ folder: join(folder, 'database'), volume, distanceMs, root });
    await stops.add(database.stop);
    const home = join(folder, 'laurel');
    const laurel = await startLaurel({ root, databaseUrl: database.url, home, inspectorPort });
    await stops.add(laurel.stop);
    const { PUBLIC_URL: proxyUrl = '', OWN_SOCKET_URL: directUrl } = laurel.variables;
    const prepare = (scenario: string, count: number, entryPoint: EntryPoint = 'direct socket') => {
      const baseUrl = entryPoint === 'miniflare proxy' ? proxyUrl : directUrl;
      if (baseUrl === undefined) throw new Error('This version has no direct socket');
      return startGenerator(planLoad(baseUrl, { scenario, count, root }, laurel.variables));
    };
    return { home, hasDirectSocket: directUrl !== undefined, stop, prepare, workerCpuMs: laurel.workerCpuMs };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stops everything that `work` started, also after a failure. */
export async function withTestBed<T>(options: TestBedOptions, work: (bed: TestBed) => Promise<T>): Promise<T> {
  const bed = await openTestBed(options);
  try {
    return await work(bed);
  } finally {
    await bed.stop();
    await endChildren();
  }
}

export async function measureStep(generator: Generator, step: Step): Promise<Measurement> {
  const endWatch = watchHostLoad();
  const before = readCpuByRole(process.pid);
  const samples = await generator.drive(step);
  const after = readCpuByRole(process.pid);
  const perAct = (ms: number) => Math.round((ms / step.count) * 1000) / 1000;
  const cpuMsPerAct = {
    worker: perAct(after.worker - before.worker),
    stores: perAct(after.stores - before.stores),
    database: perAct(after.database - before.database),
    load: perAct(generator.cpuMs()),
  };
  return { samples, hostLoad: endWatch(), cpuMsPerAct };
}
