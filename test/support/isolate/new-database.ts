// A database of its own for a test file, copied from the migrated template. It is not dropped: that waits for a checkpoint, and the server
// is removed after the run anyway.

import { inject } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';

export const asApp = (ownerUrl: string) => ownerUrl.replace(/\/\/[^:]+:/, '//laurel_app:');

/**
 * Whoever connects by the returned URL, which is the owner's, waits so long: a busy machine is not a server that is down. A test of a server
 * that is down passes less.
 */
export async function createDatabase(connectTimeoutSeconds = 60): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const administrator = openDatabase(inject('postgresUrl'), 1);
  await administrator.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE laurel_template`);
  await administrator.close();
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  url.searchParams.set('connect_timeout', `${connectTimeoutSeconds}`);
  return url.href;
}
