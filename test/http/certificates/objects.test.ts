// The HTTP interface for operators: backfills, which the queue runs, and metrics for Prometheus.

import { beforeAll, describe, expect, inject, it } from 'vitest';
import { objectKey } from '../../../src/certificates/certificate.ts';
import { toInstant } from '../../../src/core/instant.ts';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { anObject, patient } from '../../contracts/object-store.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aLiveTournament, move, ok, playAllMatches } from '../../support/tournaments/tournament.ts';

const metricsToken = 'a-token-for-the-metrics-of-a-test';
await rebind({
  CERT_S3_DUAL_WRITE: 'true',
  CERT_S3_READ_PRIMARY: 'true',
  CERT_S3_BACKFILL_ENABLED: 'true',
  METRICS_TOKEN: metricsToken,
});

const database = useDatabase();
const s3 = createS3Store(inject('s3'), patient);
let admin: Person;
let keys: string[];
let tournamentId: string;

beforeAll(async () => {
  admin = await aPerson({ roles: ['admin'] });
  const stage = await aLiveTournament(4);
  tournamentId = stage.id;
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  await untilIssued(stage);
  const [one] = (await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer })).body.items;
  ok(
    await post(`/v1/certificates/${one.id}/revocation`, {
      as: stage.organizer,
      body: { reason: 'a test of moving it' },
    }),
    200,
  );
  keys = (await database.sql`SELECT key FROM object_item ORDER BY key`).map((row) => String(row.key));
});

const start = (body: object, as = admin) => post('/v1/objects/backfills', { as, body });
const runOf = async (id: string) => (await get(`/v1/objects/runs/${id}`, { as: admin })).body;
const forgetS3 = async () => {
  for (const key of keys) await s3.delete(key);
  await database.sql`UPDATE object_item SET s3_status = 'none'`;
};

describe('a backfill over HTTP', () => {
  it('is run by the queue, includes revoked certificates, and reports its progress', async () => {
    await forgetS3();
    const started = await start({ direction: 'r2-to-s3', batchSize: 3 });
    expect([started.status, started.body.report.processed]).toEqual([202, 0]);
    await expect
      .poll(() => runOf(started.body.id))
      .toMatchObject({
        report: { isFinished: true, processed: keys.length, migrated: keys.length, failed: 0 },
      });
    for (const key of keys) expect(await s3.head(key)).not.toBeNull();
  });

  it('in a dry run reports what it would do, and copies nothing', async () => {
    await forgetS3();
    const trial = await start({ direction: 'r2-to-s3', dryRun: true });
    await expect
      .poll(() => runOf(trial.body.id))
      .toMatchObject({
        report: { isFinished: true, dryRun: true, migrated: keys.length },
      });
    for (const key of keys) expect(await s3.head(key)).toBeNull();
  });

  it('of one tournament copies only its certificates', async () => {
    await forgetS3();
    const unknown = tournamentId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const other = await start({ direction: 'r2-to-s3', tournamentId: unknown });
    expect([other.status, other.body.code]).toEqual([404, 'not_found']);
    const own = await start({ direction: 'r2-to-s3', tournamentId });
    await expect
      .poll(() => runOf(own.body.id))
      .toMatchObject({
        report: { isFinished: true, processed: keys.length },
      });
  });

  it('sent again with its key after it has ended gives the first answer, and starts no other', async () => {
    const headers = newKey();
    const body = { direction: 'r2-to-s3', verify: true };
    const send = () => post('/v1/objects/backfills', { as: admin, body, headers });
    const first = await send();
    await expect
      .poll(() => runOf(first.body.id))
      .toMatchObject({ report: { direction: body.direction, isFinished: true } });
    const again = await send();
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect([first, again].map((answer) => answer.headers.get('location'))).toEqual(
      Array(2).fill(`/v1/objects/runs/${first.body.id}`),
    );
    const runs = await database.sql`SELECT id FROM object_run WHERE (options ->> 'isVerifying')::boolean`;
    expect(runs.map(({ id }) => id)).toEqual([first.body.id]);
  });

  it('requires an administrator, writes an audit row, and refuses unknown fields', async () => {
    const player = await aPerson();
    expect((await start({ direction: 'r2-to-s3' }, player)).body.code).toBe('forbidden');
    expect((await start({ direction: 'up' })).body.code).toBe('invalid_request');
    expect((await start({ direction: 'r2-to-s3', batchSize: 0 })).body.code).toBe('invalid_request');
    expect((await start({ direction: 'r2-to-s3', delete: true })).body.code).toBe('invalid_request');
    expect((await get('/v1/objects/runs/run_00000000000000000000000000', { as: admin })).status).toBe(404);
    expect((await get('/v1/objects/runs/run_00000000000000000000000000', { as: player })).status).toBe(403);
    const audit = await database.sql`SELECT actor_id FROM moderation_audit WHERE event = 'object.backfill_started'`;
    expect(new Set(audit.map((row) => row.actor_id))).toEqual(new Set([admin.id]));
  });
});

