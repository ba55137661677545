// A short run of `npm run bench` with all scenarios: fails on errors and wrong results, never on latency.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import budgets from '../../bench/budgets.json' with { type: 'json' };
import { openResults } from '../../bench/report/results.ts';
import { readRun } from '../../bench/report/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-quick-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every scenario completes all acts without errors', async () => {
  const words = [join(import.meta.dirname, '../../bench/run.ts'), '--quick', '--out', folder];
  const ending = await new Promise((resolve) =>
    execFile(process.execPath, words, (error, stdout, stderr) => resolve(error === null ? '' : stdout + stderr)),
  );
  expect(ending).toBe('');
  const { scenarios } = readRun(openResults(folder));
  expect(scenarios.map(({ scenario }) => scenario).sort()).toEqual(Object.keys(budgets).sort());
  expect(scenarios.filter(({ summary }) => summary.errorRate > 0).map(({ scenario }) => scenario)).toEqual([]);
  expect(scenarios.every(({ summary }) => summary.count >= 9)).toBe(true);
}, 300_000);
