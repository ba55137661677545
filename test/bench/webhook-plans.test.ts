// The queries of webhooks with 1,000 endpoints and 100,000 deliveries: each uses an index and stays within its buffers.

import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../bench/plans/explain.ts';
import { webhookQueries } from '../../bench/plans/webhook-queries.ts';
import { fillTournamentsOnly, smallVolume } from '../../bench/volume.ts';
import { fillWebhooks, webhookVolume } from '../../bench/volume-webhooks.ts';
import type { Sql } from '../../src/db/client.ts';
import { listDueEndpoints, measureDeliveries, sweepDeliveries } from '../../src/webhooks/sending/sending-store.ts';
import { createDatabase } from '../support/isolate/new-database.ts';

/** Once a minute: which of all endpoints has work, how much waits, which are deleted. */
const looksAtAll = new Set<unknown>([listDueEndpoints, measureDeliveries, sweepDeliveries]);
const volume = { ...smallVolume, players: 10_000, certificates: 64 * webhookVolume.tournaments };
let url: string;

beforeAll(async () => {
  url = await createDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => {} }) as unknown as Sql;
  await fillTournamentsOnly(sql, volume, fillWebhooks);
  await sql.end();
});

describe.each(webhookQueries)('$name', (query) => {
  it('uses an index and stays within its buffers', async () => {
    const plan = await explain(url, query, volume);
    expect(Array.isArray(plan.answer) && plan.answer.length === 0, 'it found nothing').toBe(false);
    const small = looksAtAll.has(query.query) ? ['webhook_endpoint', 'webhook_secret'] : [];
    expect(plan.sequentialScans.filter((table) => !small.includes(table))).toEqual([]);
    expect(plan.buffers).toBeGreaterThan(0);
    expect(plan.buffers).toBeLessThanOrEqual(query.buffersMax);
  });
});