describe('the nightly checks', () => {
  it('are started by the cron, run by the queue, and report a verdict', async () => {
    await database.sql`DELETE FROM object_run`;
    await tickCron();
    const unfinished = async () => (await database.sql`SELECT 1 FROM object_run WHERE finished_at IS NULL`).length;
    const kinds = await database.sql`SELECT kind, id FROM object_run ORDER BY kind`;
    expect(kinds.map((row) => row.kind)).toEqual(['consistency', 'integrity']);
    await expect.poll(unfinished).toBe(0);
    const { report } = await runOf(String(kinds[1]?.id));
    // The head of the audit chain is stored, too.
    expect(report).toMatchObject({ agreement: 'success', checked: 2 * (keys.length + 1) });
  });
});

describe('a wrong copy', () => {
  it('does not make a certificate altered, and is repaired after a verification', async () => {
    const [row] = await database.sql<{ code: string; created_at: string; pdf_sha256: string }[]>`
      SELECT code, created_at, pdf_sha256 FROM certificate_certificate WHERE state = 'active' LIMIT 1`;
    const { code = '', created_at = '', pdf_sha256: sha256 = '' } = row ?? {};
    const key = objectKey('pdf', toInstant(created_at), sha256);
    await s3.put({ ...(await anObject()), key });
    await expect(readWhole(s3, key, sha256)).rejects.toMatchObject({ failure: 'corrupt' });
    const headers = { accept: 'application/json', 'cache-control': 'no-cache' };
    expect((await get(`/c/${code}`, { headers })).body).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const isRepaired = () =>
      readWhole(s3, key, sha256).then(
        () => true,
        () => false,
      );
    await expect.poll(isRepaired).toBe(true);
  });
});

describe('/metrics', () => {
  const read = (token: string) => get('/metrics', { headers: { authorization: `Bearer ${token}` } });

  it('counts operations of all isolates, under the names in the alert rules, without personal data', async () => {
    await tickCron();
    // Each isolate sends its counts at a time of its own.
    const text = async () => (await read(metricsToken)).text;
    for (const line of [
      /cert_s3_write_success_total\{operation="write",error="none"\} [1-9]/,
      /cert_s3_write_fail_total\{operation="write",error="unavailable"\} 0/,
      /^cert_repair_backlog\{side="s3"\} 0$/m,
      /^cert_consistency_mismatch\{side="r2"\} \d/m,
      /^cert_repair_lag_seconds\{side="r2"\} 0$/m,
    ])
      await expect.poll(text, { interval: 300 }).toMatch(line);
    expect((await read(metricsToken)).headers.get('content-type')).toContain('version=0.0.4');
    expect(await text()).not.toMatch(/trn_|crt_|ply_|Ada|sha256|pdf\//);
  });

  it('reports the number of pending copies', async () => {
    await database.sql`INSERT INTO object_item (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, acknowledged_at)
      VALUES ('pdf/missed', '', 0, '', 'stored', 'wanted', now() + interval '1 hour', now(), now())`;
    await expect
      .poll(
        async () => {
          await tickCron();
          return (await read(metricsToken)).text;
        },
        { interval: 500 },
      )
      .toMatch(/^cert_repair_backlog\{side="s3"\} 1$/m);
    await database.sql`DELETE FROM object_item WHERE key = 'pdf/missed'`;
  });

  it('requires the token', async () => {
    expect((await get('/metrics')).status).toBe(401);
    expect((await read('another-token-of-some-length')).status).toBe(401);
    expect((await read(admin.token)).status).toBe(401);
  });
});
