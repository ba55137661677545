// Where a bench writes its results. Only `npm run bench:all` writes the committed results, from which the report is generated.

import { join } from 'node:path';

const bench = join(import.meta.dirname, '..');

/** The input of the report. */
export const committedFolder = join(bench, 'results');

/** The output folder of this run; ignored by git unless BENCH_RENEW is 1. */
export const resultsFolder = process.env.BENCH_RENEW === '1' ? committedFolder : join(bench, '.cache/results');
