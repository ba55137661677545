// `npm run bench:all`: runs all benches whose results are in the report, then generates the report. Takes about twenty minutes on
// an idle machine with two cores. Continues after a missed objective and then exits with 1.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readOptions } from './harness/options.ts';

readOptions({});

/** The package.json scripts that write to `bench/results`. */
const measuring = [
  'bench',
  'bench:capacity',
  'bench:profile',
  'bench:plans',
  'bench:indexes',
  'bench:migration',
  'bench:hot',
  'bench:distance',
  'bench:growth',
  'bench:model',
];

let isKept = true;
for (const script of [...measuring, 'bench:report']) {
  const startedAt = performance.now();
  console.log(`\n— npm run ${script}`);
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: join(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, BENCH_RENEW: '1' },
  });
  console.log(
    `— ${script}: ${status === 0 ? 'done' : `ended with ${status}`}, ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
  isKept &&= status === 0;
}
process.exit(isKept ? 0 : 1);
