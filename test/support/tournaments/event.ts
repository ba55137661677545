// People at an event, each with the typed client of a frontend, and what every event ends with: certificates that verify, and a ledger that balances.

import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import { createLaurel, type Laurel } from '../../../src/client/index.ts';
import type { Role } from '../../../src/core/actor.ts';
import type { Sql } from '../../../src/db/client.ts';
import { aPerson } from '../isolate/api.ts';
import { expectConsistentLedger } from '../ledger/ledger.ts';

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly laurel: Laurel;
}
export interface Payer extends Visitor {
  readonly walletId: string;
}
export interface Event {
  readonly id: string;
  readonly organizer: Visitor;
}
export interface Entrant<Person extends Visitor = Visitor> {
  readonly player: Person;
  readonly registrationId: string;
}

export type Match = Awaited<ReturnType<Laurel['readMatch']>>;
type Fields = Omit<Parameters<Laurel['createTournament']>[0]['body'], 'title' | 'startsAt'> & {
  readonly startsAt?: string;
};
type NextState = Parameters<Laurel['changeTournamentState']>[0]['body']['to'];
type Score = readonly [number, number];

/** A visitor without a token reads what is public. */
const publicLaurel = createLaurel({ baseUrl: 'https://laurel.test', fetch: fetchWorker });

function fetchWorker(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(input as string, init as never) as unknown as Promise<Response>;
}

export async function aVisitor(name: string, ...roles: Role[]): Promise<Visitor> {
  const { id, token } = await aPerson({ name, roles });
  return { id, name, laurel: createLaurel({ baseUrl: 'https://laurel.test', token, fetch: fetchWorker }) };
}

export const visitors = (count: number, name = 'Player') =>
  Promise.all(Array.from({ length: count }, (_, index) => aVisitor(`${name} ${index + 1}`)));

/** Visitors with a wallet of `coins` each. */
export async function payers(count: number, coins: number): Promise<Payer[]> {
  const finance = await aVisitor('Fay Finance', 'finance');
  return Promise.all(
    (await visitors(count)).map(async (visitor) => {
      const { id: walletId } = await visitor.laurel.openWallet();
      await finance.laurel.creditWallet({ body: { walletId, amountCoins: coins, note: 'Coins that were bought' } });
      return { ...visitor, walletId };
    }),
  );
}

export const balanceOf = async ({ laurel, walletId }: Payer) =>
  (await laurel.readWallet({ params: { id: walletId } })).balanceCoins;

/** A published event whose registration is open. */
export async function openEvent(fields: Fields): Promise<Event> {
  const organizer = await aVisitor('Olga Organizer', 'organizer');
  const body = { title: 'Autumn Open', issuer: 'Dhaka Chess Club', startsAt: '2030-01-01T10:00:00Z', ...fields };
  const { id } = await organizer.laurel.createTournament({ body });
  const event = { id, organizer };
  await advance(event, 'published', 'registration_open');
  return event;
}

export async function advance({ id, organizer }: Event, ...states: NextState[]): Promise<void> {
  for (const to of states) await organizer.laurel.changeTournamentState({ params: { id }, body: { to } });
}

/** One after the other: seeds follow the order of registration. */
export async function signUp<Person extends Visitor>(
  { id }: Event,
  players: readonly Person[],
): Promise<Entrant<Person>[]> {
  const entrants: Entrant<Person>[] = [];
  for (const player of players) {
    const registration = await player.laurel.register({ params: { id } });
    entrants.push({ player, registrationId: registration.id });
  }
  return entrants;
}

export async function matchesOf({ id, organizer }: Event): Promise<Match[]> {
  const matches: Match[] = [];
  for await (const match of organizer.laurel.listMatches.items({ params: { id } })) matches.push(match);
  return matches;
}

export const seedsOf = ({ slots }: Match): number[] => slots.map(({ entrant }) => entrant?.seed ?? 0);

export const betterSeedWins = (one: number, other: number): Score => (one < other ? [2, 0] : [0, 2]);

type ScoreOf = (one: number, other: number, match: Match) => Score;

interface Play {
  /** Of the seeds of both sides. */
  readonly scoreOf: ScoreOf;
  /** Only these matches. */
  readonly only: (match: Match) => boolean;
}

/** One side reports, the other confirms. Matches that are ready at one time are played at one time. @returns how many were played. */
export async function playOut(event: Event, entrants: readonly Entrant[], play: Partial<Play> = {}): Promise<number> {
  const { scoreOf = betterSeedWins, only = () => true } = play;
  const byId = new Map(entrants.map(({ registrationId, player }) => [registrationId, player]));
  for (let played = 0; ; ) {
    const ready = (await matchesOf(event)).filter((match) => match.state === 'ready' && only(match));
    if (ready.length === 0) return played;
    await Promise.all(ready.map((match) => playMatch(match, byId, scoreOf)));
    played += ready.length;
  }
}

async function playMatch(match: Match, byId: ReadonlyMap<string, Visitor>, scoreOf: ScoreOf): Promise<void> {
  const [reporter, other] = match.slots.map(({ entrant }) => byId.get(entrant?.registrationId ?? '') as Visitor);
  const [one = 0, two = 0] = seedsOf(match);
  const call = { params: { id: match.id }, body: { scores: scoreOf(one, two, match) } };
  await reporter?.laurel.reportResult(call);
  await other?.laurel.confirmResult(call);
}

/** As in `1 Player 4`, best rank first. */
export async function ranksOf({ id }: Event): Promise<string[]> {
  const { items } = await publicLaurel.listPlacements({ params: { id } });
  return items.map(({ rank, displayName }) => `${rank} ${displayName}`);
}

/** The organizer issues the certificates of the first `count` places; a stranger verifies each. @returns `place name` of each. */
export async function certify({ id, organizer }: Event, count: number): Promise<string[]> {
  const { items } = await publicLaurel.listPlacements({ params: { id } });
  const registrationIds = items.slice(0, count).map(({ registrationId }) => registrationId);
  await organizer.laurel.issueCertificates({ params: { id }, body: { registrationIds } });
  const list = () => organizer.laurel.listIssuedCertificates({ params: { id }, query: { limit: 100 } });
  await expect.poll(async () => (await list()).issued, { interval: 100 }).toBe(count);
  const printed = await Promise.all((await list()).items.map(({ code }) => verified(code)));
  return printed.toSorted();
}

async function verified(code: string): Promise<string> {
  const { verdict, fileCheck, certificate } = await publicLaurel.verifyCertificate({ params: { code } });
  expect([verdict, fileCheck]).toEqual(['valid', 'matches']);
  return 'place' in certificate ? `${certificate.place} ${certificate.printedName}` : 'hidden';
}

/** Every coin that was credited is in a wallet of the event's people, or in its escrow, and the rows of the ledger agree. */
export async function expectBalanced(
  sql: Sql,
  { id, organizer }: Event,
  { credited, among }: { credited: number; among: readonly Payer[] },
): Promise<void> {
  const balances = await Promise.all(among.map(balanceOf));
  const { escrowCoins } = await organizer.laurel.readPrizes({ params: { id } });
  expect(balances.reduce((sum, each) => sum + each, escrowCoins)).toBe(credited);
  await expectConsistentLedger(sql);
}
