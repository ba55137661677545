// What the stores of single matches return is what they declare.

import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { disputeOutcomes, disputeReasons, openingOutcomes } from '../../../src/tournaments/disputes/dispute.ts';
import type { OpeningRow } from '../../../src/tournaments/disputes/dispute-store.ts';
import * as disputes from '../../../src/tournaments/disputes/dispute-store.ts';
import * as lineUps from '../../../src/tournaments/line-ups/line-up-store.ts';
import { matchCheckInOutcomes } from '../../../src/tournaments/match-check-in/match-check-in.ts';
import * as checkIns from '../../../src/tournaments/match-check-in/match-check-in-store.ts';
import { matchStates } from '../../../src/tournaments/matches/result.ts';
import { callReasons } from '../../../src/tournaments/referee-calls/referee-call.ts';
import * as calls from '../../../src/tournaments/referee-calls/referee-call-store.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import * as rosters from '../../../src/tournaments/rosters/roster-store.ts';
import * as schedules from '../../../src/tournaments/schedule/schedule-store.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { vetoActors, vetoKinds } from '../../../src/tournaments/vetoes/veto.ts';
import * as vetoes from '../../../src/tournaments/vetoes/veto-store.ts';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { facts, liveStage, outboxJson } from '../../support/rules/row-shapes.ts';
import { aMatchDay, aTeamDay, type MatchDay, matchAt, shortVeto } from '../../support/tournaments/match-days.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const page = { after: null, limit: 20 };
let db: Database;
let day: MatchDay;
beforeAll(async () => {
  db = openDatabase(database.url, 2);
  day = await aMatchDay(
    4,
    { matchCheckInMinutes: 10, restMinutes: 60, stations: ['A'] },
    { stages: [{ format: 'single_elimination' }] },
  );
});
afterAll(() => db.close());

const idOf = () => day.id as Id<'tournament'>;

it('match plans and schedules', async () => {
  const plan = z.strictObject({
    ...{
      matchCheckInMinutes: z.int().nullable(),
      matchMinutes: z.int(),
      restMinutes: z.int(),
      stations: z.array(z.string()),
      lineUpMin: z.int().nullable(),
      lineUpMax: z.int().nullable(),
      blindLineUps: z.boolean(),
    },
  });
  const found = await check.of(schedules.findMatchPlan, plan.nullable(), db.sql, idOf());
  if (found !== null)
    await check.of(schedules.writeMatchPlan, z.void(), db.sql, idOf(), { ...found, stations: ['B', 'A'] });
  const roundMatch = z.strictObject({ id: id('match'), state: z.enum(matchStates), stream: z.string().nullable() });
  const matches = await check.of(schedules.listRoundMatches, z.array(roundMatch), db.sql, idOf(), {
    stage: 1,
    round: 1,
    group: null,
  });
  const [one, other] = matches.map((match) => match.id) as [Id<'match'>, Id<'match'>];
  const entry = (matchId: Id<'match'>, hour: number) => ({
    ...{
      matchId,
      startsAt: addSeconds(systemClock(), hour * 3600 + 1e9),
      endsAt: addSeconds(systemClock(), hour * 3600 + 1e9 + 1800),
    },
    ...{ station: 'A', stream: null, isPostponed: false },
  });
  const written = z.strictObject({
    isTooEarly: z.boolean(),
    conflicts: z.array(z.strictObject({ matchId: id('match'), otherMatchId: id('match'), subject: z.string() })),
    warnings: z.array(
      z.strictObject({
        ...{
          code: z.literal('short_rest'),
          matchId: id('match'),
          otherMatchId: id('match'),
          registrationId: id('registration'),
        },
        minutes: z.int(),
      }),
    ),
  });
  await check.of(schedules.writeSchedule, written, db.sql, idOf(), [entry(one, 0)], 60);
  const { conflicts } = await check.of(schedules.writeSchedule, written, db.sql, idOf(), [entry(other, 0)], 60);
  expect(conflicts).toEqual([{ matchId: other, otherMatchId: one, subject: 'at:A' }]);
  const warning = z.strictObject({
    ...{ code: z.enum(['double_booked', 'short_rest']), matchId: id('match'), otherMatchId: id('match') },
    ...{ subject: z.string(), minutes: z.int().nullable() },
  });
  await check.of(schedules.listScheduleWarnings, z.array(warning), db.sql, idOf(), 10);
  await check.of(schedules.moveCheckIn, z.void(), db.sql, one, true, systemClock());
  await check.of(schedules.writeCall, z.void(), db.sql, idOf(), one, systemClock());
  const nothing = {
    stage: null,
    round: null,
    station: null,
    registrationId: null,
    startsAfter: null,
    startsBefore: null,
    isPostponed: null,
  };
  await check.of(schedules.listScheduledIds, z.array(id('match')), db.sql, idOf(), nothing, page);
});

