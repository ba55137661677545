// The row types of sanctions and appeals, on real rows.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as watch from '../../../src/live/watch-store.ts';
import { appealOutcomes } from '../../../src/moderation/appeals/appeal.ts';
import * as appeals from '../../../src/moderation/appeals/appeal-store.ts';
import * as effects from '../../../src/moderation/effects/effect-store.ts';
import { draftStates } from '../../../src/moderation/effects/hosting-review.ts';
import { noticeKinds } from '../../../src/moderation/notices/notice.ts';
import * as notices from '../../../src/moderation/notices/notice-store.ts';
import * as store from '../../../src/moderation/sanctions/store.ts';
import * as strikes from '../../../src/moderation/strikes/strike-store.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import { type Sanction, sanctionAreas, sanctionKinds } from '../../../src/sanctions/sanction.ts';
import { remainders } from '../../../src/tournaments/departures/removal.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { outboxJson } from '../../support/rules/row-shapes.ts';
import { aLiveTournament, aTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as never;

let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const know = (player: string) =>
  database.sql`INSERT INTO identity_player (id, created_at) VALUES (${player}, ${now as string}::timestamptz)`;

const sanction = z.strictObject({
  id: id('sanction'),
  playerId: id('player'),
  kind: z.enum(sanctionKinds),
  areas: z.array(z.enum(sanctionAreas)).nullable(),
  tournamentId: id('tournament').nullable(),
  reasonCode: z.enum(sanctionReasonCodes),
  statement: z.string(),
  note: z.string().nullable(),
  startsAt: instant,
  endsAt: instant.nullable(),
  imposedBy: id('player'),
  createdAt: instant,
  needsConfirmation: z.boolean(),
  confirmedBy: id('player').nullable(),
  confirmedAt: instant.nullable(),
  revokedBy: id('player').nullable(),
  revokedAt: instant.nullable(),
  revokeReason: z.string().nullable(),
  fulfilledAt: instant.nullable(),
  earlierId: id('sanction').nullable(),
  isReduced: z.boolean(),
});

function aSanction(given: Pick<Sanction, 'imposedBy' | 'playerId' | 'needsConfirmation'>): Sanction {
  return {
    id: newId('sanction'),
    kind: 'ban',
    areas: ['competing', 'hosting'],
    tournamentId: null,
    reasonCode: 'fraud',
    statement: 'Said.',
    note: 'Kept.',
    startsAt: now,
    endsAt: null,
    createdAt: now,
    confirmedBy: null,
    confirmedAt: null,
    revokedBy: null,
    revokedAt: null,
    revokeReason: null,
    fulfilledAt: null,
    earlierId: null,
    isReduced: false,
    ...given,
  };
}

it('sanctions', async () => {
  const [imposedBy, second, playerId] = [newId('player'), newId('player'), newId('player')];
  const imposed = aSanction({ imposedBy, playerId, needsConfirmation: true });
  const audit = () => ({ id: newId('audit'), actorId: imposedBy, refId: imposed.id, createdAt: now }) as const;
  const verdict = z.enum(['done', 'closed', 'own_sanction', 'not_found', 'conflict_of_interest']);
  const inserted = z.enum(['done', 'player_not_found', 'tournament_not_found', 'conflict_of_interest']);
  await know(playerId);
  await check.of(
    store.insertSanction,
    inserted,
    db.sql,
    imposed,
    { ...audit(), event: 'sanction.imposed', meta: {} },
    true,
  );
  expect(await check.of(store.findSanction, sanction.nullable(), db.sql, imposed.id)).toEqual(imposed);
  const decision = { id: imposed.id, actorId: second, now };
  await check.of(store.confirm, verdict, db.sql, decision, { ...audit(), event: 'sanction.confirmed' });
  const revocation = { ...decision, reason: 'A mistake.' };
  await check.of(store.revoke, verdict, db.sql, revocation, { ...audit(), event: 'sanction.revoked', meta: {} });
  await check.of(store.listSanctionsOf, z.array(sanction), db, playerId, { after: null, limit: 5 });
  await check.of(store.forgetEndedSubjects, z.void(), db, now);
});

it('removals and reviews', async () => {
  const actorId = newId('player');
  const stage = await aLiveTournament(2);
  const tournamentId = stage.id as Id<'tournament'>;
  const audit = {
    ...({
      id: newId('audit'),
      event: 'tournament.hosting_reviewed',
      actorId,
      refId: tournamentId,
      createdAt: now,
    } as const),
    meta: { note: 'Seen.', outcome: 'approved' },
  };
  const verdict = z.enum(['done', 'not_found', 'conflict_of_interest', 'published', 'changed', 'not_on_probation']);
  const review = { tournamentId, outcome: 'approved', reason: null, seenHash: null, actorId, now } as const;
  await check.of(effects.reviewHosting, verdict, db.sql, review, audit);
  const { id: draftId, organizer } = await aTournament();
  const probation = { imposedBy: actorId, playerId: organizer.id as Id<'player'>, needsConfirmation: false };
  const imposed = { ...aSanction(probation), kind: 'hosting_probation', areas: null } as const;
  await store.insertSanction(
    db.sql,
    imposed,
    { ...audit, id: newId('audit'), event: 'sanction.imposed', meta: {} },
    true,
  );
  const draft = z.strictObject({
    ...{ tournamentId: id('tournament'), title: z.string(), organizerId: id('player'), state: z.enum(draftStates) },
    ...{ startsAt: instant, settingsHash: z.string().length(32), sanctionId: id('sanction') },
  });
  const waiting = await check.of(effects.listHostingDrafts, z.array(draft), db.sql, { actorId, now, limit: 5 });
  expect(waiting).toMatchObject([{ tournamentId: draftId, sanctionId: imposed.id }]);

  const [entrant] = await database.sql<{ id: Id<'registration'>; playerId: Id<'player'> }[]>`
    SELECT id, player_id AS "playerId" FROM tournament_registration WHERE tournament_id = ${stage.id} ORDER BY id`;
  const { id: registrationId, playerId } = entrant as NonNullable<typeof entrant>;
  const suspension = {
    ...aSanction({ imposedBy: actorId, playerId, needsConfirmation: false }),
    ...({ kind: 'suspend', areas: null } as const),
  };
  await store.insertSanction(
    db.sql,
    suspension,
    { ...audit, id: newId('audit'), event: 'sanction.imposed', meta: {} },
    true,
  );
  const act = () => ({
    ...{ sanctionId: suspension.id, registrationId, actorId, now: systemClock() },
    ...{ eventId: newId('event'), auditId: newId('audit') },
  });
  const removed = z.strictObject({
    ...{ id: id('registration'), state: z.literal('disqualified'), tournamentId: id('tournament') },
    stages: z.array(
      z.strictObject({ number: z.int(), format: z.string(), settings: z.record(z.string(), z.unknown()) }),
    ),
    silence: z.array(outboxJson),
    forfeits: z.array(z.looseObject({ matchId: id('match') })),
    ...{ changed: z.array(id('match')), played: z.array(id('match')) },
  });
  const done = z.strictObject({ verdict: z.literal('done'), outcome: removed, event: outboxJson });
  await check.of(effects.removeFrom, done as never, db.sql, act());
  const removal = z.strictObject({
    ...{ sanctionId: id('sanction'), registrationId: id('registration'), tournamentId: id('tournament') },
    ...{ removedBy: id('player'), removedAt: instant, reversedAt: instant.nullable() },
    ...{ remainder: z.enum(remainders).nullable(), matchesGoneOn: z.array(id('match')) },
  });
  await check.of(effects.listRemovals, z.array(removal), db.sql, suspension.id);
  await store.revoke(
    db.sql,
    { id: suspension.id, actorId, now: systemClock(), reason: 'No.' },
    { ...audit, id: newId('audit'), event: 'sanction.revoked', meta: {} },
  );
  const due = z.strictObject({ sanctionId: id('sanction'), registrationId: id('registration') });
  await check.of(effects.listRemovalsToReverse, z.array(due), db.sql, playerId, systemClock());
  await check.of(effects.restoreEntrant, z.array(outboxJson), db.sql, act());
});

it('strikes, and who may watch', async () => {
  const [imposedBy, playerId, tournament] = [newId('player'), newId('player'), newId('tournament')];
  const imposed = aSanction({ imposedBy, playerId, needsConfirmation: false });
  const audit = () =>
    ({ id: newId('audit'), actorId: imposedBy, refId: imposed.id, createdAt: now, meta: {} }) as const;
  await know(playerId);
  await store.insertSanction(db.sql, { ...imposed, areas: null }, { ...audit(), event: 'sanction.imposed' }, false);
  const added = { sanctionId: imposed.id, playerId, points: 3, createdAt: now, decaysAt: addSeconds(now, 60) };
  await check.of(strikes.addStrike, z.void(), db.sql, added);
  const strike = z.strictObject({
    ...{ sanctionId: id('sanction'), playerId: id('player'), reasonCode: z.enum(sanctionReasonCodes), points: z.int() },
    ...{ createdAt: instant, decaysAt: instant, dismissedBy: id('player').nullable(), dismissedAt: instant.nullable() },
    ...{ dismissReason: z.string().nullable(), revokedAt: instant.nullable() },
    ...{ needsConfirmation: z.boolean(), confirmedAt: instant.nullable() },
  });
  const verdict = z.enum(['done', 'closed', 'own_sanction', 'not_found']);
  const dismissal = { sanctionId: imposed.id, actorId: imposedBy, reason: 'No.', now };
  const dismissed = { ...audit(), event: 'strike.dismissed' } as const;
  expect(await check.of(strikes.dismiss, verdict, db.sql, dismissal, dismissed)).toBe('done');
  expect(await check.of(strikes.findStrike, strike.nullable(), db.sql, imposed.id)).toMatchObject({ dismissedAt: now });
  await check.of(strikes.listStrikes, z.array(strike), db.sql, playerId, 5);

  const reason = z.enum(['sanctioned', 'not allowed']);
  const barred = z.array(z.strictObject({ room: id('tournament'), reason }));
  const watching = z.strictObject({ barred, nextStartsAt: instant.nullable() });
  const facts = z.record(z.string(), z.union([z.string(), z.null()]));
  const watcher = { player: playerId, now };
  const right = z.strictObject({ sanction: facts.nullable(), isReadable: z.boolean() });
  const room = { id: tournament, isAdmin: true };
  await check.of(watch.findWatchRight, right, db, watcher, room);
  const judged = await check.of(watch.judgeWatcher, watching, db, { player: playerId, now: addSeconds(now, -60) }, [
    room,
  ]);
  // There is no such tournament.
  expect(judged).toEqual({ barred: [{ room: tournament, reason: 'not allowed' }], nextStartsAt: now });
  expect((await watch.judgeWatcher(db, watcher, [room])).barred).toEqual([{ room: tournament, reason: 'sanctioned' }]);
  const stores = import.meta.glob('../../../src/live/watch-store.ts', { eager: true });
  expect(check.missing(stores as never)).toEqual([]);
});

const appeal = z.strictObject({
  id: id('appeal'),
  sanctionId: id('sanction'),
  playerId: id('player'),
  text: z.string(),
  createdAt: instant,
  outcome: z.enum(appealOutcomes).nullable(),
  statement: z.string().nullable(),
  endsAt: instant.nullable(),
  decidedBy: id('player').nullable(),
  decidedAt: instant.nullable(),
});

it('appeals', async () => {
  const [imposedBy, ruler, playerId] = [newId('player'), newId('player'), newId('player')];
  const imposed = aSanction({ imposedBy, playerId, needsConfirmation: false });
  const audit = {
    id: newId('audit'),
    event: 'sanction.imposed',
    actorId: imposedBy,
    refId: imposed.id,
    createdAt: now,
    meta: {},
  } as const;
  await know(playerId);
  await store.insertSanction(db.sql, imposed, audit, true);
  const sent = {
    id: newId('appeal'),
    playerId,
    sanctionId: imposed.id,
    text: 'It was not me, look again.',
    createdAt: now,
  };
  const sending = z.enum(['done', 'not_found', 'appealed', 'closed', 'too_early', 'too_late']);
  expect(await check.of(appeals.sendAppeal, sending, db.sql, sent, 14)).toBe('done');
  await check.of(appeals.listOpenAppeals, z.array(appeal), db, { after: null, limit: 5 });
  await check.of(appeals.findAppealOf, appeal.nullable(), db, imposed.id);
  const decision = {
    id: sent.id,
    actorId: ruler,
    outcome: 'lifted',
    statement: 'True.',
    endsAt: null,
    newSanctionId: newId('sanction'),
    now,
  } as const;
  const deciding = z.enum(['done', 'not_found', 'decided', 'own_sanction', 'conflict_of_interest', 'not_shorter']);
  const ruled = { ...audit, id: newId('audit'), event: 'appeal.decided', refId: sent.id } as const;
  expect(await check.of(appeals.decideAppeal, deciding, db.sql, decision, ruled)).toBe('done');
  expect(await check.of(appeals.findAppeal, appeal.nullable(), db.sql, sent.id)).toMatchObject({
    outcome: 'lifted',
    decidedBy: ruler,
  });
  const notice = z.looseObject({
    ...{ key: z.string(), at: instant, kind: z.enum(noticeKinds), facts: z.record(z.string(), z.unknown()) },
    ...{ sanctionId: id('sanction').nullable(), appealId: id('appeal').nullable(), reportId: z.null() },
    ...{ tournamentId: id('tournament').nullable(), registrationId: z.null() },
  });
  const page = { after: null, limit: 5 };
  const found = await check.of(notices.listNotices, z.array(notice) as never, db, { playerId, since: null, now }, page);
  expect(found.map(({ kind }) => kind).sort()).toEqual(['appeal_decided', 'sanction_imposed']);
  const stores = import.meta.glob('../../../src/moderation/{sanctions,appeals,strikes,effects,notices}/*store.ts', {
    eager: true,
  });
  expect(check.missing(stores as never)).toEqual([]);
});
