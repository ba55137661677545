// Describes the machine, and measures other load on it during a run.

import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGib: number;
  readonly kernel: string;
  readonly node: string;
}

export function describeMachine(): Machine {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  };
}

/** Sum over all cores, in ticks since boot (proc_stat(5)). */
interface Ticks {
  readonly busy: number;
  readonly steal: number;
  readonly all: number;
}

export interface HostLoad {
  readonly loadBefore: number;
  /** Share of the cores' time during the run. */
  readonly busyShare: number;
  /** Share used by other guests of the host. */
  readonly stealShare: number;
}

/** @returns a function that ends the measurement and returns the load. */
export function watchHostLoad(): () => HostLoad {
  const loadBefore = loadavg()[0] ?? 0;
  const before = readTicks();
  return () => {
    const after = readTicks();
    const all = Math.max(1, after.all - before.all);
    return {
      loadBefore: Math.round(loadBefore * 100) / 100,
      busyShare: Math.round(((after.busy - before.busy) / all) * 1000) / 1000,
      stealShare: Math.round(((after.steal - before.steal) / all) * 1000) / 1000,
    };
  };
}

function readTicks(): Ticks {
  if (!existsSync('/proc/stat')) return { busy: 0, steal: 0, all: 0 };
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const ticks = line.trim().split(/\s+/).slice(1).map(Number);
  const [, , , idle = 0, wait = 0, , , steal = 0] = ticks;
  const all = ticks.slice(0, 8).reduce((sum, value) => sum + value, 0);
  return { busy: all - idle - wait - steal, steal, all };
}
