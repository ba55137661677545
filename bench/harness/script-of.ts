// The file behind an npm script of some version of Laurel: names of scripts stay, files move.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @throws Error when that version's script is not `node <file>`. */
export function scriptOf(root: string, name: 'start' | 'db:migrate'): string {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const file = /^node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
  if (file === undefined) throw new Error(`${root} has no script ${name} that runs one file`);
  return join(root, file);
}
