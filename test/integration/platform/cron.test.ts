// Cron repairs lost messages within a minute and repeats no effect.

import { createScheduledController, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import worker from '../../../src/worker.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { get, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { openLive } from '../../support/live/live-socket.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  move,
  ok,
  people,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const countUnrelayed = async () => (await database.sql`SELECT seq FROM event_outbox WHERE relayed_at IS NULL`).length;

afterEach(() => {
  vi.useRealTimers();
});

it('events without an acknowledgement are sent again, and acknowledged ones are not', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const { frames, seqs, until } = await openLive(`/live/tournaments/${stage.id}`);
  await until(1);
  await enter(stage, await people(2));
  await expect.poll(seqs).toEqual([3, 4]);
  await database.sql`UPDATE event_outbox SET relayed_at = NULL`;
  await tickCron();
  expect([await countUnrelayed(), seqs(), frames[0]?.seq]).toEqual([0, [3, 4], 2]);

  const room = env.TOURNAMENT_ROOM.getByName(stage.id);
  const [{ epoch }] = (await database.sql`SELECT outbox_current_epoch(${stage.id}) AS epoch`) as unknown as [
    { epoch: string },
  ];
  await runInDurableObject(room, (_, state) => state.storage.kv.put('position', `${epoch}:3`));
  await database.sql`UPDATE event_outbox SET relayed_at = NULL WHERE seq > 3`;
  await tickCron();
  await expect.poll(seqs).toEqual([3, 4, 4]);
  expect(await countUnrelayed()).toBe(0);
});

it('certificates whose message was lost are issued by cron, with the same bytes', async () => {
  const stage = await aLiveTournament(2);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  await untilIssued(stage);
  const hashes = () => database.sql`SELECT id, pdf_sha256, png_sha256 FROM certificate_certificate ORDER BY id`;
  const before = await hashes();
  await database.sql`UPDATE certificate_certificate SET state = 'pending', pdf_sha256 = NULL, png_sha256 = NULL, retry_at = now() - interval '1 second'`;
  await tickCron();
  await untilIssued(stage);
  expect(await hashes()).toEqual(before);
});

it('idempotency keys are deleted after two days, except those of postings', async () => {
  const old = '2020-01-01T00:00:00Z';
  await database.sql`INSERT INTO http_idempotency (scope, key, fingerprint, outcome, is_permanent, created_at)
    VALUES ('s', 'old', 'f', '{}', false, ${old}), ('s', 'posting', 'f', 'trf_x', true, ${old}), ('s', 'new', 'f', '{}', false, now())`;
  await tickCron();
  const remaining = await database.sql<
    { key: string }[]
  >`SELECT key FROM http_idempotency WHERE scope = 's' ORDER BY key`;
  expect(remaining.map((row) => row.key)).toEqual(['new', 'posting']);
  expect((await get('/healthz')).status).toBe(200);
});

it('a failing step is logged and does not stop the others', async () => {
  await database.sql`UPDATE event_outbox SET relayed_at = NULL`;
  await database.sql`INSERT INTO http_idempotency (scope, key, fingerprint, outcome, is_permanent, created_at)
    VALUES ('s', 'old again', 'f', '{}', false, '2020-01-01T00:00:00Z')`;
  const failingRoom = { getByName: () => ({ publish: () => Promise.reject(new Error('no room')) }) };
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken = { ...env, TOURNAMENT_ROOM: failingRoom } as unknown as typeof env;
  await expect(worker.scheduled(createScheduledController(), broken)).rejects.toThrow('no room');
  expect(logged.mock.calls.flat().join()).toContain('"cron":"relayEvents"');
  logged.mockRestore();
  expect(await database.sql`SELECT 1 FROM http_idempotency WHERE key = 'old again'`).toEqual([]);
  await tickCron();
});

it('the ledger is reconciled once a night; drift is stored and logged', async () => {
  // With a fixed clock no other night begins during the test. One may have begun since the previous test.
  vi.useFakeTimers({ toFake: ['Date'] });
  const nights = () =>
    database.sql`SELECT day, drift_count, report FROM economy_reconciliation
      WHERE day = (SELECT max(day) FROM economy_reconciliation)`;
  await tickCron();
  expect(await nights()).toMatchObject([{ drift_count: 0, report: { wallets: expect.any(Number) } }]);
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE economy_wallet SET held = 7 WHERE kind = 'treasury' AND currency = 'COIN'`;
  });
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  await tickCron();
  expect(await nights()).toMatchObject([{ drift_count: 0 }]);
  // The run of the night was never finished: its process ended.
  await database.sql`UPDATE economy_reconciliation SET finished_at = NULL, started_at = now() - interval '2 hours'`;
  await tickCron();
  const drift = { walletId: 'wal_00000000000000000000000000', heldCoins: 7, recomputedHeldCoins: 0 };
  expect(await nights()).toMatchObject([{ drift_count: 1, report: { drifts: [drift] } }]);
  expect(logged.mock.calls.flat().join()).toContain('held 7, sum of holds 0');
  logged.mockRestore();
});
