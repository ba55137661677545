// What the example frontend shows: one tournament that is open for registration, one whose matches wait for results, and players with
// coins. Each exists once in a database, however often it is started.

import { type ChangeTournamentStateBody, createLaurel, type Laurel } from '../../client/index.ts';
import type { Role } from '../../core/actor.ts';
import { type Id, makeId } from '../../core/id.ts';
import { toInstant } from '../../core/instant.ts';
import { demoIssuer, demoTimeZone, organizerName, treasurerName } from '../demo/demo-players.ts';
import { signToken } from '../operator/sign-token.ts';

export interface ExamplePlayer {
  readonly name: string;
  readonly token: string;
}

export const openTitle = 'Evening Rapid';
export const liveTitle = 'City Cup';
const names = ['Anika Rahman', 'Tanvir Hasan', 'সাদিয়া ইসলাম', 'Chloé Dubois'] as const;
const welcomeCoins = 100;
const entryFeeCoins = 10;
const tokenTtlSeconds = 12 * 3600;

/** The same at each start, so that the players of a running match can sign in again. */
function personId(number: number): Id<'player'> {
  return makeId('player', toInstant('2026-01-01T00:00:00Z'), new Uint8Array(10).fill(number));
}

/** @returns the players, with tokens to sign in. */
export async function playExample(baseUrl: string, jwtSecret: string): Promise<ExamplePlayer[]> {
  const tokenOf = (number: number, name: string, roles: readonly Role[]) =>
    signToken(jwtSecret, { sub: personId(number), name, roles, ttlSeconds: tokenTtlSeconds });
  const connect = (token: string) => createLaurel({ baseUrl, token });
  const players = await Promise.all(
    names.map(async (name, index) => ({ name, token: await tokenOf(index + 1, name, []) })),
  );
  const clients = players.map(({ token }) => connect(token));
  const finance = connect(await tokenOf(101, treasurerName, ['finance']));
  await Promise.all(clients.map((client) => welcome(client, finance)));
  const organizer = connect(await tokenOf(102, organizerName, ['organizer']));
  await openOnce(organizer, openTitle);
  await openOnce(organizer, liveTitle, async (id) => {
    for (const client of clients) await client.register({ params: { id } });
    await moveTo(organizer, id, ['registration_closed', 'live']);
  });
  return players;
}

/** Keys of postings are kept for ever: the coins come once. */
async function welcome(player: Laurel, finance: Laurel): Promise<void> {
  const { id: walletId } = await player.openWallet();
  const body = { walletId, amountCoins: welcomeCoins, note: 'welcome' };
  await finance.creditWallet({ body, idempotencyKey: `example-welcome-${walletId}` });
}

async function openOnce(organizer: Laurel, title: string, fill = async (_id: string) => {}): Promise<void> {
  const { id: organizerId } = await organizer.readMe();
  for await (const tournament of organizer.listTournaments.items({ query: { limit: 100 } }))
    if (tournament.title === title && tournament.organizerId === organizerId) return;
  const body = {
    title,
    issuer: demoIssuer,
    timeZone: demoTimeZone,
    capacity: names.length,
    entryFeeCoins,
    startsAt: new Date(Date.now() + 7 * 24 * 3_600_000).toISOString(),
  };
  const { id } = await organizer.createTournament({ body });
  await moveTo(organizer, id, ['published', 'registration_open']);
  await fill(id);
}

async function moveTo(
  organizer: Laurel,
  id: string,
  states: readonly ChangeTournamentStateBody['to'][],
): Promise<void> {
  for (const to of states) await organizer.changeTournamentState({ params: { id }, body: { to } });
}
