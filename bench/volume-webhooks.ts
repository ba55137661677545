// Webhooks at volume: many endpoints of many organizers, with deliveries of past events. Tournaments are there already.

import type { Run } from './volume.ts';

export const webhookVolume = { endpoints: 1_000, deliveries: 100_000, tournaments: 50 } as const;
/** Of the endpoint that has many more than the others. */
export const busyDeliveries = 20_000;

/**
 * Each organizer of a tournament has some endpoints. The first endpoint has a fifth of all deliveries; of all, one in a hundred has failed, one
 * in fifty is due, one in fifty comes later. Each has an attempt, and one has fifty.
 */
export async function fillWebhooks(run: Run): Promise<void> {
  const { endpoints, deliveries, tournaments } = webhookVolume;
  await run(`INSERT INTO webhook_endpoint (id, owner_id, reach, url, scheme, event_types, tournament_ids, state,
      disabled_at, disabled_reason, created_at)
    SELECT pg_temp.bench_id('whk', n), pg_temp.bench_id('ply', 1 + n % 100), CASE WHEN n % 100 = 0 THEN 'all' ELSE 'own' END, 'https://hooks.example.com/' || n,
      'v1', '{}', '{}', CASE WHEN n % 20 = 0 THEN 'disabled' ELSE 'active' END,
      CASE WHEN n % 20 = 0 THEN timestamptz '2026-01-02' END, CASE WHEN n % 20 = 0 THEN 'gone' END, '2026-01-01' FROM generate_series(1, ${endpoints}) n`);
  await run(`INSERT INTO webhook_secret (id, webhook_id, sealed, created_at)
    SELECT pg_temp.bench_id('whs', n), pg_temp.bench_id('whk', n), 'sealed', '2026-01-01' FROM generate_series(1, ${endpoints}) n`);
  await run(`INSERT INTO webhook_delivery (id, webhook_id, event_id, type, tournament_id, seq, state, due_at, claim_count, created_at, finished_at)
    SELECT pg_temp.bench_id('dlv', n), pg_temp.bench_id('whk', CASE WHEN n <= ${busyDeliveries} THEN 1 ELSE 2 + n % ${endpoints - 1} END),
      pg_temp.bench_id('evt', 1000000 + n), 'match_completed', pg_temp.bench_id('trn', 1 + n % ${tournaments}), n, state,
      CASE state WHEN 'pending' THEN timestamptz '2026-01-02' + CASE WHEN n % 50 = 0 THEN interval '0' ELSE interval '100 years' END END, 1,
      timestamptz '2026-01-01' + n * interval '1 second', CASE WHEN state <> 'pending' THEN timestamptz '2026-01-02' END
    FROM generate_series(1, ${deliveries}) n, LATERAL (SELECT CASE WHEN n % 50 < 2 THEN 'pending' WHEN n % 100 = 7 THEN 'failed' ELSE 'delivered' END AS state) s`);
  await run(`INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, status, error, answer)
    SELECT pg_temp.bench_id('dlv', n), k, '2026-01-01', 20, 200, NULL, repeat('x', 100)
    FROM generate_series(1, ${deliveries}) n, generate_series(1, CASE n WHEN 10 THEN 50 ELSE 1 END) k`);
}
