// A database of another version: what needs a missing part is answered 503 and says what to do; without that it is a bug, 500.

import { expect, it } from 'vitest';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const database = useDatabase();
const ready = async () => {
  const { status, body } = await get('/readyz');
  return [status, body.faults.map((fault: { variable: string }) => fault.variable)];
};
const list = async () => {
  const { status, body } = await get('/v1/series');
  return [status, body.code, body.facts?.variable];
};

it('an older one is named by /readyz, a newer one is not, and only what lacks something is refused', async () => {
  const { sql } = database;
  expect([await list(), await ready()]).toEqual([
    [200, undefined, undefined],
    [200, []],
  ]);
  // The same version, and a table is missing: a bug of the code.
  await sql`ALTER TABLE tournament_series RENAME TO tournament_series_elsewhere`;
  expect(await list()).toEqual([500, 'internal_error', undefined]);
  // Newer: functions of another version.
  await sql`INSERT INTO drizzle.schema_text (hash, applied_at) VALUES ('another', now() + interval '1 hour')`;
  expect([await list(), await ready()]).toEqual([
    [503, 'misconfigured', 'DATABASE_URL'],
    [200, []],
  ]);
  // Older: the latest migration is missing.
  await sql`DELETE FROM drizzle.schema_text WHERE hash = 'another'`;
  await sql`DELETE FROM drizzle.__drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM drizzle.__drizzle_migrations)`;
  expect([await list(), await ready()]).toEqual([
    [503, 'misconfigured', 'DATABASE_URL'],
    [503, ['DATABASE_URL']],
  ]);
  // What the database has is answered all the same.
  expect((await get('/v1/tournaments')).status).toBe(200);
  await sql`ALTER TABLE tournament_series_elsewhere RENAME TO tournament_series`;
  expect((await list())[0]).toBe(200);
});
