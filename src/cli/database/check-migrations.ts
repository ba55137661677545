// Checks that the committed migrations match the table definitions: generates into a copy and expects no new migration. And that they
// block no database in use, and take nothing from the released version.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintMigrations } from './lint-migrations.ts';
import { lintReleased } from './released-schema.ts';

/** @returns the names of the migrations that `npm run db:generate` would add. */
function missingMigrations(root: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'laurel-migrations-'));
  try {
    cpSync(join(root, 'drizzle'), copy, { recursive: true });
    const before = new Set(readdirSync(copy));
    const options = ['--dialect=postgresql', '--schema=./src/**/tables.ts', `--out=${copy}`, '--name=missing'];
    execFileSync(join(root, 'node_modules/.bin/drizzle-kit'), ['generate', ...options], { cwd: root, stdio: 'pipe' });
    return readdirSync(copy).filter((name) => !before.has(name));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const root = new URL('../../..', import.meta.url).pathname;
  const faults = [...lintMigrations(root), ...lintReleased(root)];
  for (const fault of faults) console.error(fault);
  const missing = missingMigrations(root);
  if (missing.length > 0) {
    console.error('The table definitions and drizzle/ differ. Run `npm run db:generate` and commit the result.');
  }
  if (missing.length + faults.length > 0) process.exit(1);
  console.log('The migrations match the table definitions.');
}
