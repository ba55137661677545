// The hash chain over the audit trail: it seals every row once, and verification names each row that was changed, deleted or inserted.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import * as store from '../../../src/audit/chain/chain-store.ts';
import { sealAudit } from '../../../src/audit/chain/seal-audit.ts';
import { hashRow, headOf, rowsPerSegmentMax, type Segment } from '../../../src/audit/chain/segment.ts';
import { type Finding, type KnownHead, verifyChain } from '../../../src/audit/chain/verify-chain.ts';
import { sha256Hex } from '../../../src/core/hex.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { readAuditHeads, storeAuditHead } from '../../../src/moderation/audit/store-audit-head.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createTwoStores } from '../../support/isolate/two-stores.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const ports = () => ({ db, clock: systemClock });
const verify = (heads: readonly KnownHead[] = []) => verifyChain(ports(), heads);

/** `seconds`: how long ago. */
async function write(count: number, seconds = 0): Promise<Id<'audit'>[]> {
  const rows = await database.sql<{ id: Id<'audit'> }[]>`
    INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
    SELECT make_id('aud', at), 'tournament.changed', ${newId('player')}, 'tournament', 'trn_' || n, jsonb_build_object('fields', 'n' || n), at
    FROM generate_series(1, ${count}) n, (SELECT now() - ${seconds} * interval '1 second' AS at) t RETURNING id`;
  return rows.map((row) => row.id);
}

/** What only the owner of the database can do. The transaction is undone. */
async function tampered(statement: string, heads: readonly KnownHead[] = []): Promise<readonly Finding[]> {
  const undo = new Error('undo');
  let found: readonly Finding[] = [];
  await db.sql
    .begin(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql.unsafe(statement);
      found = (await verifyChain({ db: { ...db, sql: sql as never }, clock: systemClock }, heads)).findings;
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found;
}

const segmentsOf = () => store.listSegments(db, 0, 100);

it('seals each row once, in segments of at most a thousand; the cron also stores the head of the day', async () => {
  const ids = await write(rowsPerSegmentMax + 5);
  expect(await sealAudit(ports())).toBe(ids.length);
  expect(await sealAudit(ports())).toBe(0);
  await write(3);
  await tickCron();
  const segments = await segmentsOf();
  expect(segments.map(({ number, rows }) => [number, rows.length])).toEqual([
    [1, rowsPerSegmentMax],
    [2, 5],
    [3, 3],
  ]);
  expect(await verify()).toMatchObject({ segments: 3, rows: ids.length + 3, head: segments[2]?.head, findings: [] });
  const [stored] = await database.sql<
    { key: string; number: number }[]
  >`SELECT key, number FROM audit_head WHERE day = now()::date`;
  const { head, sealedAt } = segments[2] as Segment;
  const object = await env.CERTIFICATES.get(stored?.key ?? '');
  expect(await object?.json()).toEqual({ format: 'laurel-audit-head/1', number: 3, head, sealedAt });
});

it('has the canonical form that the documents state', async () => {
  const [segment] = await segmentsOf();
  const [sealed, sha256] = segment?.rows[0] ?? [];
  const [row] = await database.sql`
    SELECT id, event, actor_id, ref_type, ref_id, meta::text AS meta FROM moderation_audit WHERE id = ${sealed as string}`;
  const [at] = await database.sql`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS text FROM moderation_audit WHERE id = ${sealed as string}`;
  const text = `["${row?.id}","${row?.event}","${row?.actor_id}",null,"${row?.ref_type}","${row?.ref_id}","${at?.text}",${JSON.stringify(row?.meta)}]`;
  expect(sha256).toBe(await sha256Hex(text));
  const lines = (segment?.rows ?? []).map(([rowId, hash]) => `${rowId} ${hash}\n`).join('');
  expect(segment?.head).toBe(await sha256Hex(`laurel-audit/1 1\n${'0'.repeat(64)}\n${segment?.sealedAt}\n${lines}`));
});

it('a row whose act commits after later rows were sealed is in the next segment', async () => {
  const late = newId('audit');
  await db.sql.begin(async (sql) => {
    await sql`INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
      VALUES (${late}, 'tournament.changed', ${newId('player')}, 'tournament', 'trn_late', '{}', now())`;
    await write(1);
    expect(await sealAudit({ db: { ...db, sql: database.sql }, clock: systemClock })).toBe(1);
  });
  expect(await sealAudit(ports())).toBe(1);
  expect((await segmentsOf()).at(-1)?.rows.map(([rowId]) => rowId)).toEqual([late]);
  expect((await verify()).findings).toEqual([]);
});

it('of two runs at once one seals', async () => {
  await write(4);
  const sealed = await Promise.all([sealAudit(ports()), sealAudit(ports())]);
  expect(sealed[0] + sealed[1]).toBe(4);
  expect((await verify()).findings).toEqual([]);
});

it('a row that was changed or deleted is named with its segment', async () => {
  const [segment] = await segmentsOf();
  const [one, other] = (segment?.rows ?? []).map(([rowId]) => rowId);
  const ofRow = (kind: string, rowId = one) => [{ kind, id: rowId, segment: 1 }];
  expect(await tampered(`UPDATE moderation_audit SET actor_id = 'ply_x' WHERE id = '${one}'`)).toEqual(
    ofRow('row_changed'),
  );
  expect(await tampered(`UPDATE moderation_audit SET meta = '{"fields": "n"}' WHERE id = '${one}'`)).toEqual(
    ofRow('row_changed'),
  );
  expect(
    await tampered(`UPDATE moderation_audit SET created_at = created_at + interval '1 ms' WHERE id = '${other}'`),
  ).toEqual(ofRow('row_changed', other));
  expect(await tampered(`DELETE FROM moderation_audit WHERE id = '${other}'`)).toEqual(ofRow('row_deleted', other));
});

it('a row that was inserted later with an earlier time is named, sealed or not', async () => {
  const backdated = (
    rowId: string,
  ) => `INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
    VALUES ('${rowId}', 'tournament.changed', 'ply_x', 'tournament', 'trn_x', '{}', now() - interval '2 hours')`;
  const [early] = await database.sql<{ id: string }[]>`SELECT make_id('aud', now() - interval '2 hours') AS id`;
  expect(await tampered(backdated(early?.id ?? ''))).toEqual([{ kind: 'row_inserted', id: early?.id, segment: null }]);
  const [last] = (await segmentsOf()).slice(-1) as [Segment];
  const fresh = newId('audit');
  const row = {
    id: fresh,
    event: 'tournament.changed',
    actorId: 'ply_x',
    subjectId: null,
    refType: 'tournament',
    refId: 'trn_x',
    meta: '{}',
  };
  const createdAt = addSeconds(systemClock(), -7200);
  const body = { number: last.number + 1, previous: last.head, sealedAt: systemClock() };
  const rows = [[fresh, await hashRow({ ...row, createdAt })]] as const;
  const head = await headOf({ ...body, rows });
  const found = await tampered(`
    INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
      VALUES ('${fresh}', 'tournament.changed', 'ply_x', 'tournament', 'trn_x', '{}', '${createdAt}');
    INSERT INTO audit_segment (number, previous, head, rows, sealed_at)
      VALUES (${body.number}, '${body.previous}', '${head}', '${JSON.stringify(rows)}', '${body.sealedAt}')`);
  expect(found).toEqual([{ kind: 'row_inserted', id: fresh, segment: body.number }]);
});

it('a segment that was changed or deleted is named; no act of the application can do either', async () => {
  expect(await tampered("UPDATE audit_segment SET sealed_at = sealed_at + interval '1 s' WHERE number = 2")).toEqual([
    { kind: 'segment_changed', segment: 2 },
  ]);
  const gap = await tampered('DELETE FROM audit_segment WHERE number = 2');
  expect(gap).toContainEqual({ kind: 'segment_missing', segment: 2 });
  for (const statement of [
    'DELETE FROM audit_segment',
    'UPDATE audit_segment SET number = 9',
    'TRUNCATE audit_segment CASCADE',
  ])
    await expect(database.sql.unsafe(statement)).rejects.toThrow();
});

it('a chain that was written anew differs from the heads in both object stores, whatever the phase', async () => {
  const { r2, s3, tracked, mirrored } = createTwoStores(db);
  // Without dual write the repair brings the head to S3.
  const flags = { dualWrite: false, readPrimary: false };
  const stores = { objects: tracked(flags), mirrored: mirrored(flags) };
  expect(await sealAudit(ports())).toBe(0);
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`DELETE FROM audit_head`;
  });
  const key = await storeAuditHead({ ...ports(), ...stores });
  expect(key).toMatch(/^audit\/\d{4}\/\d\d\/[0-9a-f]{64}\.json$/);
  expect(await storeAuditHead({ ...ports(), ...stores })).toBeNull();
  // It was never there: a check that comes before the repair must not call it lost.
  const [copy] = await database.sql`SELECT s3_status, s3_problem FROM object_item WHERE key = ${key}`;
  expect(copy).toEqual({ s3_status: 'wanted', s3_problem: null });
  await repairObjects({ ...ports(), mirrored: stores.mirrored });
  const heads = (await Promise.all([r2, s3].map(readAuditHeads))).flat();
  const last = (await segmentsOf()).at(-1) as Segment;
  expect(heads).toEqual([
    { number: last.number, head: last.head },
    { number: last.number, head: last.head },
  ]);
  expect((await verify(heads)).findings).toEqual([]);
  const body = { ...last, rows: last.rows.slice(1), sealedAt: last.sealedAt };
  const rewritten = `UPDATE audit_segment SET rows = '${JSON.stringify(body.rows)}', head = '${await headOf(body)}' WHERE number = ${last.number}`;
  expect(await tampered(rewritten, heads)).toContainEqual({ kind: 'head_differs', segment: last.number });
  expect(await tampered(`DELETE FROM audit_segment WHERE number = ${last.number}`, heads)).toContainEqual({
    kind: 'segment_missing',
    segment: last.number,
  });
});

