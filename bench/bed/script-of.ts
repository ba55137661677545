// Finds the file of an npm script in another version of Laurel. Script names are stable; file paths are not.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @throws Error when that version's script is not `node <file>`. */
export function scriptOf(root: string, name: 'start' | 'db:migrate'): string {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const file = /^node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
  if (file === undefined) throw new Error(`${root} has no script ${name} of the form "node <file>"`);
  return join(root, file);
}
