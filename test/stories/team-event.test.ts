// An event of teams as its people see it: teams form, captains enter and pay, substitutes play the final; and an event that is cancelled while it runs.

import { expect, it } from 'vitest';
import { tickCron } from '../support/isolate/cron.ts';
import { useDatabase } from '../support/isolate/database.ts';
import {
  advance,
  aVisitor,
  balanceOf,
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
  signUp,
  type Visitor,
  visitors,
} from '../support/tournaments/event.ts';

const database = useDatabase();

interface Team extends Entrant<Payer> {
  /** The captain is the first. */
  readonly members: readonly Visitor[];
}

it('four teams of three play in line-ups of two, and the team whose substitute wins the final has prize and certificate', async () => {
  const event = await openEvent({
    ...{ mode: 'team', rosterSize: 3, capacity: 4, entryFeeCoins: 10 },
    prizes: { kind: 'percent', places: [75, 25] },
  });
  const { laurel } = event.organizer;
  const captains = await payers(4, 10);
  const teams: Team[] = [];
  for (const [index, captain] of captains.entries()) teams.push(await enterTeam(event, captain, `Team ${index + 1}`));
  await laurel.setMatchPlan({ params: { id: event.id }, body: { lineUpMin: 2, lineUpMax: 2, blindLineUps: true } });
  await advance(event, 'registration_closed', 'live');

  const [first, second, final] = (await matchesOf(event)) as [Match, Match, Match];
  for (const match of [first, second]) await lineUp(match, teams, [0, 1]);
  expect(await playOut(event, teams, { only: ({ round }) => round === 1 })).toBe(2);
  await expectSubstitution(final, teams);
  expect(await playOut(event, teams)).toBe(1);
  await advance(event, 'completed');
  expect((await ranksOf(event)).slice(0, 2)).toEqual(['1 Team 1', '2 Team 2']);
  await laurel.payPrizes({ params: { id: event.id } });
  expect(await Promise.all(captains.map(balanceOf))).toEqual([30, 10, 0, 0]);
  expect(await certify(event, 2)).toEqual(['1 Team 1', '2 Team 2']);
  await expectBalanced(database.sql, event, { credited: 40, among: captains });
});

async function enterTeam({ id }: Event, captain: Payer, name: string): Promise<Team> {
  const mates = await visitors(2, name);
  const { id: teamId, joinCode = '' } = await captain.laurel.formTeam({ body: { name } });
  for (const mate of mates) await mate.laurel.joinTeam({ params: { id: teamId }, body: { joinCode } });
  const registration = await captain.laurel.register({ params: { id }, body: { teamId } });
  return { player: captain, registrationId: registration.id, members: [captain, ...mates] };
}

const sidesOf = ({ slots }: Match, teams: readonly Team[]) =>
  slots.map(({ entrant }) => teams.find(({ registrationId }) => registrationId === entrant?.registrationId) as Team);

/** The captain of each side names these members. */
async function lineUp(match: Match, teams: readonly Team[], members: readonly number[]): Promise<void> {
  for (const { player, registrationId, members: all } of sidesOf(match, teams)) {
    const playerIds = members.map((index) => all[index]?.id as string);
    await player.laurel.setLineUp({ params: { id: match.id, registrationId }, body: { playerIds } });
  }
}

/** In the final the third member plays for the second one. Others see no line-up before both are set. */
async function expectSubstitution(final: Match, teams: readonly Team[]): Promise<void> {
  const params = { id: final.id };
  const match = await (teams[0] as Team).player.laurel.readMatch({ params });
  const [home, guest] = sidesOf(match, teams) as [Team, Team];
  const stranger = { playerIds: [home.members[0]?.id as string, guest.members[1]?.id as string] };
  const own = { ...params, registrationId: home.registrationId };
  const { laurel } = home.player;
  await expect(laurel.setLineUp({ params: own, body: stranger })).rejects.toMatchObject({ code: 'invalid_request' });
  await laurel.setLineUp({
    params: own,
    body: { playerIds: [0, 2].map((index) => home.members[index]?.id as string) },
  });
  const seen = async () => {
    const { items } = await guest.player.laurel.listLineUps({ params });
    return items.find(({ registrationId }) => registrationId === home.registrationId)?.players?.length ?? null;
  };
  expect(await seen()).toBeNull();
  await lineUp(match, teams, [0, 2]);
  expect(await seen()).toBe(2);
}

it('an event that is cancelled while it runs gives every fee back, the last one when the wallet is free again', async () => {
  const event = await openEvent({ capacity: 6, entryFeeCoins: 20, prizes: { kind: 'percent', places: [100] } });
  const { laurel } = event.organizer;
  const params = { id: event.id };
  const among = await payers(8, 50);
  const entrants = await signUp(event, among);
  expect(await Promise.all([0, 5, 6].map((index) => balanceOf(among[index] as Payer)))).toEqual([30, 30, 50]);
  await advance(event, 'registration_closed', 'live');
  expect(await playOut(event, entrants, { only: ({ round }) => round === 1 })).toBe(2);

  const moderator = await aVisitor('Mo Moderator', 'moderator');
  const frozen = among[2] as Payer;
  await moderator.laurel.freezeWallet({ params: { id: frozen.walletId }, body: { reason: 'under review' } });
  await advance(event, 'cancelled');
  const fees = async () => (await laurel.readDashboard({ params })).fees;
  await expect.poll(fees).toEqual({ heldCoins: 0, capturedCoins: 120, refundedCoins: 100, owedCoins: 20 });
  expect((await matchesOf(event)).map(({ state }) => state).toSorted()).toEqual([
    ...Array(3).fill('cancelled'),
    ...Array(2).fill('completed'),
  ]);
  expect(await balanceOf(frozen)).toBe(30);
  await moderator.laurel.thawWallet({ params: { id: frozen.walletId }, body: { reason: 'reviewed' } });
  await tickCron();
  expect(await fees()).toMatchObject({ refundedCoins: 120, owedCoins: 0 });
  expect(await Promise.all(among.map(balanceOf))).toEqual(Array(8).fill(50));

  await expect(laurel.payPrizes({ params })).rejects.toMatchObject({ code: 'tournament_not_completed' });
  await expect(laurel.issueCertificates({ params })).rejects.toMatchObject({ code: 'tournament_not_completed' });
  await expectBalanced(database.sql, event, { credited: 400, among });
});
