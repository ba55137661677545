// Command: are the committed migrations what the tables say? Generates into a copy and expects nothing new.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isConcurrent } from './build-index.ts';

/** @returns the names of migrations that `npm run db:generate` would add; empty when all is in step. */
export function missingMigrations(root: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'laurel-migrations-'));
  try {
    cpSync(join(root, 'drizzle'), copy, { recursive: true });
    const before = new Set(readdirSync(copy));
    const options = ['--dialect=postgresql', '--schema=./src/*/tables.ts', `--out=${copy}`, '--name=missing'];
    execFileSync(join(root, 'node_modules/.bin/drizzle-kit'), ['generate', ...options], { cwd: root, stdio: 'pipe' });
    return readdirSync(copy).filter((name) => !before.has(name));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * What must not happen to a database in use, a sentence each: an index built on a table that others write to, or a concurrent
 * build among statements that need a transaction.
 */
export function lintMigrations(root: string): string[] {
  const folder = join(root, 'drizzle');
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return files.flatMap((name) => {
    const statements = readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint');
    return lintStatements(statements).map((fault) => `${name}: ${fault}`);
  });
}

export function lintStatements(statements: readonly string[]): string[] {
  const concurrent = statements.filter(isConcurrent);
  const isMixed = concurrent.length > 0 && concurrent.length < statements.length;
  const made = new Set(statements.flatMap((statement) => /^\s*CREATE TABLE "(\w+)"/i.exec(statement)?.[1] ?? []));
  const blocking = statements.flatMap((statement) => {
    const found = /^\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+"(\w+)"\s+ON\s+"(\w+)"/i.exec(statement);
    return found === null || made.has(found[2] ?? '') ? [] : [`${found[1]} has to be built CONCURRENTLY.`];
  });
  return [...(isMixed ? ['CONCURRENTLY stands in a file with statements that need a transaction.'] : []), ...blocking];
}

if (import.meta.main) {
  const root = new URL('../..', import.meta.url).pathname;
  const faults = lintMigrations(root);
  for (const fault of faults) console.error(fault);
  const missing = missingMigrations(root);
  if (missing.length > 0) {
    console.error('The tables and drizzle/ differ: run `npm run db:generate` and commit what it writes.');
  }
  if (missing.length + faults.length > 0) process.exit(1);
  console.log('Migrations are in step with the tables.');
}
