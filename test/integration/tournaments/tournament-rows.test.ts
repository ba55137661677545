// What the stores of tournaments return is what they declare, for tournaments, their setup, stages, matches and registrations.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { checkInVerdicts } from '../../../src/tournaments/check-in/check-in.ts';
import * as checkIns from '../../../src/tournaments/check-in/check-in-store.ts';
import * as completions from '../../../src/tournaments/completion/completion-store.ts';
import { leave } from '../../../src/tournaments/departures/departure-store.ts';
import * as evidence from '../../../src/tournaments/evidence/evidence-store.ts';
import * as exchange from '../../../src/tournaments/exchange/exchange-store.ts';
import * as guests from '../../../src/tournaments/guests/guest-store.ts';
import * as history from '../../../src/tournaments/matches/history/history-store.ts';
import * as matches from '../../../src/tournaments/matches/match-store.ts';
import * as scores from '../../../src/tournaments/matches/scores/score-store.ts';
import * as silence from '../../../src/tournaments/matches/silence/silence-store.ts';
import * as staff from '../../../src/tournaments/matches/staff/staff-store.ts';
import * as ratingLists from '../../../src/tournaments/rating-lists/rating-list-store.ts';
import * as ratings from '../../../src/tournaments/rating-lists/rating-store.ts';
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
import * as changes from '../../../src/tournaments/setup/change-store.ts';
import { listEntriesOf, listOrganizers } from '../../../src/tournaments/setup/expand-store.ts';
import { listTournaments } from '../../../src/tournaments/setup/list-store.ts';
import { everyTournament } from '../../../src/tournaments/setup/tournament-filter.ts';
import * as stageEntrants from '../../../src/tournaments/stages/course/stage-entrant-store.ts';
import * as entries from '../../../src/tournaments/stages/entries/entry-store.ts';
import * as rounds from '../../../src/tournaments/stages/rounds/round-store.ts';
import type { Stage as StagePlan } from '../../../src/tournaments/stages/stage.ts';
import * as stages from '../../../src/tournaments/stages/stage-store.ts';
import * as store from '../../../src/tournaments/store.ts';
import type { Tournament, TournamentState } from '../../../src/tournaments/tournament.ts';
import * as offers from '../../../src/tournaments/waitlist/offer-store.ts';
import * as waitlist from '../../../src/tournaments/waitlist/waitlist-store.ts';
import { call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { coins, id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import {
  changeRow,
  correctionRow,
  forfeitRow,
  leaveRow,
  outboxJson,
  registerRow,
  resultRow,
  scoreRow,
  silenceRow,
} from '../../support/rules/row-shapes.ts';
import {
  addedEvidence,
  matchView,
  rankedStage,
  registration,
  roundProgress,
  stage,
  stageEntrant,
  storedEvidence,
  storedMatch,
  storedResult,
  tournament,
} from '../../support/rules/tournament-shapes.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const [page, now] = [{ after: null, limit: 20 }, systemClock()];
/** A report of `now` is confirmed by silence then. */
const later = addSeconds(now, 16 * 60);
const legIds = () => [newId('transaction'), newId('transaction')] as const;
const idOf = ({ id: own }: Stage) => own as Id<'tournament'>;
const playerOf = (person: Person | undefined) => person?.id as Id<'player'>;
const registrationIds = z.array(id('registration'));
const tournamentIds = z.array(id('tournament'));

type Played = Awaited<ReturnType<typeof aLiveTournament>>;

let db: Database;
/** Tournaments of four players: in `over` all matches are played, in `live` none before the test of matches. */
let over: Played;
let live: Played;
/** Open for registration: by approval, with one team. */
let open: Stage;
/** Of the team, not its captain. */
let mate: Person;
let teamEntry: Id<'registration'>;

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  over = await aLiveTournament(4, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }], game: 'Chess' });
  await playAllMatches(over);
  await move(over, 'completed');
  ok(await call('PATCH', '/v1/me', { as: over.organizer, body: { displayName: 'Olga' } }), 200);
  // So that every column is read with a value.
  await db.sql`
    UPDATE tournament_tournament SET accent_color = '#336699', prizes = '{"kind": "fixed", "places": [5]}', settled_at = now(), seeding_method = 'random',
      seeding_seed = 'seed', registration_opens_at = now() - interval '2 hours', registration_closes_at = now() - interval '1 hour'
    WHERE id = ${over.id}`;
  live = await aLiveTournament(4, {
    stages: [{ format: 'double_elimination' }],
    prizes: { kind: 'percent', places: [70, 30] },
  });
  open = await aTournament({ mode: 'team', rosterSize: 2, requiresApproval: true });
  await move(open, 'published', 'registration_open');
  const [captain, second] = (await people(2)) as [Person, Person];
  mate = second;
  teamEntry = await enterTeam(captain, mate);
  return () => db.close();
});

