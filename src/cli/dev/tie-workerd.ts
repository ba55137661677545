// Miniflare starts workerd itself; this puts a small script in between, so that workerd dies with us and does not hear the
// Ctrl-C meant for us (Miniflare would take its end for a crash and start it anew).

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { wrapForParentDeath } from '../process/dies-with-parent.ts';

/** Sets MINIFLARE_WORKERD_PATH for this process. Leaves everything as it was where the script cannot run. */
export function tieWorkerdToUs(folder: string): void {
  const wrapper = wrapForParentDeath('KILL');
  if (wrapper === null) return;
  const script = join(folder, 'workerd.sh');
  const words = ['exec', 'setsid', ...wrapper, quote(findWorkerd()), '"$@"'];
  writeFileSync(script, `#!/bin/sh\n${words.join(' ')}\n`, { mode: 0o700 });
  if (spawnSync(script, ['--version']).status === 0) process.env.MINIFLARE_WORKERD_PATH = script;
}

/** Read before we set it: somebody may have chosen another workerd. */
const workerdChosen = process.env.MINIFLARE_WORKERD_PATH;

function findWorkerd(): string {
  const require = createRequire(import.meta.url);
  const { default: bundled } = createRequire(require.resolve('miniflare'))('workerd') as { default: string };
  return workerdChosen ?? bundled;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
