// Finds statements in migrations that would block a database in use. Works on the SQL text and knows common locking statements only.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConcurrent, withoutComments } from './build-index.ts';

/** One sentence per fault, for all files in `root`/drizzle. */
export function lintMigrations(root: string): string[] {
  const folder = join(root, 'drizzle');
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return files.flatMap((name) => {
    const statements = readFileSync(join(folder, name), 'utf8').split('--> statement-breakpoint');
    return lintStatements(statements).map((fault) => `${name}: ${fault}`);
  });
}

const word = String.raw`"?(\w+)"?`;
const createTable = new RegExp(`^CREATE TABLE (?:IF NOT EXISTS )?${word}`, 'i');
const createIndex = new RegExp(
  `^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?${word} ON (?:ONLY )?${word}`,
  'i',
);
const dropIndex = new RegExp(`^(?:DROP INDEX|REINDEX (?:INDEX|TABLE)) (?!CONCURRENTLY)(?:IF EXISTS )?${word}`, 'i');
const addKey = new RegExp(
  `^ALTER TABLE (?:ONLY )?${word} ADD (?:CONSTRAINT ${word} )?(?:UNIQUE|PRIMARY KEY)(?! USING INDEX)`,
  'i',
);

/** Faults of one file, split at its statement breakpoints. */
export function lintStatements(pieces: readonly string[]): string[] {
  const statements = pieces.map((piece) => withoutComments(piece).replace(/\s+/g, ' ').trim()).filter(Boolean);
  const concurrent = statements.filter(isConcurrent);
  const created = new Set(statements.flatMap((statement) => createTable.exec(statement)?.[1] ?? []));
  const find = (pattern: RegExp, describe: (found: RegExpExecArray) => string | null) =>
    statements.flatMap((statement) => {
      const found = pattern.exec(statement);
      return (found === null ? null : describe(found)) ?? [];
    });
  const isNew = (table: string | undefined) => created.has(table ?? '');
  return [
    ...(concurrent.length > 0 && concurrent.length < statements.length
      ? ['CONCURRENTLY must not be in one file with statements that need a transaction.']
      : []),
    ...(concurrent.some((statement) => /;\s*\S/.test(statement))
      ? ['CONCURRENTLY needs a statement breakpoint before the next statement.']
      : []),
    ...find(createIndex, ([, index, table]) => (isNew(table) ? null : `${index} must be built CONCURRENTLY.`)),
    ...find(dropIndex, ([, index]) => `${index} must be dropped or rebuilt CONCURRENTLY.`),
    ...find(addKey, ([, table]) =>
      isNew(table)
        ? null
        : `${table} gets a key whose index build blocks writes. Build the index CONCURRENTLY, then add the key USING INDEX.`,
    ),
    ...find(
      /^SET (?:LOCAL |SESSION )?(lock_timeout|statement_timeout)/i,
      ([, name]) => `${name} must not be set here; the migration runner sets it.`,
    ),
  ];
}