async function aTeam(first: Person, second: Person): Promise<Id<'team'>> {
  const team = ok(await post('/v1/teams', { as: first, body: { name: 'Engines' } }), 201);
  ok(await post(`/v1/teams/${team.id}/members`, { as: second, body: { joinCode: team.joinCode } }), 201);
  return team.id;
}

async function enterTeam(first: Person, second: Person): Promise<Id<'registration'>> {
  const body = { teamId: await aTeam(first, second), printedName: 'The Engines' };
  return ok(await post(`/v1/tournaments/${open.id}/registrations`, { as: first, body }), 201).id;
}

const auditOf = (tournamentId: Id<'tournament'>) => ({
  id: newId('audit'),
  actorId: playerOf(over.organizer),
  refId: tournamentId,
  createdAt: now,
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

/** A draft as the first tournament, with other fields. */
async function insert(fields: Partial<Tournament> = {}): Promise<Tournament> {
  const like = (await store.findTournament(db, idOf(over))) as Tournament;
  const draft = { ...like, id: newId('tournament'), state: 'draft' as const, ...fields };
  const audit = { ...auditOf(draft.id), event: 'tournament.created' as const };
  await check.of(store.insertTournament, z.void(), db.sql, draft, audit);
  return draft;
}

function change(tournamentId: Id<'tournament'>, from: TournamentState, to: TournamentState) {
  const event = { id: newId('event'), type: 'tournament_state_changed' as const, createdAt: now };
  const audit = { ...auditOf(tournamentId), event: 'tournament.state_changed' as const, meta: { to } };
  return check.of(store.changeState, outboxJson.nullable(), db.sql, {
    ...{ id: tournamentId, from: [from], to, now, event, audit },
  });
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
  await change(robin.id, 'draft', 'published');
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
  await check.of(store.writeSeeding, z.void(), db.sql, robin.id, 'random', 'seed');
  const event = { id: newId('event'), type: 'placements_final' as const, createdAt: now };
  await check.of(store.insertEvent<'placements_final'>, outboxJson, db.sql, robin.id, event, {
    placements: 0,
    requiresReview: false,
  });
  const audit = { ...auditOf(robin.id), event: 'tournament.seeded' as const, meta: { method: 'random', seed: 'seed' } };
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
  const changed = { ...auditOf(draftId), event: 'tournament.changed' as const, meta: { fields: 'title' } };
  const renamed = { ...before.tournament, title: 'Spring Open' };
  const update = { tournament: renamed, fields: ['title'], version: before.version, audit: changed };
  await check.of(changes.updateTournament, z.literal(true), db.sql, update);
  const deleted = { ...auditOf(draftId), event: 'tournament.deleted' as const };
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

it('stages and matches', async () => {
  const version = z.strictObject({
    ...{ eventSeq: z.int(), state: z.literal('live'), stage },
  });
  const read = await check.of(rounds.findStageVersion, version.nullable(), db, idOf(live), 1);
  await check.of(rounds.lockUnchanged, z.literal(true), db.sql, idOf(live), read?.eventSeq ?? 0);
  const all = await matches.listMatches(db, idOf(live), page);
  // Those that the start has said.
  await database.sql`DELETE FROM tournament_reminder WHERE tournament_id = ${live.id}`;
  await check.of(reminders.announceReady, z.array(outboxJson).min(1), db.sql, idOf(live), all, now);
  for (const each of [over, live, open]) await check.of(stages.lockStages, z.array(stage), db.sql, idOf(each));
  for (const each of [over, live]) {
    await check.of(stageEntrants.listStageEntrants, z.array(stageEntrant), db.sql, idOf(each), 1);
    await check.of(stageEntrants.listRounds, z.array(roundProgress), db.sql, idOf(each), 1);
  }
  await check.of(stageEntrants.listRankings, z.array(rankedStage), db.sql, idOf(over));
  const [planned] = (await stages.lockStages(db.sql, idOf(open))) as [StagePlan];
  await check.of(stages.updatePlan, z.void(), db.sql, idOf(open), { ...planned, name: 'Cup' });
  const rated = z.strictObject({ unratedCount: z.int(), hasList: z.boolean() });
  await check.of(stageEntrants.insertStageEntrants, rated, db.sql, idOf(open), 1, [
    { registrationId: teamEntry, seed: 1, group: 1 },
  ]);
  const entry = { tournamentId: idOf(open), stage: 1, registrationId: teamEntry };
  await check.of(entries.replaceByes, z.void(), db.sql, entry, [{ round: 2, points: 'half' }]);
  const asked = z.strictObject({
    registrationId: id('registration'),
    byes: z.array(z.strictObject({ round: z.int(), points: z.enum(['half', 'zero']) })),
  });
  await check.of(entries.listAskedByes, z.array(asked), db.sql, idOf(open), 1);
  await check.of(entries.deleteByesExcept, z.void(), db.sql, idOf(open), 1, [{ registrationId: teamEntry, round: 2 }]);
  await check.of(entries.forfeitToLate, z.void(), db.sql, entry, now);
  await check.of(entries.isPlaying, z.boolean(), db.sql, idOf(open), newId('player'));
  const judged = z.strictObject({
    ...{ verdict: z.literal('may_enter'), facts: z.null(), name: z.string(), players: z.null() },
  });
  const larry = {
    playerId: newId('player'),
    teamId: null,
    roster: null,
    displayName: 'Larry',
    language: 'en' as const,
  };
  await db.sql`UPDATE tournament_tournament SET capacity = capacity + 1 WHERE id = ${idOf(live)}`;
  await check.of(entries.judgeLate, judged, db.sql, idOf(live), larry, now);
  const late = { id: newId('registration'), tournamentId: idOf(live), entrant: larry, name: 'Larry', players: null };
  await check.of(entries.insertLateRegistration, z.void(), db.sql, { ...late, seed: 90, now });
  await check.of(stages.deletePlan, z.void(), db.sql, idOf(open), 8);
  const rank = { registrationId: teamEntry, rank: 1, decidedBy: 'final' };
  await check.of(stageEntrants.writeRanking, z.void(), db.sql, idOf(open), 1, [rank]);
  await check.of(stages.isRoundOpen, z.literal(true), db, idOf(live), { number: 1, group: 1, round: 1 });
  const views = await check.of(matches.listMatches, z.array(matchView), db, idOf(live), { after: null, limit: 100 });
  const [first, second] = views.filter((match) => match.state === 'ready') as [matches.MatchView, matches.MatchView];
  const act = (kind: 'report' | 'confirm', side: matches.Entrant | null) => ({
    ...{ matchId: first.id, kind, actorId: side?.playerId as Id<'player'>, isAdmin: false, scores: [2, 0] },
    games: kind === 'report' ? [4, 3].map((score) => ({ scores: [score, 1] })) : undefined,
    ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit'), claim: null, now },
  });
  const stood = { scores: [1, 0], games: [], matchId: first.id, eventId: newId('event'), now };
  const sayer = { actorId: first.slots[0]?.entrant?.playerId as Id<'player'>, isAdmin: false };
  await check.of(scores.writeScore, scoreRow, db, { ...stood, ...sayer });
  await check.of(matches.settleResult, resultRow, db, act('report', first.slots[0]?.entrant ?? null));
  await check.of(matches.findMatch, matchView.nullable(), db, first.id);
  await check.of(matches.findMatches, z.array(matchView), db, [first.id]);
  await check.of(history.listResults, z.array(storedResult), db, first.id, page);
  await check.of(history.isInMatch, z.literal(true), db, first.id, first.slots[0]?.entrant?.playerId as Id<'player'>);
  await check.of(silence.listSilent, tournamentIds, db, later, 10);
  await check.of(silence.listSilentOf, tournamentIds, db, first.slots[0]?.entrant?.playerId as Id<'player'>, later);
  await check.of(silence.settleSilence, silenceRow, db, idOf(live), now);
  const file = { key: 'evidence/1', sha256: 'f', sizeBytes: 1, contentType: 'image/png' as const };
  const giver = first.slots[0]?.entrant?.playerId as Id<'player'>;
  const given = { id: newId('evidence'), matchId: first.id, playerId: giver, isAdmin: false, url: null, file, now };
  await check.of(evidence.addEvidence, addedEvidence, db.sql, given);
  await check.of(evidence.finishEvidence, z.literal(true), db, given.id, file.key, now);
  await check.of(evidence.addEvidence, addedEvidence, db.sql, { ...given, playerId: newId('player') });
  const url = { id: newId('evidence'), url: 'https://video.test/', file: null };
  await check.of(evidence.addEvidence, addedEvidence, db.sql, { ...given, ...url });
  await check.of(evidence.findEvidence, storedEvidence.nullable(), db, given.id);
  await check.of(evidence.listEvidence, z.array(storedEvidence), db, first.id);
  await check.of(matches.settleResult, resultRow, db, act('confirm', first.slots[1]?.entrant ?? null));
  // Nobody comes from the other match.
  await db.sql`SELECT tournament_complete_match(${second.id}, 'double_forfeit', ${now}::timestamptz)`;
  for (const each of [over, live]) {
    await check.of(matches.listMatches, z.array(matchView), db, idOf(each), { after: null, limit: 100 });
    await check.of(stages.listStageMatches, z.array(storedMatch), db.sql, idOf(each), 1);
  }
  const own = z.strictObject({ match: matchView, ownRegistrationId: id('registration'), tournamentTitle: z.string() });
  await check.of(matches.listOwnMatches, z.array(own), db, playerOf(live.players[0]), null, page);
  const slot = (side: matches.Entrant | null, sourceNumber: number) => ({
    ...{ registrationId: side?.registrationId ?? null, kind: 'seed' as const, sourceMatch: null, sourceNumber },
  });
  const added = { id: newId('match'), key: { group: 9, round: 1, position: 0 }, createdAfter: first.id };
  await check.of(matches.insertMatches, z.void(), db.sql, { tournamentId: idOf(live), stage: 1, now }, [
    { ...added, slots: [slot(first.slots[0]?.entrant ?? null, 1), slot(first.slots[1]?.entrant ?? null, 2)] },
  ]);
  await expect(stages.moveStage(db.sql, idOf(live), 1, 'completed')).rejects.toThrow('stage 1 is live');
  await db.sql`UPDATE tournament_match SET state = 'cancelled' WHERE tournament_id = ${idOf(live)} AND state <> 'completed'`;
  await check.of(stages.moveStage, z.void(), db.sql, idOf(live), 1, 'completed');
});

it('acts of staff and departures', async () => {
  const running = await aLiveTournament(4);
  const [first] = await matches.listMatches(db, idOf(running), { after: null, limit: 100 });
  const act = () => ({
    ...{ matchId: first?.id as Id<'match'>, actorId: playerOf(running.organizer), isAdmin: false },
    ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit'), claim: null, now },
  });
  await check.of(staff.settleForfeit, forfeitRow, db, { ...act(), absent: [0] });
  const correction = { scores: [2, 1], cascade: false };
  for (const dryRun of [true, false])
    await check.of(staff.settleCorrection, correctionRow, db, { ...act(), ...correction, dryRun });
  const [entrant] = await registrations.listRegistrations(db, idOf(running), page);
  const leaving = {
    registrationId: entrant?.id as Id<'registration'>,
    actorId: playerOf(running.organizer),
    isAdmin: true,
  };
  for (const to of ['withdrawn', 'disqualified', 'withdrawn'] as const)
    await check.of(leave, leaveRow, db, null, {
      ...{ ...leaving, to, reason: 'ill', now },
      ...{ eventId: newId('event'), auditId: newId('audit') },
    });
  z.array(storedMatch).parse(await stages.listStageMatches(db.sql, idOf(running), 1));
  const players = await stageEntrants.listStageEntrants(db.sql, idOf(running), 1);
  expect(
    z
      .array(stageEntrant)
      .parse(players)
      .map(({ left }) => left),
  ).toContain('disqualified');
  await check.of(stages.cancelMatches, z.void(), db.sql, idOf(running));
});

it('registrations', async () => {
  for (const each of [open, over]) {
    const [first] = await check.of(registrations.listRegistrations, z.array(registration), db, idOf(each), page);
    await check.of(registrations.findRegistration, registration.nullable(), db, first?.id as Id<'registration'>);
  }
  const { id: registrationId, tournamentId, playerId, teamId, displayName, state } = registration.shape;
  const entrant = z.strictObject({ id: registrationId, tournamentId, playerId, displayName, state });
  await check.of(store.isGone, z.literal(false), db, { kind: 'registration', id: teamEntry });
  await check.of(store.isGone, z.literal(true), db, { kind: 'match', id: newId('match') });
  await check.of(store.isGone, z.literal(false), db, { kind: 'wallet', id: newId('wallet') });
  await check.of(store.findTournamentOf, tournament.shape.id.nullable(), db, teamEntry);
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
  const approved = await enterTeam(...((await people(2)) as [Person, Person]));
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
  const { id: cancelled } = await insert();
  await change(cancelled, 'draft', 'cancelled');
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

it('rating lists', async () => {
  const owner = playerOf(over.organizer);
  const list = { id: newId('ratingList'), ownerId: owner, name: 'Club', system: 'glicko2' as const, createdAt: now };
  const shape = z.strictObject({
    ...{ id: id('ratingList'), ownerId: id('player'), name: z.string(), system: z.literal('glicko2') },
    createdAt: instant,
  });
  await check.of(ratingLists.insertRatingList, z.void(), db.sql, list);
  await check.of(ratingLists.findRatingList, shape.nullable(), db, list.id);
  await check.of(ratingLists.listRatingLists, z.array(shape), db, owner, page);
  const audit = { ...auditOf(idOf(over)), event: 'tournament.counted' as const, meta: { ratingListId: list.id } };
  await check.of(ratingLists.writeCounted, z.void(), db.sql, idOf(over), list.id, audit);
  const counted = z.strictObject({ ratingListId: id('ratingList').nullable(), isRated: z.boolean() });
  await check.of(ratingLists.findCounted, counted, db, idOf(over));
  await check.of(ratings.listUnratedLists, z.array(id('ratingList')), db, 5);
  await check.of(ratings.lockRatingList, z.void(), db.sql, list.id);
  const ended = z.strictObject({ id: id('tournament'), number: z.int().nullable() });
  await check.of(ratings.listCounted, z.array(ended), db.sql, list.id);
  const standing = z.strictObject({ playerId: id('player'), place: z.int() });
  await check.of(ratings.listPlayedMatches, z.array(z.array(standing)), db.sql, idOf(over));
  const rated = { rating: 1512.25, deviation: 200, volatility: 0.06, games: 3, lastNumber: 1 };
  await check.of(ratings.writeRatings, z.void(), db.sql, list.id, new Map([[playerOf(over.players[0]), rated]]));
  await check.of(ratings.numberCounted, z.void(), db.sql, [idOf(over)]);
  const number = z.number();
  const ratedShape = z.strictObject({
    rating: number,
    deviation: number,
    volatility: number,
    games: z.int(),
    lastNumber: z.int(),
  });
  await check.of(ratings.readRatings, z.map(id('player'), ratedShape), db.sql, list.id);
  const shown = z.strictObject({
    playerId: id('player'),
    displayName: z.string(),
    rating: number,
    deviation: number,
    games: z.int(),
  });
  await check.of(ratingLists.listRatedPlayers, z.array(shown), db, list.id, page);
  await check.of(ratings.clearRatings, z.void(), db.sql, list.id);
});

it('every function of these stores is checked', () => {
  const found = import.meta.glob('../../../src/tournaments/**/*store.ts', { eager: true });
  // match-day-rows.test.ts, staff-rows.test.ts and sandbox-rows.test.ts check the others.
  const others =
    /\/(tournaments\/(line-ups|match-check-in|referee-calls|disputes|rosters|schedule|vetoes|staff|series|dashboard|conditions|auto-start|sandbox)|matches\/next-match-store.*)(\/|\.ts$)/;
  for (const path of Object.keys(found)) if (others.test(path)) delete found[path];
  expect(Object.keys(found).length).toBe(30);
  expect(check.missing(found)).toEqual([]);
});
