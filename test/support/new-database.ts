// A database of its own for a test file, copied from the migrated template. It is not dropped: that waits for a checkpoint, and the server
// is removed after the run anyway.

import { inject } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';

export const asApp = (ownerUrl: string) => ownerUrl.replace(/\/\/[^:]+:/, '//laurel_app:');

/** @returns its URL, as the owner. */
export async function createDatabase(): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const administrator = openDatabase(inject('postgresUrl'), 1);
  await administrator.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE laurel_template`);
  await administrator.close();
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}
