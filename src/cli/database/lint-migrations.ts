// What a migration must not do to a database in use. Reads SQL as text: it knows the statements that lock, not all that SQL can say.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConcurrent, withoutComments } from './build-index.ts';

/** Faults of all files below `root`/drizzle, a sentence each. */
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

/** Of one file, split at its breakpoints. */
export function lintStatements(pieces: readonly string[]): string[] {
  const statements = pieces.map((piece) => withoutComments(piece).replace(/\s+/g, ' ').trim()).filter(Boolean);
  const concurrent = statements.filter(isConcurrent);
  const made = new Set(statements.flatMap((statement) => createTable.exec(statement)?.[1] ?? []));
  const find = (pattern: RegExp, say: (found: RegExpExecArray) => string | null) =>
    statements.flatMap((statement) => {
      const found = pattern.exec(statement);
      return (found === null ? null : say(found)) ?? [];
    });
  const isNew = (table: string | undefined) => made.has(table ?? '');
  return [
    ...(concurrent.length > 0 && concurrent.length < statements.length
      ? ['CONCURRENTLY stands in a file with statements that need a transaction.']
      : []),
    ...(concurrent.some((statement) => /;\s*\S/.test(statement))
      ? ['CONCURRENTLY shares a piece with another statement: a breakpoint is missing.']
      : []),
    ...find(createIndex, ([, index, table]) => (isNew(table) ? null : `${index} has to be built CONCURRENTLY.`)),
    ...find(dropIndex, ([, index]) => `${index} has to be dropped or built anew CONCURRENTLY.`),
    ...find(addKey, ([, table]) =>
      isNew(table)
        ? null
        : `${table} gets a key whose index is built in everybody's way: build it CONCURRENTLY, then USING INDEX.`,
    ),
    ...find(
      /^SET (?:LOCAL |SESSION )?(lock_timeout|statement_timeout)/i,
      ([, name]) => `${name} is the runner's to set.`,
    ),
  ];
}
