// Round trips of players with external subjects and of granted roles, between the deployed build of the Worker and Postgres.

import { SignJWT } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, createClient, type Person } from '../../bench/acts/client.ts';
import { openTournament } from '../../bench/acts/tournament.ts';
import { addressOf, type DelayProxy, startDelayProxy, viaProxy } from '../../bench/bed/delay-proxy.ts';
import { acts, countRoundTrips, warmUps } from '../../bench/harness/round-trips.ts';
import { createDatabase } from '../support/isolate/new-database.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';

let laurel: WholeLaurel;
let wire: DelayProxy;
let client: Client;
let sql: postgres.Sql;

beforeAll(async () => {
  const url = await createDatabase();
  sql = postgres(url, { max: 1 });
  wire = await startDelayProxy(addressOf(url), 0);
  laurel = await startWholeLaurel({ DATABASE_URL: viaProxy(url, wire), BACKEND_SHARDS: '1' });
  client = createClient(laurel.url, laurel.jwtSecret);
});

afterAll(async () => {
  await client?.close();
  await laurel?.stop();
  await wire?.stop();
  await sql?.end();
});

async function aStranger(): Promise<Person> {
  const token = await new SignJWT({ iss: 'https://id.test/', name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(crypto.randomUUID())
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(laurel.jwtSecret));
  return { id: '', token };
}

const isHeard = async () => (await sql`SELECT 1 FROM event_outbox WHERE relayed_at IS NULL LIMIT 1`).length === 0;

async function perAct(act: (index: number) => Promise<unknown>): Promise<number> {
  const counts = await countRoundTrips(wire, act, isHeard);
  expect(new Set(counts).size, `round trips of each act: ${counts}`).toBe(1);
  return counts[0] ?? 0;
}

const strangers = () => Promise.all(Array.from({ length: warmUps + acts }, aStranger));
const registrationsOf = async (players: readonly Person[]) => {
  const { id } = await openTournament(client, 64);
  return (index: number) => client.post(players[index] as Person, `/v1/tournaments/${id}/registrations`, {});
};

it('the first request of a subject costs one more, and later ones none', async () => {
  const players = await strangers();
  expect(await perAct(await registrationsOf(players))).toBe(2);
  expect(await perAct(await registrationsOf(players))).toBe(1);
});

it('an act that rests on a granted role reads it: one more than with the role in the token', async () => {
  const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T00:00:00.000Z' };
  const create = (as: Person) => () => client.post(as, '/v1/tournaments', body);
  const [admin, named, granted] = [
    await client.person(['admin']),
    await client.person(['organizer']),
    await client.person(),
  ];
  await client.post(admin, `/v1/players/${granted.id}/roles`, { role: 'organizer' });
  expect(await perAct(create(granted))).toBe((await perAct(create(named))) + 1);
});
