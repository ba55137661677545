// Makes Miniflare start workerd through a wrapper script. workerd then ends with this process, and does not receive the terminal's
// Ctrl-C: Miniflare would treat its end as a crash and restart it.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withParentDeathSignal } from '../process/parent-death-signal.ts';

/** Sets MINIFLARE_WORKERD_PATH for this process, and the returned function sets it back. Has no effect where the script cannot run. */
export function wrapWorkerd(folder: string): () => void {
  const before = process.env.MINIFLARE_WORKERD_PATH;
  const wrapper = withParentDeathSignal('KILL');
  if (wrapper === null) return () => {};
  const script = join(folder, 'workerd.sh');
  const command = ['exec', 'setsid', ...wrapper, quote(findWorkerd()), '"$@"'];
  writeFileSync(script, `#!/bin/sh\n${command.join(' ')}\n`, { mode: 0o700 });
  if (spawnSync(script, ['--version']).status === 0) process.env.MINIFLARE_WORKERD_PATH = script;
  return () => {
    if (before === undefined) delete process.env.MINIFLARE_WORKERD_PATH;
    else process.env.MINIFLARE_WORKERD_PATH = before;
  };
}

/** Read before this file sets it: the environment can name another workerd. */
const workerdFromEnvironment = process.env.MINIFLARE_WORKERD_PATH;

function findWorkerd(): string {
  const require = createRequire(import.meta.url);
  const { default: bundled } = createRequire(require.resolve('miniflare'))('workerd') as { default: string };
  return workerdFromEnvironment ?? bundled;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