it('check-ins before matches', async () => {
  const match = await matchAt(day, '1.1.0');
  const outcome = z.strictObject({
    ...{
      outcome: z.enum(matchCheckInOutcomes),
      state: z.enum(matchStates),
      registrationId: id('registration').nullable(),
    },
    ...{ tournamentId: id('tournament'), tournamentState: z.enum(tournamentStates), sanction: z.null() },
    ...{ opensAt: instant.nullable(), closesAt: instant.nullable(), stages: z.array(liveStage) },
  });
  const row = z.strictObject({
    verdict: z.enum(['done', 'repeated']).nullable(),
    outcome: outcome.nullable(),
    events: z.array(outboxJson),
  });
  await db.sql`UPDATE tournament_schedule SET starts_at = NULL, ends_at = NULL WHERE match_id = ${match.id}`;
  const act = { matchId: match.id, registrationId: null, actorId: match.slots[0].entrant.playerId, isAdmin: false };
  await check.of(checkIns.checkInToMatch, row, db, null, { ...act, auditId: newId('audit'), now: systemClock() });
  const later = addSeconds(systemClock(), 1e9);
  const [due] = await check.of(checkIns.listDueMatchCheckIns, z.array(id('match')), db, later, 1);
  const closed = z.strictObject({
    ...{ tournament: id('tournament').nullable(), stages: z.array(liveStage).nullable(), event: outboxJson.nullable() },
  });
  await check.of(checkIns.closeDueMatchCheckIn, closed, db, due as Id<'match'>, later);
  const again = await checkIns.closeDueMatchCheckIn(db, due as Id<'match'>, later);
  expect([again.stages, again.event]).toEqual([null, null]);
});

