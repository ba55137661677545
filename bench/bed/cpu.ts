// CPU time by role, from Linux (proc(5)). The time of ended children counts for their parent.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds so far; resolution 10 ms. */
export interface CpuByRole {
  /** workerd with the Worker, its backend objects, rooms, R2 and queue. */
  readonly worker: number;
  /** The S3 server. */
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

/** Includes all descendants of process `pid`. */
export function readCpuByRole(pid: number): CpuByRole {
  const descendants = descendantsOf(pid);
  const ms = (entries: readonly Entry[]) => entries.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) * msPerTick;
  const workerds = workerdsOf(descendants);
  return {
    worker: ms(workerds.slice(0, 1)),
    stores: ms(workerds.slice(1)),
    database: ms(descendants.filter(({ command }) => /(^|\/)postgres(\0|:)/.test(command))),
  };
}

/** The Worker's process among the descendants of `pid`. */
export const findWorkerPid = (pid: number): number | undefined => workerdsOf(descendantsOf(pid))[0]?.pid;

/** The Worker's process first: it starts after the stores. */
function workerdsOf(descendants: readonly Entry[]): Entry[] {
  return descendants
    .filter(({ command }) => /\bworkerd\0?.*\bserve\b/.test(command))
    .toSorted((a, b) => b.startedTicks - a.startedTicks);
}

function descendantsOf(pid: number): Entry[] {
  if (!existsSync('/proc/self/stat')) return [];
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readEntry);
  const descendants = new Set([pid]);
  for (let before = 0; before !== descendants.size; ) {
    before = descendants.size;
    for (const entry of entries) if (descendants.has(entry.parent)) descendants.add(entry.pid);
  }
  return entries.filter((entry) => descendants.has(entry.pid));
}

/** Empty when the process has ended meanwhile. */
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
