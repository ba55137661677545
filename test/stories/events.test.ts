// Whole events as their people see them, in the formats that end with a bracket or a table: from sign-up to certificates that anybody verifies.

import { expect, it } from 'vitest';
import { useDatabase } from '../support/isolate/database.ts';
import {
  advance,
  betterSeedWins,
  certify,
  type Entrant,
  type Event,
  expectBalanced,
  type Match,
  matchesOf,
  openEvent,
  type Payer,
  payers,
  playOut,
  ranksOf,
  seedsOf,
  signUp,
} from '../support/tournaments/event.ts';

const database = useDatabase();
type Fields = Pick<Parameters<typeof openEvent>[0], 'stages'>;

const fee = 10;

/** Each entrant pays ten coins; the first three places share them. */
async function aLiveEvent(count: number, fields: Fields) {
  const event = await openEvent({
    ...{ capacity: count, entryFeeCoins: fee, prizes: { kind: 'percent', places: [50, 30, 20] } },
    ...fields,
  });
  const among = await payers(count, fee);
  const entrants: Entrant[] = await signUp(event, among);
  await advance(event, 'registration_closed', 'live');
  return { event, entrants, among };
}

/** The first `count` are certified, and all coins of the entrants are prizes. */
async function finish(event: Event, among: readonly Payer[], count: number): Promise<string[]> {
  const { paid, escrowCoins } = await event.organizer.laurel.payPrizes({ params: { id: event.id } });
  const total = paid.reduce((sum, { amountCoins }) => sum + amountCoins, 0);
  expect([total, escrowCoins]).toEqual([among.length * fee, 0]);
  const certified = await certify(event, count);
  await expectBalanced(database.sql, event, { credited: among.length * fee, among });
  return certified;
}

it('a double elimination of 13 whose losers’ champion wins the grand final is decided by the reset', async () => {
  const { event, entrants, among } = await aLiveEvent(13, { stages: [{ format: 'double_elimination' }] });
  const scoreOf = (one: number, other: number, { role }: Match) =>
    role === 'grand_final' ? betterSeedWins(other, one) : betterSeedWins(one, other);
  expect(await playOut(event, entrants, { scoreOf, only: ({ role }) => role !== 'reset' })).toBe(24);
  const [reset] = (await matchesOf(event)).filter(({ role }) => role === 'reset');
  expect([reset?.state, reset && seedsOf(reset).toSorted()]).toEqual(['ready', [1, 2]]);
  await expect(advance(event, 'completed')).rejects.toMatchObject({ code: 'matches_open' });
  expect(await playOut(event, entrants)).toBe(1);
  await advance(event, 'completed');
  expect((await ranksOf(event)).slice(0, 3)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3']);
  expect(await finish(event, among, 3)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3']);
});

it('a league of ten with postponed matches is over when they are played too', async () => {
  const league = { format: 'league', firstDay: '2030-01-05', daysBetweenRounds: 7 } as const;
  const { event, entrants, among } = await aLiveEvent(10, { stages: [league] });
  const { laurel } = event.organizer;
  const params = { id: event.id };
  await laurel.setMatchPlan({ params, body: { stations: ['Hall A', 'Hall B'], matchMinutes: 90 } });
  const { items } = await laurel.scheduleRound({ params, body: { round: 1, startsAt: '2030-01-05T14:00:00Z' } });
  expect(items.map(({ station, startsAt }) => `${startsAt.slice(11, 16)} ${station}`)).toEqual([
    ...['14:00 Hall A', '14:00 Hall B', '15:30 Hall A', '15:30 Hall B', '17:00 Hall A'],
  ]);
  const postponed = new Set(items.slice(0, 2).map(({ matchId }) => matchId));
  for (const id of postponed) await laurel.scheduleMatch({ params: { id }, body: { isPostponed: true } });
  expect(await playOut(event, entrants, { only: ({ id }) => !postponed.has(id) })).toBe(43);
  await expect(advance(event, 'completed')).rejects.toMatchObject({ code: 'matches_open' });

  for (const id of postponed)
    await laurel.scheduleMatch({ params: { id }, body: { startsAt: '2030-04-01T18:00:00Z' } });
  const schedule = [];
  for await (const match of laurel.listSchedule.items({ params })) schedule.push(match);
  expect(schedule.filter(({ isPostponed }) => isPostponed)).toEqual([]);
  const drawn = { scoreOf: () => [1, 1] as const };
  expect(await playOut(event, entrants, drawn)).toBe(2);
  await advance(event, 'completed');
  const ranks = await ranksOf(event);
  expect(ranks).toHaveLength(10);
  expect(await finish(event, among, 3)).toEqual(ranks.slice(0, 3));
});

it('four groups of four play themselves into a playoff of eight', async () => {
  const { event, entrants, among } = await aLiveEvent(16, {
    stages: [
      { format: 'round_robin', groups: 4, name: 'Groups' },
      { format: 'single_elimination', thirdPlaceMatch: true, entrants: { from: 'ranking', perGroup: 2 } },
    ],
  });
  const { laurel } = event.organizer;
  expect(await playOut(event, entrants)).toBe(24);
  await laurel.completeStage({ params: { id: event.id, stage: '1' } });
  await laurel.startStage({ params: { id: event.id, stage: '2' } });
  const playoff = (await matchesOf(event)).filter(({ stage }) => stage === 2);
  expect(playoff).toHaveLength(8);
  expect(
    playoff
      .flatMap(seedsOf)
      .filter((seed) => seed > 0)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await playOut(event, entrants)).toBe(8);
  await advance(event, 'completed');
  expect((await ranksOf(event)).slice(0, 4)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3', '4 Player 4']);
  expect(await finish(event, among, 4)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3', '4 Player 4']);
});

it('a free-for-all of 60 in lobbies of 20 pays the two who share the first place', async () => {
  const event = await openEvent({
    ...{ capacity: 60, entryFeeCoins: 1, prizes: { kind: 'fixed', places: [30, 15] } },
    stages: [{ format: 'free_for_all', lobbySize: 20, advancing: 6 }],
  });
  const among = await payers(60, 1);
  const entrants = await signUp(event, among);
  await advance(event, 'registration_closed', 'live');
  const byId = new Map(entrants.map(({ player, registrationId }) => [registrationId, player]));
  // The better seed has more points; in the last lobby the two best have as many.
  const play = async (lobby: Match) => {
    const scores = seedsOf(lobby).map((seed) => (lobby.round === 2 ? 61 - Math.max(seed, 2) : 61 - seed));
    const sides = lobby.slots.map(({ entrant }) => byId.get(entrant?.registrationId ?? ''));
    const call = { params: { id: lobby.id }, body: { scores } };
    await sides[0]?.laurel.reportResult(call);
    await sides[1]?.laurel.confirmResult(call);
  };
  for (const round of [1, 2])
    await Promise.all((await matchesOf(event)).filter((lobby) => lobby.round === round).map(play));
  await advance(event, 'completed');
  expect((await ranksOf(event)).slice(0, 3)).toEqual(['1 Player 1', '1 Player 2', '3 Player 3']);
  const { paid, escrowCoins } = await event.organizer.laurel.payPrizes({ params: { id: event.id } });
  expect(paid.map(({ rank, amountCoins }) => [rank, amountCoins])).toEqual([
    [1, 23],
    [1, 22],
  ]);
  expect(escrowCoins).toBe(15);
  expect(await certify(event, 3)).toEqual(['1 Player 1', '1 Player 2', '3 Player 3']);
  await expectBalanced(database.sql, event, { credited: 60, among });
});
