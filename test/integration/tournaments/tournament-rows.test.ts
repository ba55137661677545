// What the stores of tournaments, their setup and their completion return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as completions from '../../../src/tournaments/completion/completion-store.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import * as changes from '../../../src/tournaments/setup/change-store.ts';
import { listEntriesOf, listOrganizers } from '../../../src/tournaments/setup/expand-store.ts';
import { listTournaments } from '../../../src/tournaments/setup/list-store.ts';
import { everyTournament } from '../../../src/tournaments/setup/tournament-filter.ts';
import * as store from '../../../src/tournaments/store.ts';
import type { Tournament } from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { outboxJson } from '../../support/rules/row-shapes.ts';
import { tournament } from '../../support/rules/tournament-shapes.ts';
import {
  auditOf,
  draftLike,
  idOf,
  now,
  page,
  playerOf,
  type RowTournaments,
  rowTournaments,
  stateChange,
} from '../../support/tournaments/row-tournaments.ts';

const database = useDatabase();
const check = new RowCheck();
const tournamentIds = z.array(id('tournament'));

let db: Database;
let over: RowTournaments['over'];
let live: RowTournaments['live'];
let open: RowTournaments['open'];
let mate: RowTournaments['mate'];
let teamEntry: RowTournaments['teamEntry'];

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  ({ over, live, open, mate, teamEntry } = await rowTournaments(db));
  return () => db.close();
});

it('why a player may host no tournament', async () => {
  const sanctioned = newId('player');
  await database.sql`SELECT sanction_impose(${newId('sanction')}, ${newId('player')}, ${sanctioned}, 'ban', NULL, NULL, 'fraud', 'Said.', NULL,
    ${now}::timestamptz, NULL, false, ${now}::timestamptz)`;
  const facts = z.strictObject({
    ...{ sanctionId: id('sanction'), kind: z.literal('ban'), reasonCode: z.literal('fraud'), tournamentId: z.null() },
    ...{ endsAt: z.null(), appealAt: z.string() },
  });
  await check.of(store.findHostSanction, facts.nullable() as never, db.sql, sanctioned, now);
  await database.sql`SELECT sanction_impose(${newId('sanction')}, ${newId('player')}, ${playerOf(over.organizer)}, 'hosting_probation', NULL, NULL,
    'fraud', 'Said.', NULL, ${now}::timestamptz, NULL, false, ${now}::timestamptz)`;
  const probation = facts.extend({ kind: z.literal('hosting_probation') });
  await check.of(store.findPublishSanction, probation.nullable() as never, db.sql, idOf(over), now);
});

async function insert(fields: Partial<Tournament> = {}): Promise<Tournament> {
  const { draft, audit } = await draftLike(db, over, fields);
  await check.of(store.insertTournament, z.void(), db.sql, draft, audit);
  return draft;
}

it('tournaments and their states', async () => {
  const points = { win: 3, draw: 1, loss: 0 };
  const choice = {
    format: 'round_robin' as const,
    settings: { legs: 2, points, allowsDraws: true, tieBreaks: ['wins'], lotsSeed: null },
  };
  const robin = await insert({
    stages: [
      { ...choice, number: 1, state: 'planned', name: 'League', groups: 1, entrants: null, bestOf: 5, scoring: 'wins' },
    ],
  });
  for (const each of [robin.id, idOf(over), idOf(live), idOf(open)])
    await check.of(store.findTournament, tournament.nullable(), db, each);
  const publication = stateChange(over.organizer, robin.id, 'draft', 'published');
  await check.of(store.changeState, outboxJson.nullable(), db.sql, publication);
  await check.of(store.listScheduled, tournamentIds, db, now, 10);
  await check.of(store.hasEntrant, z.literal(true), db, idOf(over), playerOf(over.players[0]));
  const { organizerId, state, publishedAt, mode, visibility, registrationClosesAt } = tournament.shape;
  const { capacity, entrantsMin, confirmedCount, prizes, entryFee, isSandbox } = tournament.shape;
  const locked = z.strictObject({
    ...{ organizerId, state, publishedAt, mode, visibility, registrationClosesAt },
    ...{ capacity, entrantsMin, confirmedCount, prizes, entryFee, isSandbox },
    isSettled: z.boolean(),
  });
  for (const each of [robin.id, idOf(live), idOf(over)]) await check.of(store.lockRow, locked.nullable(), db.sql, each);
  await check.of(store.isGone, z.literal(false), db, { kind: 'registration', id: teamEntry });
  await check.of(store.isGone, z.literal(true), db, { kind: 'match', id: newId('match') });
  await check.of(store.isGone, z.literal(false), db, { kind: 'wallet', id: newId('wallet') });
  await check.of(store.findTournamentOf, tournament.shape.id.nullable(), db, teamEntry);
  await check.of(store.writeSeeding, z.void(), db.sql, robin.id, 'random', 'seed');
  const event = { id: newId('event'), type: 'placements_final' as const, createdAt: now };
  await check.of(store.insertEvent<'placements_final'>, outboxJson, db.sql, robin.id, event, {
    placements: 0,
    requiresReview: false,
  });
  const audit = {
    ...auditOf(over.organizer, robin.id),
    event: 'tournament.seeded' as const,
    meta: { method: 'random', seed: 'seed' },
  };
  await check.of(store.insertAudit, z.void(), db.sql, audit);
});

