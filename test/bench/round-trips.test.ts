// Round trips of the busy acts between the deployed build of the Worker and Postgres.

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient, type Person, pooled } from '../../bench/acts/client.ts';
import { scenarios } from '../../bench/acts/scenarios.ts';
import { openTournament, people } from '../../bench/acts/tournament.ts';
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

/** All events are delivered to rooms and marked as relayed. */
const isHeard = async () => (await sql`SELECT 1 FROM event_outbox WHERE relayed_at IS NULL LIMIT 1`).length === 0;

async function perAct(act: (index: number) => Promise<unknown>): Promise<number> {
  const counts = await countRoundTrips(wire, act, isHeard);
  expect(new Set(counts).size, `round trips of each act: ${counts}`).toBe(1);
  return counts[0] ?? 0;
}

const never = new AbortController().signal;

describe('round trips to the database', () => {
  const oneEach = ['registration', 'waitlist', 'check-in', 'result', 'confirmation', 'swiss-report', 'transfer'];
  it.each(oneEach)('%s: one', async (name) => {
    const scenario = scenarios.find((candidate) => candidate.name === name);
    const send = await scenario?.prepare({ client, s3: laurel.s3 }, warmUps + acts);
    expect(await perAct(async (index) => send?.(index, never))).toBe(1);
  });

  it('every other act on coins: one, including its audit row', async () => {
    const [finance, payer, payee] = await Promise.all([client.person(['finance']), client.person(), client.person()]);
    const send = (as: Person, path: string, body: object) => client.post(as, path, body, { key: crypto.randomUUID() });
    const [{ id: from }, { id: to }] = await Promise.all([
      client.post(payer, '/v1/wallets', {}),
      client.post(payee, '/v1/wallets', {}),
    ]);
    const credit = { walletId: from, amountCoins: 1000, note: 'n' };
    const pair = { fromWalletId: from, toWalletId: to, amountCoins: 1 };
    const open = (as: Person) => send(as, '/v1/holds', { walletId: from, toWalletId: to, amountCoins: 1 });
    const holds = async (as: Person): Promise<{ id: string }[]> => {
      const opened = [];
      for (let index = 0; index < warmUps + acts; index += 1) opened.push(await open(as));
      return opened;
    };
    await send(finance, '/v1/credits', credit);
    const [taken, freed, takenByFinance] = [await holds(payer), await holds(payer), await holds(finance)];
    const said = { memo: 'm', occurredAt: '2026-01-01T00:00:00Z', metadata: { a: 1 } };
    const trips = {
      'transfer with a detail, to a player, up to an amount': await perAct(() =>
        send(payer, '/v1/transfers', { fromWalletId: from, toPlayerId: payee.id, upToCoins: 1, ...said }),
      ),
      'credit with a detail': await perAct(() => send(finance, '/v1/credits', { ...credit, ...said })),
      credit: await perAct(() => send(finance, '/v1/credits', credit)),
      debit: await perAct(() => send(finance, '/v1/debits', { ...credit, amountCoins: 1 })),
      batch: await perAct(() => send(finance, '/v1/batches', { movements: [pair, pair, pair], note: 'n' })),
      hold: await perAct(() => open(payer)),
      'hold by finance': await perAct(() => open(finance)),
      capture: await perAct((index) => send(payee, `/v1/holds/${taken[index]?.id}/captures`, {})),
      'capture by finance': await perAct((i) => send(finance, `/v1/holds/${takenByFinance[i]?.id}/captures`, {})),
      release: await perAct((index) => send(payee, `/v1/holds/${freed[index]?.id}/releases`, {})),
    };
    expect(trips).toEqual(Object.fromEntries(Object.keys(trips).map((name) => [name, 1])));
  });

  it.each([
    ['a fee', { entryFeeCoins: 5 }],
    ['a fee that is held for the organizer to decide', { entryFeeCoins: 5, requiresApproval: true }],
  ])('registration with %s: one', async (_, fields) => {
    const finance = await client.person(['finance']);
    const players = await Promise.all(Array.from({ length: warmUps + acts }, () => client.person()));
    for (const player of players) {
      const { id: walletId } = await client.post(player, '/v1/wallets', {});
      const body = { walletId, amountCoins: 5, note: 'bench' };
      await client.post(finance, '/v1/credits', body, { key: crypto.randomUUID() });
    }
    const { id } = await openTournament(client, 64, fields);
    const register = (index: number) =>
      client.post(players[index] as Person, `/v1/tournaments/${id}/registrations`, {});
    expect(await perAct(register)).toBe(1);
  });

  it('verification: one, or none when the answer is cached', async () => {
    const demo = await laurel.playDemo();
    const path = `/c/${demo.winner.code}`;
    expect(await perAct(() => client.get(null, path, { isUncached: true }))).toBe(1);
    expect(await perAct(() => client.get(null, path))).toBe(0);
  });

  it('each act on a registration: one, also for a team, with and without an Idempotency-Key', async () => {
    const [finance, players] = [await client.person(['finance']), await people(client, warmUps + acts)];
    const at = <T>(items: readonly T[], index: number) => items[index] as T;
    let sent = 0;
    // Every second one has a key. perAct expects the same count for all.
    const send = (as: Person, path: string, body: object = {}) => {
      sent += 1;
      return client.post(as, path, body, sent % 2 === 0 ? { key: crypto.randomUUID() } : {});
    };
    const register = (id: string, index: number, body: object = {}) =>
      send(at(players, index), `/v1/tournaments/${id}/registrations`, body);
    const teams = await pooled(players, async (player) => {
      const { id: walletId } = await client.post(player, '/v1/wallets', {});
      await client.post(finance, '/v1/credits', { walletId, amountCoins: 50, note: 'n' }, { key: crypto.randomUUID() });
      const { id, joinCode } = await client.post(player, '/v1/teams', { name: 'Team' });
      await client.post(await client.person(), `/v1/teams/${id}/members`, { joinCode });
      return id as string;
    });
    /** A tournament with the ids of a registration of every player. */
    const filled = async (fields: object = {}) => {
      const stage = await openTournament(client, 64, { entryFeeCoins: 5, ...fields });
      const ids = await pooled(players, async (_, index) => (await register(stage.id, index)).id as string);
      return { ids, ...stage };
    };
    const [paid, approved, rejected] = [
      await filled(),
      await filled({ requiresApproval: true }),
      await filled({ requiresApproval: true }),
    ];
    const [free, forTeams] = [
      await openTournament(client, 64),
      await openTournament(client, 64, { mode: 'team', rosterSize: 2 }),
    ];
    const trips = {
      register: await perAct((index) => register(free.id, index)),
      'register a team': await perAct((index) => register(forTeams.id, index, { teamId: at(teams, index) })),
      cancel: await perAct((i) => send(at(players, i), `/v1/registrations/${at(paid.ids, i)}/cancellation`)),
      approve: await perAct((i) => send(approved.organizer, `/v1/registrations/${at(approved.ids, i)}/approval`)),
      reject: await perAct((i) => send(rejected.organizer, `/v1/registrations/${at(rejected.ids, i)}/rejection`)),
    };
    expect(trips).toEqual(Object.fromEntries(Object.keys(trips).map((name) => [name, 1])));
  });

  it('answering an offer: one', async () => {
    const players = await people(client, warmUps + acts);
    const at = <T>(items: readonly T[], index: number) => items[index] as T;
    const enter = (id: string) =>
      pooled(
        players,
        async (player) => (await client.post(player, `/v1/tournaments/${id}/registrations`, {})).id as string,
      );
    /** Each player has an open offer: as many others have given their places back. */
    const offered = async () => {
      const { id } = await openTournament(client, players.length, { offerMinutes: 60 });
      const first = await people(client, players.length);
      const taken = await pooled(
        first,
        async (player) => (await client.post(player, `/v1/tournaments/${id}/registrations`, {})).id,
      );
      const ids = await enter(id);
      await pooled(taken, (each, index) => client.post(at(first, index), `/v1/registrations/${each}/cancellation`, {}));
      return ids;
    };
    const [accepted, declined] = [await offered(), await offered()];
    const answer = (ids: readonly string[], noun: string) =>
      perAct((i) => client.post(at(players, i), `/v1/registrations/${at(ids, i)}/offer-${noun}`, {}));
    const trips = {
      'accept an offer': await answer(accepted, 'acceptance'),
      'decline an offer': await answer(declined, 'refusal'),
    };
    expect(trips).toEqual(Object.fromEntries(Object.keys(trips).map((name) => [name, 1])));
  });

  it('a transaction of several statements is counted as several round trips', async () => {
    const organizer: Person = await client.person(['organizer']);
    const create = () => {
      const body = { title: 'Open', issuer: 'Bench', capacity: 8, startsAt: '2030-01-01T00:00:00.000Z' };
      return client.post(organizer, '/v1/tournaments', body);
    };
    const ids = await Promise.all(Array.from({ length: warmUps + acts }, create));
    const publish = (index: number) =>
      client.post(organizer, `/v1/tournaments/${ids[index].id}/transitions`, { to: 'published' });
    expect(await perAct(publish)).toBeGreaterThan(1);
  });
});
