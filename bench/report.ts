// `npm run bench:report`: generates the report from the committed results.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOptions } from './harness/options.ts';
import { committedFolder } from './harness/results-folder.ts';
import { makeReport } from './report/files.ts';
import { chartsFolder } from './report/markdown.ts';
import { openResults } from './report/results.ts';

readOptions({});

const files = makeReport(openResults(committedFolder));
rmSync(join(import.meta.dirname, chartsFolder), { recursive: true, force: true });
for (const [name, contents] of files) {
  const file = join(import.meta.dirname, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}
console.log(`${files.size} files written; see bench/REPORT.md`);
