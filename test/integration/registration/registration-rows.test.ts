// What the stores of registrations, seeding, waitlist, check-in and guests return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { checkInVerdicts } from '../../../src/tournaments/check-in/check-in.ts';
import * as checkIns from '../../../src/tournaments/check-in/check-in-store.ts';
import * as exchange from '../../../src/tournaments/exchange/exchange-store.ts';
import * as guests from '../../../src/tournaments/guests/guest-store.ts';
import { listMatches } from '../../../src/tournaments/matches/match-store.ts';
import { cancel, decide } from '../../../src/tournaments/registration/change-store.ts';
import * as entrants from '../../../src/tournaments/registration/entrant-store.ts';
import { listOwnRegistrations } from '../../../src/tournaments/registration/own-registration-store.ts';
import {
  listPlayerTournaments,
  listTeamTournaments,
} from '../../../src/tournaments/registration/player-tournament-store.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import * as registrations from '../../../src/tournaments/registration/registration-store.ts';
import * as reminders from '../../../src/tournaments/reminders/reminder-store.ts';
import { drawShape } from '../../../src/tournaments/seeding/contract.ts';
import type { PublishedDraw } from '../../../src/tournaments/seeding/published-draw.ts';
import * as seedings from '../../../src/tournaments/seeding/seeding-store.ts';
import * as store from '../../../src/tournaments/store.ts';
import * as offers from '../../../src/tournaments/waitlist/offer-store.ts';
import * as waitlist from '../../../src/tournaments/waitlist/waitlist-store.ts';
import { type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { changeRow, outboxJson, registerRow } from '../../support/rules/row-shapes.ts';
import { registration, tournament } from '../../support/rules/tournament-shapes.ts';
import {
  aTeam,
  draftLike,
  enterTeam,
  idOf,
  now,
  page,
  playerOf,
  type RowTournaments,
  rowTournaments,
  stateChange,
} from '../../support/tournaments/row-tournaments.ts';
import { aTournament, enter, move, ok, people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const legIds = () => [newId('transaction'), newId('transaction')] as const;
const registrationIds = z.array(id('registration'));
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

it('registrations', async () => {
  for (const each of [open, over]) {
    const [first] = await check.of(registrations.listRegistrations, z.array(registration), db, idOf(each), page);
    await check.of(registrations.findRegistration, registration.nullable(), db, first?.id as Id<'registration'>);
  }
  const { id: registrationId, tournamentId, playerId, teamId, displayName, state } = registration.shape;
  const entrant = z.strictObject({ id: registrationId, tournamentId, playerId, displayName, state });
  await check.of(entrants.findEntrant, entrant.nullable(), db.sql, teamEntry);
  await check.of(entrants.lockEntrant, entrant.nullable(), db.sql, teamEntry);
  await check.of(entrants.listEntrants, registrationIds, db.sql, idOf(open), ['pending']);
  const place = z.strictObject({ playerId: id('player'), displayName: z.string().nullable() });
  await check.of(entrants.listRoster, z.array(place), db.sql, teamEntry);
  const { title, game, startsAt, registrationOpensAt, registrationClosesAt } = tournament.shape;
  const shown = { title, state: tournament.shape.state, startsAt, registrationOpensAt, registrationClosesAt };
  const own = z.strictObject({ registration, tournament: z.strictObject(shown), isReadable: z.boolean() });
  for (const each of [mate, over.players[0]])
    await check.of(listOwnRegistrations, z.array(own), db, playerOf(each), ['pending', 'confirmed'], page);
  const ofPlayer = z.strictObject({
    registration: z.strictObject({ id: registrationId, teamId, displayName, state }),
    tournament: z.strictObject({ ...shown, id: tournament.shape.id, game }),
    rank: z.int().nullable(),
  });
  for (const each of [over, live])
    await check.of(listPlayerTournaments, z.array(ofPlayer), db, playerOf(each.players[0]), page);
  const approved = await enterTeam(open, ...((await people(2)) as [Person, Person]));
  ok(await post(`/v1/registrations/${approved}/approval`, { as: open.organizer, body: {} }), 200);
  const entered = await registrations.findRegistration(db, approved);
  await check.of(listTeamTournaments, z.array(ofPlayer), db, entered?.teamId as Id<'team'>, page);
  const { club, country, rating } = registration.shape;
  const seedable = z.strictObject({ id: registrationId, club, country, rating, earlierRank: z.int().nullable() });
  await check.of(seedings.listSeedable, z.array(seedable), db.sql, idOf(live), idOf(over));
  const named = { id: registrationId, displayName, seed: registration.shape.seed };
  const exported = z.strictObject({ ...named, club, country, rating });
  await check.of(exchange.listExported, z.array(exported), db, idOf(live));
  const none = { method: 'rating' as const, seed: null, placementsOf: null, separateBy: null };
  const draw = { ...none, entrants: [], given: [], levels: [], order: [], clashes: [] };
  await check.of(seedings.writeDraw, z.void(), db.sql, idOf(live), { draw, drawnAt: now });
  const { drawnAt, ...fields } = drawShape.shape;
  const isDraw = (value: unknown) => z.strictObject(fields).safeParse(value).success;
  const found = z.strictObject({ draw: z.custom<PublishedDraw>(isDraw), drawnAt });
  await check.of(seedings.findDraw, found.nullable(), db, idOf(live));
  const seeded = await check.of(registrations.confirmedEntrants, registrationIds, db.sql, idOf(live));
  await check.of(registrations.writeSeeds, z.void(), db.sql, idOf(live), seeded);
});

it('acts on registrations', async () => {
  const [first, second] = (await people(2)) as [Person, Person];
  const entry = {
    ...{ id: newId('registration'), tournamentId: idOf(open), playerId: playerOf(first), createdAt: systemClock() },
    ...{ teamId: await aTeam(first, second), roster: null, displayName: null, ownName: null, printedName: null },
    ...{ club: 'Dhaka Chess Club', country: 'BD', invitationHash: null },
    ...{ language: 'bn' as const, eventId: newId('event') },
    fee: { holdId: newId('hold'), transferId: newId('transfer'), legIds: legIds() },
  };
  await check.of(registrations.register, registerRow, db, null, entry);
  const act = (actor: Person) => ({
    ...{ registrationId: entry.id, actorId: playerOf(actor), isAdmin: false, reason: null, now: systemClock() },
    ...{ eventId: newId('event'), auditId: newId('audit'), transferId: newId('transfer'), legIds: legIds() },
  });
  await check.of(decide, changeRow, db, null, { ...act(open.organizer), state: 'confirmed' });
  await check.of(cancel, changeRow, db, null, act(first));
  await check.of(cancel, changeRow, db, null, act(first));
  await check.of(entrants.writeProfile, z.void(), db.sql, teamEntry, { club: 'Dhaka Chess Club', rating: 1850 });
  await check.of(entrants.removeEntrants, z.void(), db.sql, idOf(open), [teamEntry], 'rejected');
  const { draft, audit } = await draftLike(db, over);
  const cancelled = draft.id;
  await store.insertTournament(db.sql, draft, audit);
  await store.changeState(db.sql, stateChange(over.organizer, cancelled, 'draft', 'cancelled'));
  await check.of(entrants.listUnsettled, tournamentIds, db.sql, 10);
  await check.of(entrants.markSettled, z.void(), db.sql, cancelled);
});

it('the waitlist', async () => {
  const full = await aTournament({ capacity: 2 });
  await move(full, 'published', 'registration_open');
  const players = await people(3);
  await enter(full, players);
  const waiting = z.array(registration).refine((all) => all.some(({ waitlist }) => waitlist !== null));
  await check.of(registrations.listRegistrations, waiting, db, idOf(full), page);
  await db.sql`
    WITH left_over AS (UPDATE tournament_registration SET state = 'cancelled' WHERE tournament_id = ${full.id} AND player_id = ${players[0]?.id ?? ''})
    UPDATE tournament_tournament SET confirmed_count = 1 WHERE id = ${full.id}`;
  await check.of(waitlist.listPromotable, tournamentIds, db, 10);
  await check.of(waitlist.promote, z.array(outboxJson), db, idOf(full), now);
  const [last] = await registrations.listRegistrations(db, idOf(full), page);
  const rejected = [last?.id as Id<'registration'>];
  await check.of(waitlist.rejectEntrants, z.array(outboxJson), db.sql, idOf(full), rejected, now);
});

it('offers and reminders', async () => {
  const full = await aTournament({
    capacity: 2,
    offerMinutes: 30,
    checkInMinutes: 60,
    startsAt: addSeconds(now, 1800),
  });
  await move(full, 'published', 'registration_open');
  const players = await people(3);
  await enter(full, players);
  const ids = (await registrations.listRegistrations(db, idOf(full), page)).map(({ id: each }) => each);
  const [first, , last] = ids as [Id<'registration'>, Id<'registration'>, Id<'registration'>];
  ok(await post(`/v1/registrations/${first}/cancellation`, { as: players[0] as Person, body: {} }), 200);
  await check.of(offers.findFeeOf, coins, db, last);
  const asked = {
    ...{ registrationId: last, actorId: players[2]?.id as Id<'player'>, accepts: true, now },
    ...{ eventId: newId('event'), holdId: newId('hold'), transferId: newId('transfer') },
    legIds: [newId('transaction'), newId('transaction')] as const,
  };
  const outcome = z.strictObject({ id: id('registration'), state: z.literal('confirmed') });
  const answered = z.strictObject({ verdict: z.literal('done'), outcome, events: z.array(outboxJson) });
  await check.of(offers.answerOffer, answered, db, null, asked);
  await check.of(reminders.listRemindable, tournamentIds.min(1), db, now, 10);
  await check.of(reminders.remind, z.array(outboxJson).min(1), db, idOf(full), now);
  const all = await listMatches(db, idOf(live), page);
  // Those that the start has said.
  await db.sql`DELETE FROM tournament_reminder WHERE tournament_id = ${live.id}`;
  await check.of(reminders.announceReady, z.array(outboxJson).min(1), db.sql, idOf(live), all, now);
});

it('check-in', async () => {
  const stage = await aTournament({ checkInMinutes: 1440, startsAt: addSeconds(systemClock(), 3600) });
  await move(stage, 'published', 'registration_open');
  const [player] = (await people(1)) as [Person];
  await enter(stage, [player]);
  const [entrant] = await registrations.listRegistrations(db, idOf(stage), page);
  const asked = {
    ...{ actorId: playerOf(player), isAdmin: false, tournamentId: null, isUndo: false, auditId: newId('audit') },
    ...{ registrationIds: [entrant?.id as Id<'registration'>], now: systemClock() },
  };
  const { state, checkInMinutes, startsAt } = tournament.shape;
  const item = z.strictObject({
    ...{ registrationId: id('registration'), verdict: z.enum(checkInVerdicts), checkedInAt: instant.nullable() },
    ...{ state: z.enum(registrationStates).nullable(), sanction: z.null() },
  });
  const outcome = z.strictObject({
    tournament: z.strictObject({ state, checkInMinutes, startsAt }),
    items: z.array(item),
  });
  const row = z.strictObject({ verdict: z.literal('done'), outcome, events: z.array(outboxJson) });
  await check.of(checkIns.checkIn, row, db, null, asked);
  await check.of(registrations.listRegistrations, z.array(registration), db, idOf(stage), page);
  await db.sql`UPDATE tournament_registration SET checked_in_at = NULL WHERE tournament_id = ${stage.id}`;
  await check.of(checkIns.closeCheckIn, z.array(outboxJson), db.sql, idOf(stage), systemClock());
});

it('guests', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const { id: registrationId, displayName } = registration.shape;
  const known = z.array(z.strictObject({ id: registrationId, displayName }));
  const list = z.strictObject({ mode: tournament.shape.mode, places: z.int(), waitlist: z.int(), known });
  await check.of(guests.findGuestList, list, db.sql, idOf(over));
  const [codeHash, other] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];
  const guest = {
    ...{ id: newId('registration'), playerId: newId('player'), displayName: 'Grace', printedName: null, codeHash },
    ...{ language: 'en' as const, club: 'Castle', country: 'BD', rating: 1850, state: 'confirmed' as const },
  };
  await check.of(guests.insertGuests, z.array(outboxJson), db.sql, idOf(stage), [guest], now);
  await check.of(registrations.listRegistrations, z.array(registration), db, idOf(stage), page);
  const prize = { registrationId: guest.id, rank: 1, amount: 5n };
  await check.of(guests.writeWaitingPrizes, z.void(), db.sql, [prize]);
  const waiting = z.strictObject({ registrationId, rank: z.int(), amount: z.bigint() });
  await check.of(guests.listWaitingPrizes, z.array(waiting), db, idOf(stage));
  await check.of(guests.renewClaimCode, z.literal('done'), db.sql, guest.id, other);
  const asked = { codeHash: other, actorId: newId('player'), eventId: newId('event'), auditId: newId('audit'), now };
  const outcome = z.strictObject({
    ...{ registrationId, tournamentId: id('tournament'), prizeRank: z.int().nullable() },
    prizeAmount: z.string().nullable(),
  });
  const events = z.array(outboxJson);
  const done = z.strictObject({ verdict: z.literal('done'), outcome, events });
  const repeated = z.strictObject({
    verdict: z.literal('repeated'),
    outcome: z.strictObject({ registrationId }),
    events,
  });
  await check.of(guests.claimGuest, z.union([done, repeated]), db.sql, asked);
  await check.of(guests.claimGuest, z.union([done, repeated]), db.sql, { ...asked, auditId: newId('audit') });
});

it('every function of these stores is checked', () => {
  const found = {
    ...import.meta.glob('../../../src/tournaments/{check-in,exchange,guests,registration}/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/{reminders,seeding,waitlist}/*store.ts', { eager: true }),
  } as Record<string, Record<string, unknown>>;
  expect(Object.keys(found).length).toBe(12);
  expect(check.missing(found)).toEqual([]);
});
