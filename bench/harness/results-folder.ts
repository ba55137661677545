// Where a bench leaves what it measured. The committed results, which the report follows from, are written by `npm run bench:all` only.

import { join } from 'node:path';

const bench = join(import.meta.dirname, '..');

/** What the report is made of. */
export const committedFolder = join(bench, 'results');

/** For this run; ignored by git unless the report is being renewed. */
export const resultsFolder = process.env.BENCH_RENEW === '1' ? committedFolder : join(bench, '.cache/results');
