// Whether the database is reachable, migrated and used by a role that owns nothing.

import postgres from 'postgres';
import { knownMigrations } from '../database/migrate.ts';
import { hashOfTexts, readSchemaTexts } from '../database/schema-text.ts';
import { describeDatabase, refuseUnreachableDatabase } from '../operator/check-database.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { checkClock } from './clock-skew.ts';
import { type Finding, fault, ok, orOk, unchecked } from './finding.ts';

const migrate = 'run npm run db:migrate as the owner of the tables, before the deployment';

export async function checkDatabase(url: string | undefined): Promise<Finding[]> {
  if (!url) return [unchecked('database', 'not asked', "set DATABASE_URL to the address of the Worker's role")];
  try {
    await refuseUnreachableDatabase(url);
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    return [
      fault('database', {
        what: error.message,
        why: 'nothing but cached verification works without it',
        mend: 'check the address, the firewall and the password',
      }),
    ];
  }
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    return [
      ok('database', `${describeDatabase(url)} answers`),
      ...(await checkVersion(sql)),
      ...(await checkRole(sql)),
      await checkTime(sql),
    ];
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function checkVersion(sql: postgres.Sql): Promise<Finding[]> {
  const why =
    'statements of this version would name tables, columns or functions that are not there: they are answered 503';
  const known = knownMigrations();
  const read = await readVersion(sql);
  if (read === null)
    return [
      fault('migrations', {
        what: 'the database has never been migrated, or its role may not see the list',
        why,
        mend: migrate,
      }),
    ];
  const missing = known.filter((at) => !read.migrations.includes(at));
  const foreign = read.migrations.filter((at) => !known.includes(at));
  if (foreign.length > 0)
    return [
      fault('migrations', {
        what: `the database is newer: it has ${foreign.length} migrations that this version does not know`,
        why,
        mend: 'deploy the version that made them, or a later one',
      }),
    ];
  if (missing.length > 0)
    return [fault('migrations', { what: `${missing.length} of ${known.length} are missing`, why, mend: migrate })];
  if (read.texts !== hashOfTexts(readSchemaTexts()))
    return [
      fault('migrations', { what: 'the functions of the database are those of another version', why, mend: migrate }),
    ];
  return [ok('migrations', `all ${known.length}, and the functions of this version`)];
}

async function readVersion(sql: postgres.Sql): Promise<{ migrations: string[]; texts: string | null } | null> {
  try {
    const rows = await sql<{ at: string }[]>`SELECT created_at::text AS at FROM drizzle.__drizzle_migrations`;
    const [text] = await sql<{ hash: string }[]>`SELECT hash FROM drizzle.schema_text ORDER BY applied_at DESC LIMIT 1`;
    return { migrations: rows.map(({ at }) => at), texts: text?.hash ?? null };
  } catch (error) {
    // The schema or a table is missing, or not to be seen.
    if (['3F000', '42P01', '42501'].includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
}

async function checkRole(sql: postgres.Sql): Promise<Finding[]> {
  const [role] = await sql<{ name: string; owns: number; is_superuser: boolean }[]>`
    SELECT current_user AS name, rolsuper AS is_superuser,
      (SELECT count(*)::int FROM pg_class WHERE pg_has_role(relowner, 'MEMBER') AND relnamespace = 'public'::regnamespace) AS owns
    FROM pg_roles WHERE rolname = current_user`;
  if (role === undefined) throw new Error('the database does not know the current role');
  const isOwner = role.is_superuser || role.owns > 0;
  const found = fault('role', {
    what: `${role.name} ${role.is_superuser ? 'is a superuser' : `owns ${role.owns} tables, views or indexes, or may act as their owner`}`,
    why: 'an owner may change what the ledger and the audit trail forbid',
    mend: 'let the Worker log in as laurel_app (docs/operations/deploy.md, Two roles)',
  });
  return orOk('role', isOwner ? [found] : [], `${role.name} owns nothing`);
}

async function checkTime(sql: postgres.Sql): Promise<Finding> {
  const beganMs = Date.now();
  const [row] = await sql<{ ms: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
  return checkClock('the database', row?.ms ?? Number.NaN, (beganMs + Date.now()) / 2);
}
