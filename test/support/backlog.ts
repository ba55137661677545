// How many objects have a copy to be made or removed, those included of which nobody was told.

import type { Database } from '../../src/db/client.ts';

export async function countBacklog({ sql }: Database): Promise<number> {
  const rows = await sql`SELECT 1 FROM object_item WHERE owed_since IS NOT NULL`;
  return rows.length;
}
