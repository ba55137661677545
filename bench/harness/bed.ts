// What a bench measures on: a database at its volume, near or far, and a version of Laurel before it. Leaves nothing behind.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import type { Volume } from '../volume.ts';
import { type CpuByRole, readCpuByRole } from './cpu.ts';
import { openBenchDatabase } from './database.ts';
import { type Generator, orderFor, type Step, startGenerator } from './generator.ts';
import { ownRoot, startLaurel } from './laurel.ts';
import { type Weather, watchWeather } from './machine.ts';
import type { Sample } from './sample.ts';

export interface BedOptions {
  /** The repository whose code is measured; ours if absent. */
  readonly root?: string;
  /** Null: an empty database. */
  readonly volume: Volume | null;
  readonly distanceMs?: number;
  /** Where the Worker can be looked into; nowhere if absent. */
  readonly inspectorPort?: number;
}

export interface Bed {
  /** The folder of this Laurel, its build included. */
  readonly home: string;
  /** Earlier versions have none. */
  readonly hasOwnSocket: boolean;
  /** Ready to be driven for `count` acts, by the Worker's own socket if not told otherwise. @throws Error for what cannot be prepared. */
  prepare(scenario: string, count: number, entrance?: Entrance): Promise<Generator>;
  workerCpuMs(): number;
  stop(): Promise<void>;
}

/** Miniflare's code stands before the front, and none before the Worker's own socket. */
export type Entrance = 'front' | 'own socket';

/** CPU time an act, milliseconds, by who used it. */
export type CpuPerAct = CpuByRole & { readonly load: number };

export interface Measurement {
  readonly samples: readonly Sample[];
  readonly weather: Weather;
  readonly cpuMsPerAct: CpuPerAct;
}

export async function openBed(options: BedOptions): Promise<Bed> {
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
    const { PUBLIC_URL: front = '', OWN_SOCKET_URL: socket } = laurel.variables;
    const prepare = (scenario: string, count: number, entrance: Entrance = 'own socket') => {
      const baseUrl = entrance === 'front' ? front : socket;
      if (baseUrl === undefined) throw new Error('This version has no socket of its own');
      return startGenerator(orderFor(baseUrl, { scenario, count }, laurel.variables));
    };
    return { home, hasOwnSocket: socket !== undefined, stop, prepare, workerCpuMs: laurel.workerCpuMs };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whatever `work` started is ended, also after a failure. */
export async function withBed<T>(options: BedOptions, work: (bed: Bed) => Promise<T>): Promise<T> {
  const bed = await openBed(options);
  try {
    return await work(bed);
  } finally {
    await bed.stop();
    await endChildren();
  }
}

export async function measureStep(generator: Generator, step: Step): Promise<Measurement> {
  const endWatch = watchWeather();
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
  return { samples, weather: endWatch(), cpuMsPerAct };
}
