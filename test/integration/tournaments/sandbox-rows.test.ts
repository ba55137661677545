// What the store of sandboxes returns is what it declares.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import * as sandboxes from '../../../src/tournaments/sandbox/sandbox-store.ts';
import { aPerson } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament, enter, move, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const now = systemClock();
let db: Database;
let stage: Stage;
let of: Id<'tournament'>;

beforeAll(async () => {
  db = openDatabase(database.url, 1);
  stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  await enter(stage, [await aPerson()]);
  of = stage.id as Id<'tournament'>;
  return () => db.close();
});

it('sandboxes', async () => {
  const sandbox = {
    ...{ tournamentId: of, creatorId: newId('player'), players: [newId('player')], nextAt: now, createdAt: now },
    ...{ seed: 'a', actsPerMinute: 60, disputePercent: 10, noShowPercent: 0 },
  };
  await check.of(sandboxes.insertSandbox, z.void(), db.sql, sandbox);
  await check.of(sandboxes.listDueSandboxes, z.array(id('tournament')), db, now, 5);
  await check.of(sandboxes.listOldSandboxes, z.array(id('tournament')), db, now, 5);
  const shape = z.strictObject({
    ...{ tournamentId: id('tournament'), creatorId: id('player'), players: z.array(id('player')), nextAt: instant },
    ...{ seed: z.string(), actsPerMinute: z.int(), disputePercent: z.int(), noShowPercent: z.int() },
  });
  const found = shape.extend({ nextAt: instant.nullable(), createdAt: instant });
  await check.of(sandboxes.findSandbox, found.nullable(), db, of);
  const lease = { now, until: addSeconds(now, 60) };
  await check.of(sandboxes.leaseSandbox, shape.nullable(), db, of, lease);
  expect(await sandboxes.leaseSandbox(db, of, lease)).toBe(null);
  // A driver that was killed holds it up no longer than this.
  expect(await sandboxes.leaseSandbox(db, of, { now: lease.until, until: addSeconds(now, 120) })).not.toBe(null);
  await check.of(sandboxes.recordAct, z.void(), db, of, {
    key: 'a',
    refusal: null,
    now,
    nextAt: now,
    leasedUntil: now,
  });
  await check.of(sandboxes.endLease, z.void(), db, of);
  const entry = z.strictObject({
    ...{ id: id('registration'), playerId: id('player'), state: z.enum(registrationStates) },
    ...{ isCheckedIn: z.boolean(), isOffered: z.boolean() },
  });
  const call = z.strictObject({ id: id('refereeCall'), matchId: id('match') });
  const state = z.strictObject({ entries: z.array(entry), refereeCalls: z.array(call), done: z.array(z.string()) });
  const read = await check.of(sandboxes.readSandboxState, state, db, of, now);
  expect([read.entries.length, read.done]).toEqual([1, ['a']]);
  await check.of(sandboxes.releaseSandbox, z.void(), db, of, null);
  // It is no sandbox, whatever has a row of one.
  const by = { playerId: stage.organizer.id as Id<'player'>, isAdmin: true };
  const audit = { event: 'tournament.deleted', actorId: by.playerId, refId: of, createdAt: now } as const;
  const row = { ...audit, id: newId('audit') };
  await check.of(sandboxes.removeOwnSandbox, z.literal(false), db.sql, of, by, row);
  await check.of(sandboxes.removeSandbox, z.literal(false), db, of, addSeconds(now, 30 * 86_400));
});

it('every function of this store is checked', () => {
  expect(check.missing(import.meta.glob('../../../src/tournaments/sandbox/*store.ts', { eager: true }))).toEqual([]);
});
