// A cup of 16 as its people see it: sign-up, check-in, a no-show, a dispute, a correction, prizes and certificates.

import { expect, it } from 'vitest';
import { useDatabase } from '../support/isolate/database.ts';
import {
  advance,
  aVisitor,
  balanceOf,
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
  type Visitor,
} from '../support/tournaments/event.ts';

const database = useDatabase();

const inTwelveHours = () => new Date(Date.now() + 12 * 3_600_000).toISOString();

it('a cup of 16 runs from sign-up over a no-show, a dispute and a correction to paid prizes and valid certificates', async () => {
  const event = await openEvent({
    ...{ capacity: 16, entryFeeCoins: 10, startsAt: inTwelveHours(), checkInMinutes: 1440 },
    prizes: { kind: 'percent', places: [50, 30, 20] },
    stages: [{ format: 'single_elimination', thirdPlaceMatch: true }],
  });
  const among = await payers(18, 100);
  const entrants = await signUp(event, among);
  await checkAllInBut('Player 5', event, entrants);
  const referee = await aReferee(event);
  await advance(event, 'registration_closed', 'live');
  await expectFilledUp(event, entrants);

  await dispute(event, referee, entrants);
  await correct(event, referee, entrants);
  expect(await playOut(event, entrants)).toBe(5);
  await advance(event, 'completed');
  expect((await ranksOf(event)).slice(0, 4)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3', '4 Player 4']);

  const { paid } = await event.organizer.laurel.payPrizes({ params: { id: event.id } });
  expect(paid.map(({ rank, amountCoins }) => [rank, amountCoins])).toEqual([
    [1, 85],
    [2, 51],
    [3, 34],
  ]);
  expect(await Promise.all([0, 1, 2, 4, 16, 17].map((index) => balanceOf(among[index] as Payer)))).toEqual([
    ...[175, 141, 124],
    ...[90, 90, 100],
  ]);
  expect(await certify(event, 3)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3']);
  await expectBalanced(database.sql, event, { credited: 1800, among });
});

/** Half of them themselves, half at the desk. Those who wait check in too. */
async function checkAllInBut(absent: string, { id, organizer }: Event, entrants: readonly Entrant[]): Promise<void> {
  const present = entrants.filter(({ player }) => player.name !== absent);
  const atDesk = present.slice(9).map(({ registrationId }) => registrationId);
  await Promise.all(
    present.slice(0, 9).map(({ player, registrationId }) => player.laurel.checkIn({ params: { id: registrationId } })),
  );
  const { items } = await organizer.laurel.checkInMany({ params: { id }, body: { registrationIds: atDesk } });
  expect(items.map(({ code }) => code)).toEqual(Array(8).fill(null));
}

async function aReferee({ id, organizer }: Event) {
  const referee = await aVisitor('Rita Referee');
  await organizer.laurel.inviteStaff({ params: { id }, body: { playerId: referee.id, role: 'referee' } });
  await referee.laurel.acceptStaffRole({ params: { id, playerId: referee.id } });
  return referee;
}

/** The first who waits has the place of the no-show, the second waits in vain and has paid nothing, and seeds close up. */
async function expectFilledUp({ id, organizer }: Event, entrants: readonly Entrant[]): Promise<void> {
  const { registrations, checkedIn, matches, fees } = await organizer.laurel.readDashboard({ params: { id } });
  expect(registrations).toMatchObject({ confirmed: 16, no_show: 1, rejected: 1, waitlisted: 0 });
  expect([checkedIn, matches.ready, fees.capturedCoins]).toEqual([16, 8, 170]);
  const own = await Promise.all(
    [3, 4, 5, 16, 17].map(async (index) => {
      const { player, registrationId } = entrants[index] as Entrant;
      const { state, seed } = await player.laurel.readRegistration({ params: { id: registrationId } });
      return [state, seed];
    }),
  );
  expect(own).toEqual([
    ['confirmed', 4],
    ['no_show', null],
    ['confirmed', 5],
    ['confirmed', 16],
    ['rejected', null],
  ]);
}

/** Each side reports that it has won. The referee decides. */
async function dispute(event: Event, referee: Visitor, entrants: readonly Entrant[]): Promise<void> {
  const [one, other] = [entrants[0] as Entrant, entrants[16] as Entrant];
  const { match } = await one.player.laurel.readNextMatch();
  expect([match?.ownRegistrationId, match && seedsOf(match)]).toEqual([one.registrationId, [1, 16]]);
  const params = { id: match?.id ?? '' };
  await one.player.laurel.reportResult({ params, body: { scores: [2, 0] } });
  const { outcome } = await other.player.laurel.reportResult({ params, body: { scores: [1, 2] } });
  expect([outcome, (await matchesOf(event))[0]?.state]).toEqual(['disputed', 'disputed']);
  const refused = await one.player.laurel.decideResult({ params, body: { scores: [2, 0] } }).catch((error) => error);
  expect(one.player.laurel.decideResult.refused(refused) && refused.code).toBe('not_a_participant');
  await referee.laurel.decideResult({ params, body: { scores: [2, 1] } });
}

/** A match of round 1 was entered the wrong way round, and the quarter-final of the wrong winner is over when the referee corrects it. */
async function correct(event: Event, { laurel }: Visitor, entrants: readonly Entrant[]): Promise<void> {
  const wrong = (await matchesOf(event))[1] as Match;
  expect(seedsOf(wrong)).toEqual([8, 9]);
  const scoreOf = (one: number, other: number, { id }: Match) =>
    betterSeedWins(id === wrong.id ? other : one, id === wrong.id ? one : other);
  expect(await playOut(event, entrants, { scoreOf, only: ({ round }) => round <= 2 })).toBe(11);

  const correction = { params: { id: wrong.id }, body: { scores: [2, 0] } };
  const { affected } = await laurel.correctResult({ ...correction, body: { ...correction.body, dryRun: true } });
  expect(affected.map(({ hasResult }) => hasResult)).toEqual([true, false]);
  const refused = await laurel.correctResult(correction).catch((error) => error);
  expect(laurel.correctResult.refused(refused) && refused.code).toBe('matches_affected');
  await laurel.correctResult({ ...correction, body: { ...correction.body, cascade: true } });
  const quarterFinal = (await matchesOf(event)).find(({ id }) => id === affected[0]?.matchId);
  expect([quarterFinal?.state, quarterFinal && seedsOf(quarterFinal)]).toEqual(['ready', [1, 8]]);
}
