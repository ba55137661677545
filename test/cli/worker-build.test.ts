// The build of the Worker that `npm start` keeps: it is that of the present source, and complete.

import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestSource, openWorkerBuild } from '../../src/cli/dev/build-worker.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-build-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(root: string, name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

describe('a kept build is used only for the source that it is made of', () => {
  it.each<[change: string, (root: string) => void]>([
    ['a changed file', (root) => write(root, 'src/b/two.ts', '3')],
    ['a new file', (root) => write(root, 'src/b/three.ts', '')],
    ['a removed file', (root) => rmSync(join(root, 'src/b/two.ts'))],
    ['a renamed file', (root) => renameSync(join(root, 'src/b/two.ts'), join(root, 'src/b/too.ts'))],
    ['another dependency', (root) => write(root, 'node_modules/.package-lock.json', '{"a": 2}')],
    ['another setting', (root) => write(root, 'wrangler.toml', 'x = 2')],
    ['text that moves to the next file', (root) => [write(root, 'src/a.ts', '12'), write(root, 'src/b/two.ts', '')]],
  ])('%s', (_, change) => {
    const root = mkdtempSync(join(folder, 'root-'));
    for (const name of ['wrangler.toml', 'package.json', 'tsconfig.json', 'node_modules/.package-lock.json'])
      write(root, name, '{}');
    write(root, 'src/a.ts', '1');
    write(root, 'src/b/two.ts', '2');
    const before = digestSource(root);
    expect(digestSource(root)).toBe(before);
    change(root);
    expect(digestSource(root)).not.toBe(before);
  });
});

it('two starts at once use one complete build, and leave nothing else', async () => {
  const open = (name: string) => openWorkerBuild(join(folder, name), join(folder, `${name}-logs`));
  const [one, two] = await Promise.all([open('one'), open('two')]);
  expect(two).toBe(one);
  expect(readdirSync(one)).toContain('worker.js');
  // Other tests may build meanwhile.
  await expect.poll(() => readdirSync(dirname(one))).toEqual([basename(one)]);
});
