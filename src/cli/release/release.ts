// `npm run release`: makes the commit of the next version. Changesets decides the version and removes its files; the texts and documents of
// the version are written here.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithReleased, missingLines, storeReleased } from '../api-diff/api-diff.ts';
import { storeUsedSchema } from '../database/released-schema.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { type Change, mayBreak, readChanges } from './change.ts';
import { releaseApiChanges, releaseChangelog, unreleasedOf } from './changelog.ts';

const root = join(import.meta.dirname, '../../..');
const changelog = 'CHANGELOG.md';
const apiChanges = 'docs/api-changes.md';
const help = `Usage: npm run release

Makes the commit of the next version, which the files of .changeset name: version, ${changelog}, ${apiChanges}, API document, docs/api/released, drizzle/released.json.gz.
Asks no network, and pushes nothing. CONTRIBUTING.md says what follows.

Exit code: 0 released, 1 nothing to release, or something has to be mended first, 2 error.
`;

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const readVersion = () => (JSON.parse(read('package.json')) as { version: string }).version;
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, stdio: 'inherit' });

/** @throws StartRefusal that names what is missing. Nothing was changed by then. */
function checkWhetherReady(): Change[] {
  if (git('status', '--porcelain') !== '')
    throw new StartRefusal('There are changes that are not committed; commit or remove them first (git status).');
  const changes = readChanges(join(root, '.changeset'));
  if (changes.length === 0) {
    const isWaiting = unreleasedOf(read(changelog)) !== '';
    throw new StartRefusal(
      isWaiting
        ? `${changelog} has lines under "Unreleased", but no file in .changeset says the kind of the change: npm run changeset makes one.`
        : 'There is nothing to release: .changeset has no file, and nothing stands under "Unreleased".',
    );
  }
  const differences = compareWithReleased();
  const [missing] = missingLines(differences, read(apiChanges));
  if (missing !== undefined)
    throw new StartRefusal(`${apiChanges} does not name ${missing}; npm run api:diff lists what is to be named.`);
  const breaking = differences.find(({ breaks }) => breaks);
  if (breaking !== undefined && !mayBreak(changes, readVersion()))
    throw new StartRefusal(
      `${breaking.subject} breaks a client (${breaking.what}), but no file in .changeset says so: one of them has to be minor, from 1.0 on major.`,
    );
  return changes;
}

function writeRelease(changes: readonly Change[]): string {
  npm('run', '--silent', 'changeset', '--', 'version');
  npm('install', '--package-lock-only', '--ignore-scripts', '--offline', '--no-audit', '--no-fund');
  const version = readVersion();
  const date = new Date().toISOString().slice(0, 10);
  write(changelog, releaseChangelog(read(changelog), { version, date, changes }));
  write(apiChanges, releaseApiChanges(read(apiChanges), version));
  npm('run', '--silent', 'openapi');
  storeReleased();
  storeUsedSchema(root);
  git('add', '--all');
  git('commit', '--quiet', '--message', `Release ${version}`);
  return version;
}

if (import.meta.main) {
  await runCommand(async () => {
    parseCommandLine(process.argv.slice(2), { command: 'npm run release', help, options: {} });
    const changes = checkWhetherReady();
    try {
      const version = writeRelease(changes);
      console.log(`Committed version ${version}. Then: npm run changeset -- git-tag, git push --follow-tags.`);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      throw new StartRefusal(
        'The release was not made. git reset --hard && git clean -fd takes back what it wrote.',
        2,
      );
    }
  });
}
