// Makes a child process end when this process is killed, by the kernel's parent-death signal (PR_SET_PDEATHSIG).
// Needs setpriv (util-linux). Without it, as on macOS, there is no such guarantee.

import { spawnSync } from 'node:child_process';

/** @returns a prefix for the command line; null where setpriv does not work. */
export function withParentDeathSignal(
  signal: 'INT' | 'TERM' | 'KILL',
  identity: readonly string[] = [],
): string[] | null {
  const prefix = ['setpriv', ...identity, '--pdeathsig', signal];
  return canRun(prefix) ? prefix : null;
}

const results = new Map<string, boolean>();

function canRun(prefix: readonly string[]): boolean {
  const key = prefix.join(' ');
  const works = results.get(key) ?? spawnSync(prefix[0] ?? '', [...prefix.slice(1), 'true']).status === 0;
  results.set(key, works);
  return works;
}
