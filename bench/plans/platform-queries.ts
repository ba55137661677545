// Hot queries of the audit trail, the moderator's queue, idempotency keys and objects.

import { createHash } from 'node:crypto';
import { listAudit } from '../../src/audit/store.ts';
import { systemClock, toInstant } from '../../src/core/instant.ts';
import { claimKey, deleteExpiredKeys, keepOutcome } from '../../src/idempotency/store.ts';
import { listQueue, readCaseFile } from '../../src/moderation/cases/case-store.ts';
import { reportCategories } from '../../src/moderation/reports/subject.ts';
import { claimBacklog, hasTombstone, intendObject, readBacklog, recordPuts } from '../../src/objects/store.ts';
import { anObject } from '../acts/object.ts';
import { idOf } from '../volume.ts';
import { duringVolume, firstPage, type HotQuery, hot, id, player } from './hot-query.ts';

const busyTournament = { refType: 'tournament' as const, refId: idOf('trn', 1) };
const allQueues = { actorId: player(1), isAdmin: true, categories: reportCategories };
const key = (name: string, scope = 'bench') => ({ scope, key: name, fingerprint: 'f', markReplayed: () => {} });
const fingerprint = createHash('sha256').update('10').digest('hex');
const knownKey = { ...key('key-10'), fingerprint, scope: `${idOf('ply', 10)} POST /v1/transfers` };

/** The key of certificate 500, which has no copy in S3. */
const sha256 = createHash('sha256').update('500').digest('hex');
const storedKey = `pdf/2026/01/${sha256}.pdf`;
const object = anObject(1);
const outcomes = [{ side: 's3' as const, problem: null }];

export const platformQueries: readonly HotQuery[] = [
  hot('first page of the audit of a busy tournament', 40, listAudit, (query, db) =>
    query(db, busyTournament, firstPage),
  ),
  hot('a later page of it', 60, listAudit, (query, db) =>
    query(db, busyTournament, { after: idOf('aud', 20_000), limit: 20 }),
  ),
  hot('first page of a moderator’s queues', 200, listQueue, (query, db) => query(db, allQueues, firstPage)),
  hot('a later page of them', 220, listQueue, (query, db) =>
    query(db, allQueues, { after: `3 ${idOf('cas', 4_000)}`, limit: 20 }),
  ),
  hot('all of a case whose player has a long history', 400, readCaseFile, (query, db) =>
    query(db, { caseId: id<'case'>('cas', 6), actorId: player(1), isAdmin: true, now: duringVolume }),
  ),
  hot('a new Idempotency-Key', 20, claimKey, (query, db) => query(db.sql, key('new'))),
  hot('a known Idempotency-Key', 12, claimKey, (query, db) => query(db.sql, knownKey)),
  hot('store the outcome of an act', 40, keepOutcome, (query, db) => query(db.sql, key('kept'), '{}', systemClock())),
  hot('delete old Idempotency-Keys: none due', 10, deleteExpiredKeys, (query, db) =>
    query(db, toInstant('2025-01-01T00:00:00Z')),
  ),
  hot('intent before a PUT', 30, intendObject, (query, db) =>
    query(db, { ...object, sizeBytes: object.bytes.byteLength }, ['s3'], systemClock()),
  ),
  hot('record a stored copy', 60, recordPuts, (query, db) =>
    query(db, storedKey, { outcomes, now: systemClock(), retryAt: null }),
  ),
  hot('is an object deleted?', 8, hasTombstone, (query, db) => query(db, storedKey)),
  hot('claim ten copies', 300, claimBacklog, (query, db) =>
    query(db, { sides: ['r2', 's3'], now: duringVolume, limit: 10 }),
  ),
  hot('size of the copy backlog', 700, readBacklog, (query, db) => query(db)),
];