it('the rows of these queries are what they declare', async () => {
  const text = z.string();
  const row = z.strictObject({
    ...{ id: id('audit'), event: text, actorId: text, subjectId: text.nullable(), refType: text, refId: text },
    ...{ meta: text, createdAt: instant },
  });
  const last = z.strictObject({ number: z.int(), head: text, sealedAt: instant });
  const segment = z.strictObject({ ...last.shape, previous: text, rows: z.array(z.tuple([id('audit'), text])) });
  const [first] = await check.of(store.listSegments, z.array(segment), db, 0, 1);
  await check.of(store.findLastSegment, last.nullable(), db);
  await check.of(store.listRowsOf, z.array(row), db, [first?.rows[0]?.[0] as Id<'audit'>]);
  await write(1);
  await check.of(store.listUnsealed, z.array(row), db, null, 10);
  await check.of(store.listUnsealedBefore, z.array(id('audit')), db, 'aud_z' as Id<'audit'>, 10);
  await check.of(store.insertSegment, z.literal(false), db, first as Segment);
  await check.of(store.hasHead, z.literal(true), db, systemClock().slice(0, 10));
  await check.of(store.insertHead, z.void(), db, { day: '2020-01-01', number: 1, key: 'audit/x', now: systemClock() });
  const stores = import.meta.glob('../../../src/audit/chain/*-store.ts', { eager: true });
  expect(check.missing(stores as never)).toEqual([]);
});
