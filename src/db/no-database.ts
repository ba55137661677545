// Stands for the database where none is configured. Its first use is refused, so that everything else works.

import type { Database } from './client.ts';

/** @param refuse Throws; called at each use. */
export function noDatabase(refuse: () => never): Database {
  const refused = new Proxy(() => {}, { get: refuse, apply: refuse }) as unknown;
  return { sql: refused as Database['sql'], orm: refused as Database['orm'], close: async () => {} };
}
