// Queries of webhooks at volume: what cron, the queue and the console ask. In a volume of its own (volume-webhooks.ts): a delivery waits for a
// receiver, so none of these decides about the time of an act but the fan-out.

import { toInstant } from '../../src/core/instant.ts';
import type { Sql } from '../../src/db/client.ts';
import { markRelayed } from '../../src/outbox/store.ts';
import {
  findDelivery,
  listAttempts,
  listDeliveries,
  recoverDeliveries,
} from '../../src/webhooks/deliveries/delivery-store.ts';
import { listEndpoints } from '../../src/webhooks/endpoints/endpoint-store.ts';
import { sendingMax } from '../../src/webhooks/sending/room.ts';
import {
  claimDue,
  findNextOfOwner,
  findTarget,
  listDueEndpoints,
  measureDeliveries,
  recordOutcome,
  sweepDeliveries,
} from '../../src/webhooks/sending/sending-store.ts';
import { idOf } from '../volume.ts';
import { firstPage, type HotQuery, hot, id, player, tournament } from './hot-query.ts';

const now = toInstant('2026-02-01T00:00:00Z');
const leaseUntil = toInstant('2026-02-01T00:01:00Z');
const busy = id<'webhook'>('whk', 1);
const delivery = (index: number) => id<'delivery'>('dlv', index);
const page = Array.from({ length: 20 }, (_, index) => delivery(1 + index));
const settled = {
  ...{ status: 500, error: 'status' as const, answer: 'no', startedAt: now, durationMs: 20, nextAt: leaseUntil },
  ...{ failingBefore: toInstant('2026-01-01T00:00:00Z'), now },
};
const recovery = { webhookId: busy, fromId: '', tournamentId: null, afterSeq: 0, limit: 5_000, now };
const listed = (state: 'failed' | null) => ({ ...firstPage, webhookId: busy, state });

/** One that is being sent. */
async function recordSent(sql: Sql): Promise<void> {
  await sql`UPDATE webhook_delivery SET state = 'sending', due_at = ${leaseUntil}, claim_count = 1 WHERE id = ${delivery(50)}`;
}

export const webhookQueries: readonly HotQuery[] = [
  hot('endpoints with due deliveries, among a thousand', 6_000, listDueEndpoints, (query, db) => query(db, now, 200)),
  hot('the keys of an endpoint', 20, findTarget, (query, db) => query(db, busy, now)),
  hot('claim four deliveries of a busy endpoint', 250, claimDue, (query, db) =>
    query(db, { webhookId: busy, max: sendingMax, now, leaseUntil }),
  ),
  hot('the next endpoint of an owner', 400, findNextOfOwner, (query, db) => query(db, busy, { max: sendingMax, now })),
  hot('record a failure', 60, recordOutcome, async (query, db) => {
    await recordSent(db.sql);
    return query(db, { id: delivery(50), number: 1 }, settled);
  }),
  hot('how much waits', 6_000, measureDeliveries, (query, db) => query(db, now)),
  hot('first page of the deliveries of a busy endpoint', 30, listDeliveries, (query, db) => query(db, listed(null))),
  hot('first page of those that have failed', 150, listDeliveries, (query, db) => query(db, listed('failed'))),
  hot('one delivery', 12, findDelivery, (query, db) => query(db.sql, delivery(10))),
  hot('the latest attempt of each on a page', 130, listAttempts, (query, db) => query(db, page, 1)),
  hot('the attempts of a delivery that has many', 20, listAttempts, (query, db) => query(db, [delivery(10)], 50)),
  hot('recover since a time: five thousand events', 40_000, recoverDeliveries, (query, db) => query(db.sql, recovery)),
  hot('recover a tournament after a number', 8_000, recoverDeliveries, (query, db) =>
    query(db.sql, { ...recovery, tournamentId: tournament(1), afterSeq: 10 }),
  ),
  hot('the endpoints of an owner', 40, listEndpoints, (query, db) =>
    query(db, { ...firstPage, owner: player(5), isAdmin: false }),
  ),
  hot('fan fifty events out', 1_500, markRelayed, async (query, db, { liveId }) => {
    await query(db, new Map([[liveId as `trn_${string}`, 3_000]]));
    return [1];
  }),
  hot('remove a hundred old deliveries', 3_000, sweepDeliveries, (query, db) => query(db, idOf('dlv', 101), 100, now)),
];