it('placements', async () => {
  const placement = { registrationId: id('registration'), rank: z.int() };
  const named = z.strictObject({ ...placement, displayName: z.string(), decidedBy: z.string() });
  await check.of(store.listPlacements, z.array(named), db, idOf(over), page);
  const ranked = z.strictObject({ ...placement, playerId: id('player') });
  await check.of(store.listRanked, z.array(ranked), db.sql, idOf(over));
  const first = { registrationId: teamEntry, rank: 1, decidedBy: 'final' };
  await check.of(store.insertPlacements, z.void(), db.sql, idOf(open), [first]);
});

it('conclusions', async () => {
  const shape = z.strictObject({
    completedAt: instant,
    requiresReview: z.boolean(),
    approvedAt: instant.nullable(),
    certifiedAt: instant.nullable(),
  });
  await db.sql`UPDATE tournament_conclusion SET requires_review = true, approved_at = now(), approved_by = ${over.organizer.id}, certified_at = now()
    WHERE tournament_id = ${over.id}`;
  await check.of(completions.findConclusion, shape.nullable(), db.sql, idOf(over));
  await check.of(completions.reopenStages, z.void(), db.sql, idOf(open));
  await check.of(completions.insertConclusion, z.literal(false), db.sql, idOf(open), now);
  const approval = { by: newId('player'), now };
  await check.of(completions.approveConclusion, z.literal(false), db.sql, idOf(open), approval);
  const placed = z.strictObject({
    entrant: id('registration'),
    rank: z.int(),
    decidedBy: z.string(),
    isOut: z.boolean(),
  });
  const [first] = await check.of(completions.listPlaced, z.array(placed), db.sql, idOf(over));
  const same = { id: first?.entrant as Id<'registration'>, state: 'withdrawn' as const };
  await check.of(completions.writeDisqualification, z.void(), db.sql, idOf(over), same, []);
  await db.sql`UPDATE tournament_registration SET state = 'confirmed' WHERE id = ${same.id}`;
  await check.of(completions.judgeReview, z.void(), db.sql, idOf(over));
  await check.of(store.isEnteredIn, z.literal(true), db.sql, idOf(over), playerOf(over.players[0]));
  await check.of(completions.withdrawConclusion, z.literal(false), db.sql, idOf(over), now);
});

it('setup: changes, the list and what expands it', async () => {
  const { id: draftId } = await insert();
  const version = z.strictObject({ tournament, version: z.string(), hasEntrants: z.boolean() }).nullable();
  const read = async () =>
    (await check.of(changes.findVersion, version, db, draftId)) as NonNullable<z.output<typeof version>>;
  await check.of(changes.findVersion, version, db, idOf(over));
  const before = await read();
  const changed = {
    ...auditOf(over.organizer, draftId),
    event: 'tournament.changed' as const,
    meta: { fields: 'title' },
  };
  const renamed = { ...before.tournament, title: 'Spring Open' };
  const update = { tournament: renamed, fields: ['title'], version: before.version, audit: changed };
  await check.of(changes.updateTournament, z.literal(true), db.sql, update);
  const deleted = { ...auditOf(over.organizer, draftId), event: 'tournament.deleted' as const };
  await check.of(changes.deleteDraft, z.literal(true), db.sql, draftId, (await read()).version, deleted);
  const listed = z.strictObject({ tournament, isMatch: z.boolean(), isWalkEnd: z.boolean() });
  const request = { filter: everyTournament, after: null, limit: 20, now };
  await check.of(listTournaments, z.array(listed), db, request);
  const organizer = z.strictObject({ id: id('player'), displayName: z.string().nullable() });
  const people = [playerOf(over.organizer), newId('player')];
  await check.of(listOrganizers, z.array(organizer), db, people);
  const entry = z.strictObject({
    tournamentId: id('tournament'),
    id: id('registration'),
    state: z.enum(registrationStates),
  });
  await check.of(listEntriesOf, z.array(entry), db, playerOf(mate), [idOf(open)]);
});

it('every function of these stores is checked', () => {
  const found = import.meta.glob('../../../src/tournaments/{store,completion/*-store,setup/*-store}.ts', {
    eager: true,
  });
  expect(Object.keys(found).length).toBe(5);
  expect(check.missing(found)).toEqual([]);
});
