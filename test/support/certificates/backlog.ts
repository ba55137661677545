// Counts the objects with a copy to make or remove.

import type { Database } from '../../../src/db/client.ts';

export async function countBacklog({ sql }: Database): Promise<number> {
  const rows = await sql`SELECT 1 FROM object_item WHERE owed_since IS NOT NULL`;
  return rows.length;
}