it('line-ups, vetoes and calls for a referee', async () => {
  const teams = await aTeamDay({ lineUpMin: 1, lineUpMax: 2 });
  const [team] = teams.teams;
  const [match, of] = [(await matchAt(teams, '1.1.0')).id as Id<'match'>, teams.id as Id<'tournament'>];
  const [registrationId, player] = [team.registrationId as Id<'registration'>, team.mate.id as Id<'player'>];
  const now = systemClock();
  await check.of(lineUps.writeLineUp, z.void(), db.sql, match, { registrationId, players: [player], now });
  const lineUp = z.strictObject({
    ...{
      registrationId: id('registration'),
      captainId: id('player'),
      roster: z.array(id('player')),
      setAt: instant.nullable(),
    },
    players: z.array(z.strictObject({ playerId: id('player'), displayName: z.string().nullable() })),
  });
  await check.of(lineUps.listLineUps, z.array(lineUp), db.sql, match);
  await database.sql`SELECT sanction_impose(${newId('sanction')}, ${newId('player')}, ${player}, 'suspend', NULL, NULL, 'fraud', 'Said.', NULL,
    ${now}::timestamptz, NULL, false, ${now}::timestamptz)`;
  await check.of(lineUps.findLineUpSanction, facts.nullable(), db.sql, of, { players: [player], now });

  const veto = { ...shortVeto, sides: [], steps: [{ kind: 'pick' as const, by: 'a' as const }] };
  const vetoPlan = z.strictObject({
    ...{ maps: z.array(z.string()), sides: z.array(z.string()), stepSeconds: z.int() },
    steps: z.array(z.strictObject({ kind: z.enum(vetoKinds), by: z.enum(vetoActors) })),
  });
  await check.of(vetoes.writeVetoPlan, z.literal(true), db.sql, of, 1, veto);
  await check.of(vetoes.findVetoPlan, vetoPlan.nullable(), db.sql, of, 1);
  const [entrantA, entrantB] = teams.teams.map((each) => each.registrationId as Id<'registration'>) as [
    Id<'registration'>,
    Id<'registration'>,
  ];
  await check.of(vetoes.startVeto, z.void(), db.sql, match, { entrantA, entrantB, startedAt: now });
  await check.of(vetoes.insertVetoAct, z.void(), db.sql, match, { step: 0, choice: 'Dust', chosenAt: now });
  const act = z.strictObject({ step: z.int(), choice: z.string(), chosenAt: instant });
  await check.of(vetoes.insertVetoGame, z.void(), db.sql, match, { game: 1, winner: null, saidAt: now }, player);
  const game = z.strictObject({ game: z.int(), winner: z.literal([0, 1]).nullable(), saidAt: instant });
  const stored = z.strictObject({
    ...{ entrantA: id('registration'), entrantB: id('registration'), startedAt: instant, acts: z.array(act) },
    games: z.array(game),
  });
  await check.of(vetoes.findVeto, stored.nullable(), db.sql, match);
  const open = z.strictObject({
    matchId: id('match'),
    tournamentId: id('tournament'),
    seedingSeed: z.string().nullable(),
  });
  await check.of(vetoes.listOpenVetoes, z.array(open), db, addSeconds(now, 9_999), 10);
  await check.of(vetoes.noteVetoState, z.literal(true), db.sql, of, `${match} 1`, now);

  await check.of(calls.findSideOf, id('registration').nullable(), db.sql, match, player);
  const call = {
    ...{ id: newId('refereeCall'), tournamentId: of, matchId: match, registrationId, callerId: player },
    ...{ reason: 'rules' as const, calledAt: now, resolvedAt: null, resolvedBy: null },
  };
  const callRow = z.strictObject({
    ...{
      id: id('refereeCall'),
      tournamentId: id('tournament'),
      matchId: id('match'),
      registrationId: id('registration'),
    },
    ...{ callerId: id('player'), reason: z.enum(callReasons), calledAt: instant, resolvedAt: instant.nullable() },
    resolvedBy: id('player').nullable(),
  });
  await check.of(calls.insertCall, z.void(), db.sql, call);
  await check.of(calls.listCalls, z.array(callRow), db.sql, of, true, page);
  await check.of(calls.resolve, z.literal(true), db.sql, call.id, { resolvedBy: player, now });
  await check.of(calls.findCall, callRow.nullable(), db.sql, call.id);
});

