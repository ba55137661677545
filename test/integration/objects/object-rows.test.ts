// What the stores of objects and of runs return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { copyProblems } from '../../../src/objects/copy-state.ts';
import { copyStatuses } from '../../../src/objects/runs/object-item.ts';
import * as scan from '../../../src/objects/runs/object-scan-store.ts';
import { type Run, runKinds } from '../../../src/objects/runs/run.ts';
import * as runs from '../../../src/objects/runs/run-store.ts';
import * as objects from '../../../src/objects/store.ts';
import { storeFailures } from '../../../src/objects/stores/object-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
const now = systemClock();
const later = addSeconds(now, 86_400);
const everywhere = { after: '', keys: null, failedOn: null };
let db: Database;

const text = z.string().nullable();
const status = z.enum(copyStatuses);
const item = z.strictObject({
  key: z.string(),
  sha256: z.string(),
  sizeBytes: z.int(),
  contentType: z.string(),
  copies: z.strictObject({ r2: status, s3: status }),
  problems: z.strictObject({ r2: text, s3: text }),
  attempts: z.int(),
  createdAt: instant,
  acknowledgedAt: instant.nullable(),
  deletedAt: instant.nullable(),
});
const finding = z.strictObject({
  key: z.string(),
  problem: z.enum([...storeFailures, ...copyProblems, 'lost']),
  side: z.enum(['r2', 's3']).nullable(),
  cause: z.string().exactOptional(),
});
const run = z.strictObject({
  id: id('run'),
  kind: z.enum(runKinds),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  cursor: z.string(),
  tally: z.record(z.string(), z.number()),
  findings: z.array(finding),
  startedAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
  pausedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
});

const sha256 = 'a'.repeat(64);
const objectOf = (key: string) => ({ key, sizeBytes: 3, contentType: 'application/pdf', sha256 });
const both = ['r2', 's3'] as const;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

it('objects: written, owed, deleted, forgotten', async () => {
  for (const key of ['pdf/1', 'pdf/2', 'pdf/3', 'pdf/4'])
    await check.of(objects.intendObject, z.literal(true), db, objectOf(key), both, now);
  const outcomes = [
    { side: 'r2' as const, problem: null },
    { side: 's3' as const, problem: 'throttled' },
  ];
  for (const key of ['pdf/1', 'pdf/2', 'pdf/3'])
    await check.of(objects.recordPuts, z.void(), db, key, { outcomes, now, retryAt: null });
  await check.of(objects.scheduleCopy, z.void(), db, { key: 'pdf/2', side: 'r2', problem: 'missing' }, now);
  await check.of(objects.writeTombstone, z.literal(true), db, 'pdf/3', both, now);
  await check.of(objects.recordDeletes, z.void(), db, 'pdf/3', [{ side: 'r2', problem: null }]);
  await check.of(objects.scheduleDelete, z.void(), db, { key: 'pdf/3', side: 'r2', problem: 'resurrected' }, now);
  await check.of(objects.hasTombstone, z.literal(true), db, 'pdf/3');
  const side = z.strictObject({ copies: z.int(), owedSince: instant.nullable() });
  const backlog = await check.of(objects.readBacklog, z.strictObject({ r2: side, s3: side }), db);
  expect(backlog).toMatchObject({ r2: { copies: 2 }, s3: { copies: 3 } });
  const claimed = await check.of(objects.claimBacklog, z.array(item), db, { sides: both, now: later, limit: 10 });
  expect(claimed.length).toBe(4);
  await check.of(objects.forgetIntent, z.void(), db, 'pdf/4', addSeconds(later, 3600));
});

it('scans of all objects', async () => {
  await check.of(scan.listObjects, z.array(item), db, everywhere, 10);
  await check.of(scan.listObjects, z.array(item), db, { after: '', keys: ['pdf/1'], failedOn: 's3' }, 10);
  await check.of(scan.countObjects, z.int(), db, everywhere);
  await check.of(scan.intendCopies, z.void(), db, [{ key: 'pdf/1' }], 's3', now);
  await check.of(scan.recordFailures, z.void(), db, [{ key: 'pdf/1', cause: 'access_denied' }], 's3', now);
  await check.of(scan.recordCopies, z.void(), db, [{ key: 'pdf/1' }], 'r2');
  const known = await check.of(scan.listKnown, z.array(item), db, '', 10);
  expect(known.map(({ deletedAt }) => deletedAt)).toEqual([null, null, now]);
  await check.of(scan.findObjects, z.map(z.string(), item), db, ['pdf/1', 'pdf/3']);
  await check.of(scan.sampleObjects, z.array(item), db, 's3', 10);
  await check.of(scan.countCopies, z.strictObject({ r2: z.int(), s3: z.int() }), db);
  await database.sql`UPDATE object_item SET is_held = true WHERE key = 'pdf/1'`;
  await check.of(scan.hasHeldBelow, z.literal(true), db, 'pdf/');
});

it('runs', async () => {
  const actorId: Id<'player'> = newId('player');
  const open = (kind: Run['kind'], scope: string) => {
    const begin = {
      id: newId('run'),
      kind,
      options: { direction: 'r2-to-s3', limit: 5, isDry: false, failedOn: null },
    };
    const event = 'object.backfill_started' as const;
    const audit = { id: newId('audit'), event, actorId, refId: begin.id, createdAt: now };
    return check.of(runs.openRun, run, db.sql, { ...begin, cursor: '', scope, now, audit });
  };
  const [backfill, other] = [await open('backfill', 'r2-to-s3'), await open('backfill', 's3-to-r2')];
  const findings = [
    { key: 'pdf/1', problem: 'missing' as const, side: 's3' as const, cause: 'SlowDown' },
    { key: 'pdf/2', problem: 'lost' as const, side: null },
  ];
  const step = { cursor: 'pdf/1', tally: { scanned: 2 }, findings, isLast: false };
  await check.of(runs.advanceRun, run, db, backfill, step, now);
  await check.of(runs.listStalledRuns, z.array(run), db, later);
  await check.of(runs.pauseRuns, z.array(run), db, backfill.id, now);
  await check.of(runs.findRun, run.nullable(), db, backfill.id);
  await check.of(runs.resumeRuns, z.array(run), db.sql, null);
  await check.of(runs.cancelRuns, z.array(run), db, other.id, now);
  await check.of(runs.lastRun, run.nullable(), db, 'backfill', 's3-to-r2');
  await check.of(runs.openRun, run, db.sql, { ...backfill, scope: 'r2-to-s3', now, audit: null });
});

it('every function of these stores is checked', () => {
  const stores = import.meta.glob('../../../src/objects/{store,runs/*-store}.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(3);
  expect(check.missing(stores)).toEqual([]);
});
