// Accepted requests of the documentation and of the routes of object runs.

import { type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Samples } from './sample.ts';

export async function operationSamples(finished: { readonly id: string }, admin: Person): Promise<Samples> {
  const backfill = { direction: 'r2-to-s3', tournamentId: finished.id, verify: false, dryRun: true };
  const bounds = { batchSize: 10, concurrency: 1, limit: 1, startAfter: 'pdf/2026' };
  const run = ok(await post('/v1/objects/backfills', { as: admin, body: { ...backfill, ...bounds } }), 202);
  return {
    'GET /docs': { query: { q: 'fee' } },
    'GET /docs/:part': { params: { part: 'tournaments' } },
    'POST /v1/objects/backfills': { body: { ...backfill, ...bounds } },
    'GET /v1/objects/runs/:id': { params: { id: run.id } },
  };
}
