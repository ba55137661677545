// CPU time and memory of a process, from Linux (proc(5)). Includes threads, not children.

import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessUsage {
  /** User and system time in milliseconds; resolution 10 ms. */
  readonly cpuMs: number;
  readonly residentMib: number;
  /** Peak so far. */
  readonly peakMib: number;
}

const ticksPerSecond = 100;

export function readUsage(pid: number): ProcessUsage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { cpuMs: (ticks * 1000) / ticksPerSecond, residentMib: mib('VmRSS'), peakMib: mib('VmHWM') };
}

/** CPU time of the threads that live now, in milliseconds, to the nanosecond: field 1 of schedstat (sched-stats in Linux' documentation). */
export function readThreadsCpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}/schedstat`);
  return threads.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6, 0);
}

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The largest descendant of this process whose command contains `name`. */
export function findLargest(name: string): number {
  const entries = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap(readEntry);
  const family = new Set([process.pid]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of entries) if (family.has(parent)) family.add(pid);
  }
  const named = entries.filter(({ pid, command }) => family.has(pid) && command.includes(name));
  const bySize = named.map(({ pid }) => pid).toSorted((a, b) => readUsage(b).residentMib - readUsage(a).residentMib);
  return bySize[0] ?? process.pid;
}

/** Empty when the process has ended meanwhile. */
function readEntry(entry: string): Entry[] {
  try {
    const parent = Number(
      readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
    return [{ pid: Number(entry), parent, command: readFileSync(`/proc/${entry}/cmdline`, 'utf8') }];
  } catch {
    return [];
  }
}
