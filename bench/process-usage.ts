// What a process of this machine has used so far, as Linux counts it (proc(5)). Threads are included, children are not.

import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessUsage {
  /** User and system time, milliseconds, in steps of ten. */
  readonly cpuMs: number;
  readonly residentMib: number;
  /** The most it was so far. */
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

/** Our own child processes whose command contains `name`. */
export function findChildren(name: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = Number(
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[1],
        );
        return parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name);
      } catch {
        return false;
      }
    });
}
