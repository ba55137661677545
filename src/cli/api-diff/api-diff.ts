// `npm run api:diff`: compares the API document with the last released one. Names what breaks a client, and what docs/api-changes.md does not
// mention.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { mayBreak, readChanges } from '../release/change.ts';
import { unreleasedOf } from '../release/changelog.ts';
import { type ApiDocument, compareDocuments } from './compare-documents.ts';
import type { Difference } from './compare-schemas.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'docs/api/released');
const help = `Usage: npm run api:diff [-- --release]

Compares src/pages/assets/static/openapi.json with the last released document in docs/api/released. Prints each difference; those that break a client first.

  --release   stores the present document as the released one of its version

Exit code: 0 docs/api-changes.md names everything, and nothing breaks or .changeset says that it does; 1 otherwise, 2 error.
`;

/** Subjects that the text before the first released version does not name in backquotes. */
export function missingLines(differences: readonly Difference[], changes: string): string[] {
  const unreleased = unreleasedOf(changes);
  const subjects = new Set(differences.map(({ subject }) => subject));
  return [...subjects].filter((subject) => !unreleased.includes(`\`${subject}\``));
}

/** By version: 0.10.0 comes after 0.9.0. */
export function lastReleased(names: readonly string[]): string | undefined {
  const documents = names.filter((name) => /^\d+\.\d+\.\d+\.json\.gz$/.test(name));
  return documents.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}

/** @throws Error if no document was released. */
function readLastReleased(): { name: string; document: ApiDocument } {
  const name = lastReleased(readdirSync(folder));
  if (name === undefined) throw new Error('docs/api/released has no document');
  return { name, document: JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as ApiDocument };
}

const readPresent = () => readFileSync(join(root, 'src/pages/assets/static/openapi.json'), 'utf8');

export function compareWithReleased(): Difference[] {
  return compareDocuments(readLastReleased().document, JSON.parse(readPresent()) as ApiDocument);
}

/** The present document becomes the released one of its version. */
export function storeReleased(): void {
  const text = readPresent();
  const { info } = JSON.parse(text) as ApiDocument;
  writeFileSync(join(folder, `${info.version}.json.gz`), gzipSync(text, { level: 9 }));
}

function printDifferences(): void {
  const differences = compareWithReleased();
  const breaking = differences.filter(({ breaks }) => breaks);
  for (const { subject, what } of breaking) console.log(`breaks a client: ${subject}: ${what}`);
  for (const { subject, what } of differences.filter(({ breaks }) => !breaks)) console.log(`${subject}: ${what}`);
  const missing = missingLines(differences, readFileSync(join(root, 'docs/api-changes.md'), 'utf8'));
  for (const subject of missing) console.log(`docs/api-changes.md does not name ${subject}`);
  const { name, document } = readLastReleased();
  console.log(`Since ${name}: ${differences.length} differences, ${breaking.length} break a client.`);
  const isUnsaid = breaking.length > 0 && !mayBreak(readChanges(join(root, '.changeset')), document.info.version);
  if (isUnsaid) console.log('No file in .changeset says that it breaks clients: minor below 1.0, major from then on.');
  if (isUnsaid || missing.length > 0) process.exitCode = 1;
}

if (import.meta.main) {
  await runCommand(async () => {
    const options = { release: { type: 'boolean' } } as const;
    const { values } = parseCommandLine(process.argv.slice(2), { command: 'npm run api:diff', help, options });
    try {
      if (values.release === true) storeReleased();
      else printDifferences();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 2;
    }
  });
}
