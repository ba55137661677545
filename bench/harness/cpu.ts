// Who of us uses the processors: CPU time by role, as Linux counts it (proc(5)); ended children count with their parent.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds so far, in steps of ten. */
export interface CpuByRole {
  /** workerd with the Worker, its backend objects, rooms, R2 and queue. */
  readonly worker: number;
  /** The S3 server beside it. */
  readonly stores: number;
  readonly database: number;
}

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly startedTicks: number;
  readonly cpuTicks: number;
  readonly command: string;
}

const msPerTick = 10;

/** Of everything that process `pid` has started, directly or not. */
export function readCpuByRole(pid: number): CpuByRole {
  const family = familyOf(pid);
  const ms = (entries: readonly Entry[]) => entries.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) * msPerTick;
  const workerds = workerdsOf(family);
  return {
    worker: ms(workerds.slice(0, 1)),
    stores: ms(workerds.slice(1)),
    database: ms(family.filter(({ command }) => /(^|\/)postgres(\0|:)/.test(command))),
  };
}

/** The process of the Worker that process `pid` has started, directly or not. */
export const findWorkerPid = (pid: number): number | undefined => workerdsOf(familyOf(pid))[0]?.pid;

/** The Worker first: it is started when the stores are up. */
function workerdsOf(family: readonly Entry[]): Entry[] {
  return family
    .filter(({ command }) => /\bworkerd\0?.*\bserve\b/.test(command))
    .toSorted((a, b) => b.startedTicks - a.startedTicks);
}

function familyOf(pid: number): Entry[] {
  if (!existsSync('/proc/self/stat')) return [];
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readEntry);
  const family = new Set([pid]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const entry of entries) if (family.has(entry.parent)) family.add(entry.pid);
  }
  return entries.filter((entry) => family.has(entry.pid));
}

/** A process may end while it is looked at. */
function readEntry(name: string): Entry[] {
  try {
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const cpuTicks = fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0);
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
    return [{ pid: Number(name), parent, startedTicks: fields[19] ?? 0, cpuTicks, command }];
  } catch {
    return [];
  }
}
