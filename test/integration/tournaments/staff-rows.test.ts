// What the stores of staff, series, the dashboard, the next match, entry conditions and starts by time return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as starts from '../../../src/tournaments/auto-start/auto-start-store.ts';
import * as conditions from '../../../src/tournaments/conditions/condition-store.ts';
import { readDashboard } from '../../../src/tournaments/dashboard/dashboard-store.ts';
import { findNextMatch } from '../../../src/tournaments/matches/next-match-store.ts';
import { matchStates } from '../../../src/tournaments/matches/result.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import * as series from '../../../src/tournaments/series/series-store.ts';
import { staffRoles, staffStates } from '../../../src/tournaments/staff/staff.ts';
import * as staff from '../../../src/tournaments/staff/staff-store.ts';
import { autoStarts, tournamentStates } from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aLiveTournament, aTournament, move, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const [page, now] = [{ after: null, limit: 20 }, systemClock()];
let db: Database;
let over: Id<'tournament'>;
let live: Id<'tournament'>;
let player: Id<'player'>;

beforeAll(async () => {
  db = openDatabase(database.url, 1);
  const [played, open] = [await aLiveTournament(2), await aLiveTournament(2)];
  await playAllMatches(played);
  await move(played, 'completed');
  [over, live] = [played.id as Id<'tournament'>, open.id as Id<'tournament'>];
  player = open.players[0]?.id as Id<'player'>;
  return () => db.close();
});

it('staff', async () => {
  const role = z.enum(staffRoles);
  const state = z.enum(staffStates);
  const [referee, inviter] = [newId('player'), newId('player')];
  const invitation = {
    tournamentId: live,
    playerId: referee,
    role: 'referee',
    invitedBy: inviter,
    invitedAt: now,
  } as const;
  const member = z.strictObject({
    ...{
      tournamentId: id('tournament'),
      playerId: id('player'),
      role,
      state,
      invitedBy: id('player'),
      invitedAt: instant,
    },
    ...{ acceptedAt: instant.nullable(), displayName: z.string().nullable() },
  });
  await check.of(staff.insertInvitation, z.void(), db.sql, invitation);
  await check.of(staff.findStaff, member.nullable(), db.sql, live, referee);
  const banned = newId('player');
  const facts = z.record(z.string(), z.union([z.string(), z.null()])).nullable();
  await staff.insertInvitation(db.sql, { ...invitation, playerId: banned });
  expect(await staff.acceptInvitation(db.sql, live, banned, now)).toBeNull();
  expect(await staff.findStaffSanction(db.sql, banned, { kind: 'tournament', id: live })).toBeNull();
  await database.sql`SELECT sanction_impose(${newId('sanction')}, ${inviter}, ${banned}, 'ban', NULL, NULL, 'fraud', 'Said.', NULL, ${now}, NULL,
    false, ${now})`;
  await check.of(staff.findStaffSanction, facts, db.sql, banned, { kind: 'tournament', id: live });
  await check.of(staff.acceptInvitation, facts, db.sql, live, banned, now);
  await staff.deleteStaff(db.sql, live, banned);
  expect(await staff.acceptInvitation(db.sql, live, referee, now)).toBeNull();
  await check.of(staff.findStaffRole, role.nullable(), db.sql, live, referee);
  await check.of(staff.listStaff, z.array(member), db, live);
  await check.of(staff.countStaff, z.literal(1), db.sql, live);
  const own = z.strictObject({
    ...{ tournamentId: id('tournament'), tournamentTitle: z.string(), tournamentState: z.enum(tournamentStates) },
    ...{ role, state },
  });
  await check.of(staff.listOwnStaffRoles, z.array(own), db, referee, page);
  await check.of(staff.deleteStaff, z.void(), db.sql, live, referee);
});

