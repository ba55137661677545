// Runs the tests of object storage and reports their figures: simulation steps, injected faults and line coverage of src/objects.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../..');
const tests = [
  ...['unit', 'integration', 'http'].map((kind) => `test/${kind}/objects`),
  'test/unit/platform/breaker.test.ts',
  'test/integration/platform/cron.test.ts',
  'test/oracles',
];
const coverage = ['--coverage', '--coverage.include=src/objects/**', '--coverage.reporter=text-summary'];

/** @returns names and figures. `npm test` enforces the coverage thresholds. @throws Error when a test fails. */
export async function readTests(): Promise<readonly (readonly [string, string])[]> {
  const command = [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts'];
  const child = spawn(process.execPath, [...command, ...tests, ...coverage], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  await once(child, 'close');
  const text = output.join('');
  if (!/Tests\s+\d+ passed/.test(text)) throw new Error(`tests of object storage failed:\n${text}`);
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '');
  return [
    ...all(/simulation: (.*)/g).map((line) => ['simulation', line] as const),
    ...all(/Lines\s*: (.*)/g).map((line) => ['lines of src/objects covered', line] as const),
    ...all(/Tests\s+(.*)/g).map((line) => ['tests of src/objects', line] as const),
  ];
}
