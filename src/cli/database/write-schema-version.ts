// Writes which version of the schema this code needs: the latest migration and the hash of all functions.

import { writeFileSync } from 'node:fs';
import { knownMigrations } from './migrate.ts';
import { hashOfTexts, readSchemaTexts } from './schema-text.ts';

const file = new URL('../../db/schema-version.json', import.meta.url).pathname;

export function schemaVersionText(): string {
  const version = { migration: Math.max(...knownMigrations().map(Number)), texts: hashOfTexts(readSchemaTexts()) };
  return `${JSON.stringify(version, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(file, schemaVersionText());
