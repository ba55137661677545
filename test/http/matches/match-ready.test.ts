// The event `match_ready`: in the transaction of the act that makes a match playable, right after the event of the act, once for each time
// that a match becomes ready. Cron has nothing left to say.

import { expect, it } from 'vitest';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { openLive } from '../../support/live/live-socket.ts';
import {
  aMatchDay,
  checkInTo,
  eventsOf,
  type MatchDay,
  matchAt,
  sideOf,
} from '../../support/tournaments/match-days.ts';
import { aLiveTournament, matchesOf, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const single = { stages: [{ format: 'single_elimination' }] };

interface Told {
  readonly seq: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  readonly payload: any;
}

/** Types of the events after a number; of matches with their key. */
async function toldAfter(stage: Stage, seq: number): Promise<string[]> {
  const keyOf = ({ group, round, position }: Told['payload']) =>
    group === undefined ? '' : ` ${group}.${round}.${position}`;
  const told: Told[] = (await eventsOf(stage)).filter((event: Told) => event.seq > seq);
  return told.map(({ type, payload }) => type + keyOf(payload));
}

const headOf = async (stage: Stage): Promise<number> => (await eventsOf(stage)).at(-1).seq;
const decide = async (day: MatchDay, key: string, scores = [2, 0]) =>
  ok(await post(`/v1/matches/${(await matchAt(day, key)).id}/decisions`, { as: day.organizer, body: { scores } }), 200);
const correct = async (day: MatchDay, key: string, scores: number[]) =>
  post(`/v1/matches/${(await matchAt(day, key)).id}/corrections`, {
    as: day.organizer,
    body: { scores },
  });

/** What cron would say is said: for each match that is ready, once, with those who play it. */
async function expectAllSaid(stage: Stage): Promise<void> {
  const before = await headOf(stage);
  await tickCron();
  expect(await toldAfter(stage, before)).toEqual([]);
  const ready = (await matchesOf(stage)).filter(({ state }) => state === 'ready');
  const said: Told[] = (await eventsOf(stage)).filter(({ type }: Told) => type === 'match_ready');
  for (const { id, slots } of ready) {
    const ids = slots.flatMap(({ entrant }) =>
      entrant === null ? [] : [(entrant as { registrationId?: string }).registrationId],
    );
    expect(said.findLast(({ payload }) => payload.matchId === id)?.payload.registrationIds).toEqual(ids);
  }
}

it('the start says each match that can be played, in their order, after the bracket', async () => {
  const stage = await aLiveTournament(6, single);
  expect((await toldAfter(stage, 0)).slice(-5)).toEqual([
    ...['stage_started', 'bracket_generated', 'match_ready 1.1.1', 'match_ready 1.1.3', 'tournament_state_changed'],
  ]);
  await expectAllSaid(stage);
});

it('a result says the next match when both entrants are known, and rooms get it with the result', async () => {
  const day = await aMatchDay(4, {}, single);
  await decide(day, '1.1.0');
  const head = await headOf(day);
  const viewer = await openLive(`/live/tournaments/${day.id}`);
  await viewer.until(1);
  await decide(day, '1.1.1');
  expect(await toldAfter(day, head)).toEqual(['match_completed 1.1.1', 'match_ready 1.2.0']);
  await expect.poll(() => viewer.events().map(({ type }) => type)).toEqual(['match_completed', 'match_ready']);
  await expectAllSaid(day);
});

it('a repeated request says nothing again', async () => {
  const day = await aMatchDay(2, { matchCheckInMinutes: null }, { stages: [{ format: 'round_robin', legs: 2 }] });
  const [first] = (await matchesOf(day)) as unknown as [{ id: string }];
  const sent = { as: day.organizer, body: { scores: [1, 0] }, headers: { 'idempotency-key': crypto.randomUUID() } };
  for (const _ of [1, 2]) ok(await post(`/v1/matches/${first.id}/decisions`, sent), 200);
  expect((await toldAfter(day, 0)).filter((text) => text.startsWith('match_ready'))).toHaveLength(2);
});

it('silence says it, in the act that finds it', async () => {
  const day = await aMatchDay(4, {}, single);
  await decide(day, '1.1.0');
  const { id } = await matchAt(day, '1.1.1');
  ok(await post(`/v1/matches/${id}/reports`, { as: await sideOf(day, '1.1.1', 0), body: { scores: [2, 0] } }), 200);
  const head = await headOf(day);
  await database.sql`UPDATE tournament_match SET reported_at = reported_at - interval '1 hour' WHERE id = ${id}`;
  ok(await get(`/v1/matches/${id}`), 200);
  expect(await toldAfter(day, head)).toEqual(['match_completed 1.1.1', 'match_ready 1.2.0']);
  await expectAllSaid(day);
});

it('a forfeit says it, also where the next match is a walkover', async () => {
  const day = await aMatchDay(8, {}, single);
  const forfeit = async (key: string, ...absent: number[]) =>
    ok(
      await post(`/v1/matches/${(await matchAt(day, key)).id}/forfeits`, { as: day.organizer, body: { absent } }),
      200,
    );
  for (const key of ['1.1.0', '1.1.2', '1.1.3', '1.2.1']) await decide(day, key);
  const head = await headOf(day);
  // Nobody comes from 1.1.1, so that the winner of 1.1.0 is in the final without a match.
  await forfeit('1.1.1', 0, 1);
  expect(await toldAfter(day, head)).toEqual(['match_completed 1.1.1', 'match_ready 1.3.0']);
  await expectAllSaid(day);
});

it('a withdrawal says the matches of those who go on', async () => {
  const day = await aMatchDay(4, {}, single);
  await decide(day, '1.1.0');
  const head = await headOf(day);
  const leaver = (await matchAt(day, '1.1.1')).slots[0].entrant.registrationId;
  ok(await post(`/v1/registrations/${leaver}/withdrawals`, { as: day.organizer, body: {} }), 200);
  expect(await toldAfter(day, head)).toEqual(['registration_cancelled', 'match_ready 1.2.0']);
  await expectAllSaid(day);
});

it('check-in says it when all have come, not before', async () => {
  const day = await aMatchDay(2, { matchCheckInMinutes: 10 }, single);
  const { id } = await matchAt(day, '1.1.0');
  const head = await headOf(day);
  for (const slot of [0, 1]) ok(await checkInTo(id, await sideOf(day, '1.1.0', slot)), 200);
  expect(await toldAfter(day, 0)).not.toContain('match_ready');
  expect(await toldAfter(day, head)).toEqual(['match_checked_in', 'match_checked_in', 'match_ready 1.1.0']);
  await expectAllSaid(day);
});

it('a correction says a match again that others play now, and takes nothing else back', async () => {
  const day = await aMatchDay(4, {}, single);
  for (const key of ['1.1.0', '1.1.1']) await decide(day, key);
  const head = await headOf(day);
  ok(await correct(day, '1.1.0', [0, 2]), 200);
  expect(await toldAfter(day, head)).toEqual(['match_corrected 1.1.0', 'match_ready 1.2.0']);
  await expectAllSaid(day);
  // The same winner: the final is as it was.
  const later = await headOf(day);
  ok(await correct(day, '1.1.0', [0, 1]), 200);
  expect(await toldAfter(day, later)).toEqual(['match_corrected 1.1.0']);
});

it('what is previewed, or done and undone, is never sent, and takes no number', async () => {
  const day = await aMatchDay(4, {}, single);
  for (const key of ['1.1.0', '1.1.1', '1.2.0']) await decide(day, key);
  const head = await headOf(day);
  const viewer = await openLive(`/live/tournaments/${day.id}`);
  await viewer.until(1);
  const path = `/v1/matches/${(await matchAt(day, '1.1.0')).id}/corrections`;
  ok(await post(path, { as: day.organizer, body: { scores: [0, 2], dryRun: true } }), 200);
  // The final was played.
  expect((await correct(day, '1.1.0', [0, 2])).status).toBe(409);
  ok(await correct(day, '1.1.0', [3, 0]), 200);
  await expect.poll(() => viewer.events().map(({ seq, type }) => [seq, type])).toEqual([[head + 1, 'match_corrected']]);
});

it.each([
  ['double_elimination', { format: 'double_elimination', grandFinal: 'reset' }, 6],
  ['a final with a match for the third place', { format: 'single_elimination', thirdPlaceMatch: true }, 5],
])('in %s every match that is played is said once, right after what made it ready', async (_, plan, count) => {
  const day = await aLiveTournament(count, { stages: [plan] });
  const played = await playAllMatches(day as Stage & { readonly players: readonly Person[] });
  const events: Told[] = await eventsOf(day);
  const said = events.filter(({ type }) => type === 'match_ready').map(({ payload }) => payload.matchId as string);
  expect([said.length, new Set(said).size]).toEqual([played, played]);
  const causes = events.flatMap(({ type }, index) => {
    const before = events.slice(0, index).findLast((event) => event.type !== 'match_ready');
    return type === 'match_ready' ? [before?.type] : [];
  });
  expect(new Set(causes)).toEqual(new Set(['bracket_generated', 'match_completed']));
  await expectAllSaid(day);
});
