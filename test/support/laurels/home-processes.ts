// The processes that work for one home folder, from what Linux says of all of them.

import { readdirSync, readFileSync } from 'node:fs';

export interface HomeProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes whose command line or environment contains this home folder. */
export function processesOf(home: string): HomeProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => read(`/proc/${pid}/${file}`).includes(home)))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') }));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
