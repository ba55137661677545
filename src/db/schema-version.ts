// Whether the database has what this version of the code needs. `npm run openapi` writes schema-version.json; a test compares it.

import { refuse } from '../core/errors.ts';
import type { ConfigurationFault } from '../core/public-url.ts';
import type { Database } from './client.ts';
import { lacksObject } from './constraint.ts';
import ownVersion from './schema-version.json' with { type: 'json' };

export interface SchemaVersion {
  /** When the latest migration was made, in milliseconds. */
  readonly migration: number;
  /** SHA-256 of the text of all functions, triggers and views. */
  readonly texts: string;
}

const mend = 'run npm run db:migrate, or deploy the version that migrated the database';

/** A database that is older. One that is newer usually works: migrations come before the deployment, and a deployment is taken back. */
export async function findVersionFault(
  db: Database,
  own: SchemaVersion = ownVersion,
): Promise<ConfigurationFault | null> {
  const found = await readVersion(db);
  if (found !== null && found.migration >= own.migration) return null;
  return { variable: 'DATABASE_URL', reason: `names a database that is older than this version: ${mend}` };
}

/**
 * For an error of a statement. If it names what the database does not have, and the database is of another version, the operator has to
 * act: DomainError misconfigured. Otherwise the error itself, which is a bug.
 */
export async function explainError(db: Database, error: unknown, own: SchemaVersion = ownVersion): Promise<unknown> {
  if (!lacksObject(error)) return error;
  const found = await readVersion(db).catch(() => own);
  if (found?.migration === own.migration && found.texts === own.texts) return error;
  return refuse('misconfigured', {
    variable: 'DATABASE_URL',
    reason: `names a database of another version, which lacks what this request needs: ${mend}`,
  });
}

/** Null if it was never migrated. */
async function readVersion({ sql }: Database): Promise<SchemaVersion | null> {
  try {
    const [row] = await sql<SchemaVersion[]>`
      SELECT (SELECT max(created_at)::float8 FROM drizzle.__drizzle_migrations) AS migration,
        (SELECT hash FROM drizzle.schema_text ORDER BY applied_at DESC LIMIT 1) AS texts`;
    return row?.migration == null ? null : row;
  } catch (error) {
    if (lacksObject(error)) return null;
    throw error;
  }
}
