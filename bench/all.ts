// `npm run bench:all`: everything that the report follows from, one after the other, and then the report. On a quiet machine of
// two cores about twenty minutes. Goes on where an objective was missed, and ends with 1 then.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Scripts of package.json that write to `bench/results`; a new one is added here. */
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
