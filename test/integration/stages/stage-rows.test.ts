// What the stores of stages, matches and their staff return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { leave } from '../../../src/tournaments/departures/departure-store.ts';
import * as evidence from '../../../src/tournaments/evidence/evidence-store.ts';
import * as history from '../../../src/tournaments/matches/history/history-store.ts';
import * as matches from '../../../src/tournaments/matches/match-store.ts';
import * as scores from '../../../src/tournaments/matches/scores/score-store.ts';
import * as silence from '../../../src/tournaments/matches/silence/silence-store.ts';
import * as staff from '../../../src/tournaments/matches/staff/staff-store.ts';
import * as registrations from '../../../src/tournaments/registration/registration-store.ts';
import * as stageEntrants from '../../../src/tournaments/stages/course/stage-entrant-store.ts';
import * as entries from '../../../src/tournaments/stages/entries/entry-store.ts';
import * as rounds from '../../../src/tournaments/stages/rounds/round-store.ts';
import type { Stage as StagePlan } from '../../../src/tournaments/stages/stage.ts';
import * as stages from '../../../src/tournaments/stages/stage-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, newId, RowCheck } from '../../support/rules/row-check.ts';
import {
  correctionRow,
  forfeitRow,
  leaveRow,
  resultRow,
  scoreRow,
  silenceRow,
} from '../../support/rules/row-shapes.ts';
import {
  addedEvidence,
  matchView,
  rankedStage,
  roundProgress,
  stage,
  stageEntrant,
  storedEvidence,
  storedMatch,
  storedResult,
} from '../../support/rules/tournament-shapes.ts';
import {
  idOf,
  now,
  page,
  playerOf,
  type RowTournaments,
  rowTournaments,
} from '../../support/tournaments/row-tournaments.ts';
import { aLiveTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
/** A report of `now` is confirmed by silence then. */
const later = addSeconds(now, 16 * 60);
const tournamentIds = z.array(id('tournament'));

let db: Database;
let over: RowTournaments['over'];
let live: RowTournaments['live'];
let open: RowTournaments['open'];
let teamEntry: RowTournaments['teamEntry'];

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  ({ over, live, open, teamEntry } = await rowTournaments(db));
  return () => db.close();
});

it('stages and matches', async () => {
  const version = z.strictObject({
    ...{ eventSeq: z.int(), state: z.literal('live'), stage },
  });
  const read = await check.of(rounds.findStageVersion, version.nullable(), db, idOf(live), 1);
  await check.of(rounds.lockUnchanged, z.literal(true), db.sql, idOf(live), read?.eventSeq ?? 0);
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

it('every function of these stores is checked', () => {
  const found = {
    ...import.meta.glob('../../../src/tournaments/stages/**/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/matches/{match-store,{history,scores,silence,staff}/*-store}.ts', {
      eager: true,
    }),
    ...import.meta.glob('../../../src/tournaments/{evidence,departures}/*store.ts', { eager: true }),
  } as Record<string, Record<string, unknown>>;
  expect(Object.keys(found).length).toBe(11);
  expect(check.missing(found)).toEqual([]);
});