it('disputes', async () => {
  const teams = await aTeamDay({});
  const [reporting, contesting] = teams.teams;
  const [match, of] = [(await matchAt(teams, '1.1.0')).id as Id<'match'>, teams.id as Id<'tournament'>];
  ok(await post(`/v1/matches/${match}/reports`, { as: reporting.captain, body: { scores: [2, 1] } }), 200);
  const [actorId, now] = [contesting.captain.id as Id<'player'>, systemClock()];
  const opening = z.union([
    z.strictObject({
      verdict: z.enum(['done', 'repeated']),
      outcome: z.strictObject({
        ...{
          outcome: z.enum(openingOutcomes),
          disputeId: id('dispute'),
          registrationId: id('registration').nullable(),
        },
        ...{ state: z.enum(matchStates), tournamentId: id('tournament'), tournamentState: z.enum(tournamentStates) },
        ...{ sanction: facts.nullable(), openedAt: instant },
        ...{ silence: z.array(outboxJson), stages: z.array(liveStage) },
      }),
      event: outboxJson.nullable(),
    }),
    z.strictObject({
      verdict: z.enum(['idempotency_mismatch', 'idempotency_in_flight']),
      outcome: z.null(),
      event: z.null(),
    }),
    z.strictObject({ verdict: z.null(), outcome: z.null(), event: z.null() }),
  ]) satisfies z.ZodType<OpeningRow>;
  const contested = { matchId: match, reason: 'other' as const, text: 'The last game was not played.', actorId };
  const disputeId = newId('dispute');
  await check.of(disputes.insertDispute, opening, db, null, { ...contested, disputeId, eventId: newId('event'), now });
  const shown = z.strictObject({
    ...{ id: id('dispute'), tournamentId: id('tournament'), matchId: id('match'), registrationId: id('registration') },
    ...{ openerId: id('player'), reason: z.enum(disputeReasons), text: z.string().nullable(), openedAt: instant },
    ...{ outcome: z.enum(disputeOutcomes).nullable(), closedAt: instant.nullable(), closedBy: id('player').nullable() },
  });
  await check.of(disputes.findDispute, shown.nullable(), db.sql, disputeId);
  await check.of(disputes.findDisputant, id('player').nullable(), db.sql, disputeId);
  await check.of(disputes.listMatchDisputes, z.array(shown), db.sql, match, page);
  await check.of(disputes.listDisputes, z.array(shown), db.sql, of, true, page);
  await check.of(disputes.withdraw, z.literal(true), db.sql, disputeId, actorId, now);
  ok(await post(`/v1/matches/${match}/confirmations`, { as: contesting.captain, body: { scores: [2, 1] } }), 200);
  const second = newId('dispute');
  const after = systemClock();
  await disputes.insertDispute(db, null, { ...contested, disputeId: second, eventId: newId('event'), now: after });
  await check.of(disputes.listDisputedMatches, z.array(id('match')), db.sql, of, 1);
  await check.of(disputes.reject, z.literal(true), db.sql, second, reporting.mate.id as Id<'player'>, after);
});

it('changes of rosters', async () => {
  const { teams } = await aTeamDay({});
  const [{ registrationId, captain, mate }] = teams;
  const [entry, players] = [registrationId as Id<'registration'>, [captain.id, mate.id] as Id<'player'>[]];
  const locked = z.strictObject({
    ...{ tournamentId: id('tournament'), teamId: id('team').nullable(), captainId: id('player') },
    ...{ tournamentState: z.enum(tournamentStates), registrationState: z.enum(registrationStates) },
    ...{ registrationClosesAt: instant.nullable(), rosterSize: z.int().nullable(), rosterSizeMax: z.int().nullable() },
    ...{ roster: z.array(id('player')), barred: z.array(id('player')) },
  });
  await check.of(rosters.findEntry, locked.nullable(), db.sql, entry, systemClock());
  const judged = z.strictObject({
    ...{ team: z.enum(['team_not_found', 'not_captain', 'not_members']).nullable(), teamFacts: facts.nullable() },
    ...{ sanction: facts.nullable(), elsewhere: z.array(id('player')), conditionFacts: facts.nullable() },
    condition: z.enum(['not_on_list', 'invitation_required', 'invitation_not_valid']).nullable(),
  });
  await check.of(rosters.judgePlayers, judged, db.sql, entry, { players, now: systemClock() });
  await check.of(rosters.replaceRoster, z.boolean(), db.sql, entry, players.slice(0, 1));
});

it('every function of these stores is checked', () => {
  const found = {
    ...import.meta.glob('../../../src/tournaments/match-check-in/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/schedule/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/line-ups/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/vetoes/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/referee-calls/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/disputes/*store.ts', { eager: true }),
    ...import.meta.glob('../../../src/tournaments/rosters/*store.ts', { eager: true }),
  } as Record<string, Record<string, unknown>>;
  expect(Object.keys(found).length).toBe(7);
  expect(check.missing(found)).toEqual([]);
});
