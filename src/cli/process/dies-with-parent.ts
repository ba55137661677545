// Makes a program end when we are killed without a chance to stop it, by asking the kernel for a signal on our death.
// Where setpriv (util-linux) is missing, as on macOS, there is no such guarantee.

import { spawnSync } from 'node:child_process';

/** Words to put before a command; null where this system cannot do it. */
export function wrapForParentDeath(signal: 'INT' | 'TERM' | 'KILL', identity: readonly string[] = []): string[] | null {
  const words = ['setpriv', ...identity, '--pdeathsig', signal];
  return canRun(words) ? words : null;
}

const known = new Map<string, boolean>();

function canRun(words: readonly string[]): boolean {
  const key = words.join(' ');
  const answer = known.get(key) ?? spawnSync(words[0] ?? '', [...words.slice(1), 'true']).status === 0;
  known.set(key, answer);
  return answer;
}
