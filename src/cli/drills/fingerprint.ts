// What a database holds: the number of rows and a hash of the rows of each table.

import type { Sql } from 'postgres';

export interface TableFingerprint {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** All tables of Laurel, in the order of their names. Reads each row once: for a drill, not for a large database. */
export async function fingerprintOf(sql: Sql): Promise<readonly TableFingerprint[]> {
  const tables = await sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`;
  const found: TableFingerprint[] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ rows: number; hash: string }[]>`
      SELECT count(*)::integer AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS hash FROM ${sql(name)} t`;
    found.push({ table: name, rows: row?.rows ?? 0, hash: row?.hash ?? '' });
  }
  return found;
}

/** The names of tables that are not the same in both. */
export function differingTables(
  before: readonly TableFingerprint[],
  after: readonly TableFingerprint[],
): readonly string[] {
  const key = ({ table, rows, hash }: TableFingerprint) => `${table} ${rows} ${hash}`;
  const [left, right] = [new Set(before.map(key)), new Set(after.map(key))];
  const names = [...before.filter((one) => !right.has(key(one))), ...after.filter((one) => !left.has(key(one)))];
  return [...new Set(names.map(({ table }) => table))].sort();
}
