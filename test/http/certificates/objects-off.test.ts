// With every flag off, the default.

import { expect, it } from 'vitest';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';

useDatabase();
await rebind({ METRICS_TOKEN: undefined });

it('a backfill is refused, and /metrics is not found', async () => {
  const admin = await aPerson({ roles: ['admin'] });
  const refused = await post('/v1/objects/backfills', { as: admin, body: { direction: 'r2-to-s3' } });
  expect([refused.status, refused.body.code, refused.body.facts.flag]).toEqual([
    409,
    'backfill_disabled',
    'CERT_S3_BACKFILL_ENABLED',
  ]);
  expect((await get('/metrics', { headers: { authorization: 'Bearer undefined' } })).status).toBe(404);
});
