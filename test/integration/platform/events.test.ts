// Every event type of the list is written by an act of the API, and says what its schema says.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { toEvent } from '../../../src/outbox/append.ts';
import { eventPayloads, tournamentEvent } from '../../../src/outbox/contract.ts';
import worker from '../../../src/worker.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { manyOwners } from '../../support/ledger/ledger.ts';
import {
  aMatchDay,
  aTeamDay,
  checkInTo,
  matchAt,
  setLineUp,
  setSchedule,
  setVeto,
  shortVeto,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { decideRound, pairRound } from '../../support/tournaments/swiss-rounds.ts';
import {
  aLiveTournament,
  aTournament,
  matchesOf,
  move,
  ok,
  people,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const types = Object.keys(eventPayloads);

it('every type is written, numbered without gaps, and the feed answers it as its schema says', async () => {
  const stage = await aTournament({
    requiresApproval: true,
    entryFeeCoins: 5,
    prizes: { kind: 'fixed', places: [10] },
    checkInMinutes: 1440,
    startsAt: addSeconds(systemClock(), 3600),
  });
  await move(stage, 'published', 'registration_open');
  await enterGuest(stage);
  await enterAndDecide(stage, await manyOwners(4, 5));
  const swiss = await aLiveTournament(3, { capacity: 4, stages: [{ format: 'swiss', rounds: 3 }] });
  await decideRound(swiss, 1, () => [1, 0]);
  await plan(swiss);
  const entry = { playerId: newId('player'), displayName: 'Late Larry' };
  const path = `/v1/tournaments/${swiss.id}/stages/1/entrants`;
  const latecomer = ok(await post(path, { as: swiss.organizer, body: entry }), 201);
  const byes = [{ round: 2, points: 'half' }];
  const asked = { as: swiss.organizer, body: { byes } };
  ok(await call('PUT', `/v1/registrations/${latecomer.registrationId}/stages/1/byes`, asked), 200);
  await pairRound(swiss, 2);
  const referee = { playerId: (await aPerson()).id, role: 'referee' };
  ok(await post(`/v1/tournaments/${swiss.id}/staff`, { as: swiss.organizer, body: referee }), 201);
  const walkover = await aLiveTournament(2);
  const [only] = await matchesOf(walkover);
  ok(await post(`/v1/matches/${only?.id}/forfeits`, { as: walkover.organizer, body: { absent: [0] } }), 200);
  await move(walkover, 'completed');
  ok(await post(`/v1/tournaments/${walkover.id}/placement-approvals`, { as: walkover.organizer, body: {} }), 200);
  const { items: placed } = ok(await get(`/v1/tournaments/${walkover.id}/placements`), 200);
  const late = `/v1/registrations/${placed[1].registrationId}/late-disqualifications`;
  ok(await post(late, { as: walkover.organizer, body: { reason: 'Cheating' } }), 200);
  const restored = await aRestoredEntrant();
  const lobby = await aClosedLobby();
  const offered = await aDeclinedOffer();
  const blocked = await aBlockedStart();
  await decideCaseAbout(walkover, only?.id as string);
  const busy = await aBusyDay();
  await worker.scheduled(createScheduledController(), env);
  const written = [
    ...(await readEvents(await aPlannedTournament())),
    ...(await readEvents(walkover)),
    ...(await readEvents(stage)),
    ...(await readEvents(swiss)),
    ...(await readEvents(lobby)),
    ...(await readEvents(restored)),
    ...(await readEvents(await aCalledTeamMatch())),
    ...(await readEvents(offered)),
    ...(await readEvents(blocked)),
    ...(await readEvents(busy)),
  ];
  expect(new Set(written)).toEqual(new Set(types));
});

/** An entrant comes into a match while another one goes on; evidence is given and erased. */
async function aBusyDay(): Promise<Stage> {
  const from = (minutes: number) => addSeconds(systemClock(), minutes * 60);
  const day = await aMatchDay(4, {}, { stages: [{ format: 'single_elimination' }], startsAt: from(-60) });
  const [first, final] = [await matchAt(day, '1.1.0'), await matchAt(day, '1.2.0')];
  ok(await setSchedule(first.id, day.organizer, { startsAt: from(-20) }), 200);
  ok(await setSchedule(final.id, day.organizer, { startsAt: from(-5) }), 200);
  const giver = await sideOf(day, '1.1.0', 0);
  ok(await post(`/v1/matches/${first.id}/evidence`, { as: giver, body: { url: 'https://video.test/1' } }), 201);
  ok(await call('DELETE', `/v1/players/${giver.id}/personal-data`, { as: giver }), 204);
  ok(await call('PUT', `/v1/matches/${first.id}/score`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
  ok(await post(`/v1/matches/${first.id}/decisions`, { as: day.organizer, body: { scores: [1, 0] } }), 200);
  return day;
}

async function aBlockedStart(): Promise<Stage> {
  const startsAt = addSeconds(systemClock(), 300);
  const stage = await aTournament({ autoStart: 'always', startsAt, registrationClosesAt: startsAt });
  await move(stage, 'published', 'registration_open', 'registration_closed');
  await database.sql`
    UPDATE tournament_tournament SET registration_closes_at = now(), starts_at = now() WHERE id = ${stage.id}`;
  return stage;
}

/** Whom a sanction has removed, until it was revoked. */
async function aRestoredEntrant(): Promise<Stage> {
  const [stage, as] = [await aLiveTournament(2), await aPerson({ roles: ['moderator'] })];
  const [player] = stage.players;
  const terms = { playerId: player?.id, kind: 'suspend', reasonCode: 'other', statement: 'Said.' };
  const { id } = ok(await post('/v1/sanctions', { as, body: terms }), 201);
  const [entry] = ok(await get(`/v1/me/registrations`, { as: player as never }), 200).items;
  ok(await post(`/v1/sanctions/${id}/removals`, { as, body: { registrationId: entry.id } }), 200);
  ok(await post(`/v1/sanctions/${id}/revocation`, { as, body: { reason: 'A mistake.' } }), 200);
  return stage;
}

async function decideCaseAbout(stage: Stage, match: string): Promise<void> {
  const body = { subject: { type: 'match', id: match }, category: 'match_fixing', text: 'Nobody played.' };
  const { caseId } = ok(await post('/v1/reports', { as: stage.organizer, body }), 201);
  const decision = { version: 1, outcome: 'rejected', statement: 'It was a walkover.' };
  const as = await aPerson({ roles: ['admin'] });
  ok(await post(`/v1/moderation/cases/${caseId}/decision`, { as, body: decision }), 200);
}

/** Of a place that became free, minutes before check-in ends. */
async function aDeclinedOffer(): Promise<Stage> {
  const startsAt = addSeconds(systemClock(), 300);
  const stage = await aTournament({ capacity: 2, offerMinutes: 30, checkInMinutes: 60, startsAt });
  await move(stage, 'published', 'registration_open');
  const players = await people(3);
  const ids: string[] = [];
  for (const as of players)
    ids.push(ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id);
  ok(await post(`/v1/registrations/${ids[0]}/cancellation`, { as: players[0] as Person, body: {} }), 200);
  ok(await post(`/v1/registrations/${ids[2]}/offer-refusal`, { as: players[2] as Person, body: {} }), 200);
  return stage;
}

/** Scheduled and called; of three entrants two checked in. */
async function aClosedLobby(): Promise<Stage> {
  const day = await aMatchDay(3, { matchCheckInMinutes: 10 }, { stages: [{ format: 'free_for_all', lobbySize: 3 }] });
  const { id } = await matchAt(day, '1.1.0');
  ok(await setSchedule(id, day.organizer, { stream: 'https://stream.example.org/1' }), 200);
  ok(await post(`/v1/matches/${id}/calls`, { as: day.organizer, body: {} }), 200);
  for (const slot of [0, 2]) ok(await checkInTo(id, await sideOf(day, '1.1.0', slot)), 200);
  await database.sql`UPDATE tournament_match_check_in SET ready_at = ready_at - interval '10 minutes' WHERE match_id = ${id}`;
  expect((await checkInTo(id, await sideOf(day, '1.1.0', 1))).status).toBe(409);
  return day;
}

/** Settings, seeding, an entrant and a later stage change. */
async function plan(stage: Stage): Promise<void> {
  const path = `/v1/tournaments/${stage.id}`;
  ok(await call('PATCH', path, { as: stage.organizer, body: { title: 'Winter Open' } }), 200);
  const { items } = ok(await get(`${path}/registrations`), 200);
  ok(await call('PATCH', `/v1/registrations/${items[0].id}`, { as: stage.organizer, body: { rating: 1800 } }), 200);
}

/** Before the start. */
async function aPlannedTournament(): Promise<Stage> {
  const gauntlet = { format: 'gauntlet', entrants: { from: 'manual' } };
  const stage = await aTournament({ stages: [{ format: 'round_robin' }, gauntlet, gauntlet] });
  await move(stage, 'published', 'registration_open', 'registration_closed');
  const path = `/v1/tournaments/${stage.id}`;
  ok(await post(`${path}/seeding`, { as: stage.organizer, body: { method: 'registration_order' } }), 200);
  const body = { format: 'gauntlet', name: 'Final', entrants: { from: 'manual' } };
  ok(await call('PUT', `${path}/stages/2`, { as: stage.organizer, body }), 200);
  expect((await call('DELETE', `${path}/stages/3`, { as: stage.organizer })).status).toBe(204);
  return stage;
}

/** With a line-up, a veto, and a call for a referee. */
async function aCalledTeamMatch(): Promise<Stage> {
  const day = await aTeamDay({ lineUpMin: 1, lineUpMax: 1 });
  const [team] = day.teams;
  const { id } = await matchAt(day, '1.1.0');
  ok(await setLineUp(id, team.registrationId, team.captain, team.mate), 200);
  ok(await setVeto(day, shortVeto), 200);
  ok(await post(`/v1/matches/${id}/veto`, { as: team.captain, body: { action: 'start' } }), 200);
  const body = { reason: 'rules' };
  const { id: callId } = ok(await post(`/v1/matches/${id}/referee-calls`, { as: team.mate, body }), 201);
  ok(await post(`/v1/referee-calls/${callId}/resolution`, { as: day.organizer, body: {} }), 200);
  return day;
}

/** @returns the types. */
async function readEvents(stage: Stage): Promise<string[]> {
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
  expect(items.map(({ seq }: { seq: number }) => seq)).toEqual(items.map((_: unknown, index: number) => index + 1));
  for (const item of items) expect(tournamentEvent.parse(item)).toEqual(item);
  return items.map(({ type }: { type: string }) => type);
}

/** One of them claims the entry. */
async function enterGuest(stage: Stage): Promise<void> {
  const body = { displayName: 'Guest' };
  const { claimCode } = ok(await post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body }), 201);
  ok(await post('/v1/registrations/claims', { as: await aPerson(), body: { code: claimCode } }), 200);
}

/** Of four entrants one withdraws and one is rejected; the others play, and their first report is disputed. */
async function enterAndDecide(stage: Stage, entrants: readonly Person[]): Promise<void> {
  const ids: string[] = [];
  for (const as of entrants)
    ids.push(ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id);
  const act = async (index: number, name: string, as: Person) =>
    ok(
      await post(`/v1/registrations/${ids[index]}/${name}`, { as, ...(name === 'check-in' ? {} : { body: {} }) }),
      200,
    );
  for (const index of [0, 1]) {
    await act(index, 'approval', stage.organizer);
    await act(index, 'check-in', entrants[index] as Person);
  }
  await act(2, 'rejection', stage.organizer);
  await act(3, 'cancellation', entrants[3] as Person);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  const report = (as: Person | undefined, score: number) =>
    post(`/v1/matches/${match?.id}/reports`, { as, body: { scores: [score, 1] } });
  for (const [index, score] of [2, 3].entries()) ok(await report(entrants[index], score), 200);
  const body = { scores: [2, 1] };
  ok(await post(`/v1/matches/${match?.id}/decisions`, { as: stage.organizer, body }), 200);
  ok(await post(`/v1/matches/${match?.id}/corrections`, { as: stage.organizer, body: { scores: [3, 1] } }), 200);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  await untilIssued(stage);
}

it('a payload with one more or one less field is refused', async () => {
  const rows = await database.sql`SELECT to_jsonb(e) AS event FROM event_outbox e`;
  const written = rows.map(({ event }) => toEvent(event));
  expect(new Set(written.map(({ type }) => type))).toEqual(new Set(types));
  const isAllowed = (event: unknown) => tournamentEvent.safeParse(event).success;
  fc.assert(
    fc.property(fc.constantFrom(...written), fc.string(), fc.nat(), (event, key, index) => {
      const { [key]: present, ...others } = event.payload;
      if (present === undefined) expect(isAllowed({ ...event, payload: { ...others, [key]: 1 } })).toBe(false);
      const { shape } = eventPayloads[event.type].payload as { readonly shape?: Record<string, z.ZodType> };
      const names = Object.keys(event.payload).filter((name) => shape?.[name]?.safeParse(undefined).success !== true);
      const { [names[index % names.length] as string]: _, ...fewer } = event.payload;
      expect(isAllowed({ ...event, payload: fewer })).toBe(false);
    }),
  );
});

it('every version is 1 as long as stored events do not say theirs', async () => {
  const columns = await database.sql`
    SELECT column_name FROM information_schema.columns WHERE table_name = 'event_outbox' AND column_name = 'version'`;
  const versions = Object.values(eventPayloads).map(({ version }) => version);
  if (columns.length === 0) expect(new Set(versions)).toEqual(new Set([1]));
  for (const version of versions) expect(Number.isInteger(version)).toBe(true);
});
