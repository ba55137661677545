// What the stores of events, the audit trail, teams and idempotency keys return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { auditEvents, auditRefTypes } from '../../../src/audit/event.ts';
import { listAudit } from '../../../src/audit/store.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { claimKey, deleteExpiredKeys, keepOutcome } from '../../../src/idempotency/store.ts';
import { eventsSince } from '../../../src/live/store.ts';
import { eventPayloads } from '../../../src/outbox/contract.ts';
import type { EventType } from '../../../src/outbox/event.ts';
import { markRelayed, unrelayedEvents } from '../../../src/outbox/store.ts';
import {
  deleteMember,
  findTeam,
  insertMember,
  insertTeam,
  listTeamsOf,
  lockTeam,
  writeCaptain,
} from '../../../src/teams/store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament, move, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const page = { after: null, limit: 20 };
let db: Database;
let stage: Stage;

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  return () => db.close();
});

it('events and audit rows', async () => {
  const event = z.strictObject({
    id: id('event'),
    tournamentId: id('tournament'),
    seq: z.int(),
    epoch: z.string(),
    type: z.enum(Object.keys(eventPayloads) as EventType[]),
    payload: z.record(z.string(), z.unknown()),
    createdAt: instant,
  });
  const tournamentId = stage.id as Id<'tournament'>;
  await check.of(unrelayedEvents, z.array(event), db, 1000);
  const found = z.strictObject({
    events: z.array(event),
    position: z.strictObject({ epoch: z.string(), seq: z.int() }),
    isRecovered: z.boolean(),
  });
  await check.of(eventsSince, found.nullable(), db, tournamentId, { epoch: null, seq: 1 }, null);
  await check.of(markRelayed, z.void(), db, new Map([[tournamentId, 2]]));
  const row = z.strictObject({
    id: id('audit'),
    event: z.enum(Object.keys(auditEvents) as (keyof typeof auditEvents)[]),
    actorId: id('player'),
    subjectId: z.string().nullable(),
    refType: z.enum(auditRefTypes),
    refId: z.string(),
    meta: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    createdAt: instant,
  });
  await check.of(listAudit, z.array(row), db, { refType: 'tournament', refId: tournamentId }, page);
});

it('teams', async () => {
  const [teamId, captainId, playerId] = [newId('team'), newId('player'), newId('player')];
  const team = { id: teamId, name: 'Engines', captainId, joinCode: 'code', createdAt: systemClock() };
  const who = z.strictObject({ playerId: id('player'), displayName: z.string().nullable() });
  await check.of(insertTeam, who, db.sql, team, 'Ada');
  const member = { teamId, playerId, displayName: 'Ben', joinCode: 'code', joinedAt: systemClock() };
  await check.of(lockTeam, z.void(), db.sql, teamId);
  await check.of(insertMember, z.literal(true), db.sql, member);
  const shape = z.strictObject({
    id: id('team'),
    name: z.string(),
    captainId: id('player'),
    joinCode: z.string(),
    members: z.array(who),
    createdAt: instant,
  });
  await check.of(findTeam, shape.nullable(), db.sql, teamId);
  await check.of(listTeamsOf, z.array(shape), db.sql, playerId, page);
  await check.of(writeCaptain, z.literal(false), db.sql, teamId, newId('player'));
  await check.of(deleteMember, z.literal(true), db.sql, teamId, playerId);
});

it('idempotency keys', async () => {
  const claim = {
    scope: `${newId('player')} POST /v1/teams`,
    key: 'key',
    fingerprint: 'f',
    markReplayed: () => undefined,
  };
  const row = z.strictObject({
    verdict: z.enum(['repeated', 'idempotency_mismatch', 'idempotency_in_flight']).nullable(),
    outcome: z.string().nullable(),
  });
  const verdictOf = async (fingerprint: string) =>
    (await check.of(claimKey, row, db.sql, { ...claim, fingerprint })).verdict;
  expect(await verdictOf('f')).toBe(null);
  await check.of(keepOutcome, z.void(), db.sql, claim, '{}', systemClock());
  expect([await verdictOf('f'), await verdictOf('g')]).toEqual(['repeated', 'idempotency_mismatch']);
  await db.sql.begin(async (sql) => {
    await claimKey(sql as never, { ...claim, key: 'other' });
    expect(await check.of(claimKey, row, db.sql, { ...claim, key: 'other' })).toEqual({
      verdict: 'idempotency_in_flight',
      outcome: null,
    });
  });
  await check.of(deleteExpiredKeys, z.void(), db, addSeconds(systemClock(), 3 * 86_400));
  expect(await verdictOf('f')).toBe(null);
});

it('every function of these stores is checked', () => {
  const stores = import.meta.glob('../../../src/{audit,idempotency,live,outbox,teams}/store.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(5);
  expect(check.missing(stores)).toEqual([]);
});
