// A Swiss of 33 over six rounds as its people see it: a late entry, a requested bye, a withdrawal during a round, prizes and certificates.

import { expect, it } from 'vitest';
import type { Standing } from '../../src/client/index.ts';
import { useDatabase } from '../support/isolate/database.ts';
import {
  advance,
  certify,
  type Entrant,
  type Event,
  expectBalanced,
  type Match,
  matchesOf,
  openEvent,
  payers,
  playOut,
  ranksOf,
  seedsOf,
  signUp,
  type Visitor,
} from '../support/tournaments/event.ts';

const database = useDatabase();
const rounds = 6;
const stage = '1';

it('a Swiss of 33 over six rounds runs with a late entry, a requested bye and a withdrawal to prizes and certificates', async () => {
  const event = await openEvent({
    ...{ capacity: 40, entryFeeCoins: 5, prizes: { kind: 'share', places: [3, 2, 1] } },
    stages: [{ format: 'swiss', rounds, tieBreaks: ['buchholz', 'direct_encounter', 'seed'] }],
  });
  const among = await payers(34, 10);
  const entrants = await signUp(event, among.slice(0, 33));
  await advance(event, 'registration_closed', 'live');
  expect(await playOut(event, entrants)).toBe(16);

  const late = await enterLate(event, among[33] as Visitor);
  const resting = entrants[3] as Entrant;
  const byes = { byes: [{ round: 3, points: 'half' as const }] };
  await resting.player.laurel.requestByes({ params: { id: resting.registrationId, stage }, body: byes });
  const all = [...entrants, late];
  for (const round of [2, 3]) await playNext(event, all, round);
  expect((await paired(event, 1)).some((seeds) => seeds.includes(34))).toBe(false);
  expect((await paired(event, 2)).some((seeds) => seeds.includes(34))).toBe(true);
  expect((await paired(event, 3)).some((seeds) => seeds.includes(4))).toBe(false);

  await withdrawDuringRound4(event, entrants[5] as Entrant);
  expect(await playOut(event, all)).toBe(16);
  for (const round of [5, rounds]) await playNext(event, all, round);
  for (const round of [5, rounds]) expect((await paired(event, round)).flat()).not.toContain(6);
  expectNoRematch(await matchesOf(event));
  await expectPoints(event);

  await advance(event, 'completed');
  const best = (await ranksOf(event)).slice(0, 3);
  expect(best[0]).toBe('1 Player 1');
  const { paid } = await event.organizer.laurel.payPrizes({ params: { id: event.id } });
  expect(paid.map(({ amountCoins }) => amountCoins)).toEqual([83, 55, 27]);
  expect(await certify(event, 3)).toEqual(best);
  await expectBalanced(database.sql, event, { credited: 340, among });
});

async function enterLate({ id, organizer }: Event, player: Visitor): Promise<Entrant> {
  const body = { playerId: player.id, displayName: player.name };
  const { registrationId, seed, round } = await organizer.laurel.enterLate({ params: { id, stage }, body });
  expect([seed, round]).toEqual([34, 2]);
  return { player, registrationId };
}

const inRound = async (event: Event, round: number) =>
  (await matchesOf(event)).filter((match) => match.round === round);
const paired = async (event: Event, round: number) => (await inRound(event, round)).map(seedsOf);

async function pair(event: Event, round: number): Promise<void> {
  const asked = await event.organizer.laurel.pairRound({ params: { id: event.id, stage } });
  expect(asked.round).toBe(round);
  await expect.poll(async () => (await inRound(event, round)).length).toBeGreaterThan(0);
}

async function playNext(event: Event, entrants: readonly Entrant[], round: number): Promise<void> {
  await pair(event, round);
  await playOut(event, entrants);
}

/** The open match of who leaves is over at once, so that the round can close. */
async function withdrawDuringRound4(event: Event, { player, registrationId }: Entrant): Promise<void> {
  await pair(event, 4);
  await player.laurel.withdrawRegistration({ params: { id: registrationId }, body: { reason: 'ill' } });
  const left = (await inRound(event, 4)).find((match) => seedsOf(match).includes(6));
  expect([left?.state, left?.outcome]).toEqual(['completed', 'walkover']);
  expect(left?.winnerId).not.toBe(registrationId);
}

function expectNoRematch(matches: readonly Match[]): void {
  const met = matches
    .filter(({ slots, outcome }) => slots.length === 2 && outcome === 'played')
    .map((match) =>
      seedsOf(match)
        .toSorted((a, b) => a - b)
        .join('-'),
    );
  expect(new Set(met).size).toBe(met.length);
}

/** A win is worth 2. Who asked for a bye has 1 for it; who was let in late has nothing for round 1, and later the bye of an odd number. */
async function expectPoints({ id, organizer }: Event): Promise<void> {
  const rows: Standing[] = [];
  for await (const row of organizer.laurel.listStandings.items({ params: { id, stage }, query: { limit: 100 } }))
    rows.push(row);
  expect(rows).toHaveLength(34);
  const recordOf = (seed: number) => {
    const { figures, won, lost } = rows.find((row) => row.seed === seed) as Standing;
    return [figures[0]?.value, won, lost];
  };
  expect([1, 4, 34].map(recordOf)).toEqual([
    ['12', 6, 0],
    ['9', 4, 1],
    ['2', 0, 4],
  ]);
}