it('series', async () => {
  const row = {
    id: newId('series'),
    title: 'Season',
    organizerId: player,
    points: [3, 1],
    countedResults: 2,
    createdAt: now,
  };
  const shape = z.strictObject({
    ...{ id: id('series'), title: z.string(), organizerId: id('player'), points: z.array(z.int()) },
    ...{ countedResults: z.int().nullable(), createdAt: instant },
  });
  await check.of(series.insertSeries, z.void(), db.sql, row);
  await check.of(series.updateSeries, z.void(), db.sql, { ...row, title: 'Season 2' });
  await check.of(series.findSeries, shape.nullable(), db, row.id);
  await check.of(series.lockSeries, shape.nullable(), db.sql, row.id);
  await check.of(series.listSeries, z.array(shape), db, player, page);
  await check.of(series.addTournament, z.literal(true), db.sql, row.id, over);
  await check.of(series.countTournaments, z.literal(1), db.sql, row.id);
  const entry = z.strictObject({ tournamentId: id('tournament'), title: z.string(), state: z.enum(tournamentStates) });
  await check.of(series.listTournamentsOf, z.array(entry), db, row.id);
  const place = z.strictObject({
    ...{
      tournamentId: id('tournament'),
      entrant: z.union([id('player'), id('team')]),
      displayName: z.string(),
      rank: z.int(),
    },
  });
  await check.of(series.listSeriesPlaces, z.array(place), db, row.id);
  await check.of(series.removeTournament, z.literal(true), db.sql, row.id, over);
});

it('the dashboard and the next match', async () => {
  const counts = <S extends string>(states: readonly S[]) => z.partialRecord(z.enum(states), z.int());
  const dashboard = z.strictObject({
    ...{ registrations: counts(registrationStates), checkedIn: z.int(), matches: counts(matchStates) },
    ...{ openDisputes: z.int(), openRefereeCalls: z.int(), shortRosters: z.int(), startBlock: z.null() },
    ...{ heldCoins: coins, capturedCoins: coins, refundedCoins: coins, owedCoins: coins },
  });
  await check.of(readDashboard, dashboard.nullable(), db, live, now);
  const next = z.strictObject({ id: id('match'), ownRegistrationId: id('registration'), tournamentTitle: z.string() });
  await check.of(findNextMatch, next.nullable(), db, player);
});

it('entry conditions and starts by time', async () => {
  const { id: draft } = await aTournament();
  const of = draft as Id<'tournament'>;
  const code = { id: newId('invitation'), usesMax: 2, expiresAt: now, createdBy: player, createdAt: now };
  const shape = z.strictObject({
    ...{ id: id('invitation'), usesMax: z.int(), uses: z.int(), expiresAt: instant.nullable() },
    ...{ withdrawnAt: instant.nullable(), createdBy: id('player'), createdAt: instant },
  });
  await check.of(conditions.insertCode, shape, db.sql, of, { ...code, codeHash: 'a'.repeat(64) });
  await check.of(conditions.countCodes, z.literal(1), db.sql, of);
  await check.of(conditions.withdrawCode, z.literal(true), db.sql, of, code.id, now);
  await check.of(conditions.listCodes, z.array(shape), db, of, page);
  const changed = z.strictObject({ added: z.literal(1), removed: z.literal(0), size: z.literal(1) });
  await check.of(conditions.changeList, changed, db.sql, of, { add: [player], remove: [] }, now);
  const allowed = z.strictObject({ reference: z.string(), addedAt: instant });
  await check.of(conditions.listAllowed, z.array(allowed), db, of, page);
  await db.sql`UPDATE tournament_tournament SET state = 'registration_closed', auto_start = 'always', registration_closes_at = now(), starts_at = now() WHERE id = ${of}`;
  await check.of(starts.listDueStarts, z.tuple([id('tournament')]), db, systemClock(), 10);
  const due = z.strictObject({
    ...{ organizerId: id('player'), entrantsMin: z.int(), autoStart: z.enum(autoStarts), isSeeded: z.boolean() },
  });
  await check.of(starts.lockDueStart, due.nullable(), db.sql, of, systemClock());
  const block = { code: 'not_seeded', facts: { needed: 2 }, since: now };
  await check.of(starts.writeStartBlock, z.literal(true), db.sql, of, block);
  const since = z.strictObject({ code: z.string(), facts: z.record(z.string(), z.int()), since: instant });
  expect(since.parse((await readDashboard(db, of, now))?.startBlock)).toEqual(block);
  await check.of(starts.endStartBlock, z.void(), db.sql, of);
});

it('every function of these stores is checked', () => {
  const found = {
    ...import.meta.glob('../../../src/tournaments/staff/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/series/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/{conditions,auto-start}/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/dashboard/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/matches/next-match-store.ts', { eager: true }),
  };
  expect(Object.keys(found).length).toBe(6);
  expect(check.missing(found as Record<string, Record<string, unknown>>)).toEqual([]);
});
