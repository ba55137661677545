// The deployed build of the Worker when a database response is lost after the commit, or the Worker is killed: a retry with the same
// key has no second effect. Also: what a client sees when a long response is interrupted.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, createClient, type Person } from '../../../bench/acts/client.ts';
import { openTournament } from '../../../bench/acts/tournament.ts';
import { findWorkerPid } from '../../../bench/bed/cpu.ts';
import { addressOf, viaProxy } from '../../../bench/bed/delay-proxy.ts';
import { routes } from '../../../src/app/api.ts';
import { asAppRole } from '../../../src/cli/database/app-role.ts';
import { mapConcurrently } from '../../../src/core/map-concurrently.ts';
import { keyRuleOf } from '../../../src/http/route.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';
import {
  actWith,
  expectOneEffect,
  type KeyedRequest,
  type LossyLaurel,
  sendKeyed,
} from '../../support/laurels/lost-answer.ts';
import { startWholeLaurel, type WholeLaurel } from '../../support/laurels/whole-laurel.ts';
import { type KeyedAct, keyedActs, type Owner } from '../../support/samples/keyed-acts.ts';
import { type LossyProxy, startLossyProxy } from '../../support/servers/lossy-proxy.ts';

let databaseUrl: string;
let laurel: WholeLaurel;
let proxy: LossyProxy;
let sql: postgres.Sql;
let client: Client;
let finance: Person;
let payer: Owner;
let payee: Owner;
let workerPid: number;
let prepared: ReadonlyMap<KeyedAct, KeyedRequest>;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  sql = postgres(databaseUrl, { max: 1 });
  proxy = await startLossyProxy(addressOf(databaseUrl));
  laurel = await startWholeLaurel({
    DATABASE_URL: viaProxy(asAppRole(databaseUrl), proxy),
    BACKEND_SHARDS: '1',
    CERT_S3_DUAL_WRITE: 'true',
    CERT_S3_BACKFILL_ENABLED: 'true',
  });
  workerPid = findWorkerPid(process.pid) as number;
  client = createClient(laurel.url, laurel.jwtSecret);
  const anOwner = async () => {
    const person = await client.person();
    return { ...person, walletId: (await client.post(person, '/v1/wallets', {})).id as string };
  };
  [finance, payer, payee] = [await client.person(['finance']), await anOwner(), await anOwner()];
  const credit = { walletId: payer.walletId, amountCoins: 100_000, note: 'n' };
  await client.post(finance, '/v1/credits', credit, { key: crypto.randomUUID() });
  prepared = await prepareAll();
});

afterAll(async () => {
  await client?.close();
  await laurel?.stop();
  await proxy?.stop();
  await sql?.end();
});

const lossy = (): LossyLaurel => ({ url: laurel.url, sql, proxy });
const send = (as: Person, path: string, body: object, key: string, to: { readonly url: string } = laurel) =>
  sendKeyed(to, { as, path, body }, key);

async function anOpenTournament(fields: object = {}) {
  const { id, organizer } = await openTournament(client, 8, fields);
  return { path: `/v1/tournaments/${id}/registrations`, organizer };
}

/** Routes of the acts that were tried. */
const tried = new Set<string>();
const keyed = routes.filter((route) => keyRuleOf(route) !== 'none');
const routeOf = (path: string) =>
  keyed.find((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))?.name ?? path;

/** What the acts need is made at one time, before the first answer is lost: one after the other it would be most of the work. */
async function prepareAll(): Promise<ReadonlyMap<KeyedAct, KeyedRequest>> {
  const world = { client, finance, payer, payee };
  const acts = keyedActs.map(([, act]) => act);
  return new Map(await mapConcurrently(acts, 6, async (act) => [act, await act(world)] as const));
}

it.each(keyedActs)(
  '%s: lost after the commit, the answer comes again with the key, and the act is there once',
  async (_, act) => {
    const asked = prepared.get(act) as KeyedRequest;
    tried.add(routeOf(asked.path));
    await expectOneEffect(lossy(), asked);
  },
);

it('every route that takes a key was tried', () => {
  expect([...tried].sort()).toEqual(keyed.map(({ name }) => name).sort());
});

it('a registration of a team is answered by its key also when the team has changed since', async () => {
  const { path } = await anOpenTournament({ mode: 'team', rosterSize: 2 });
  const mate = await client.person();
  const team = await client.post(payer, '/v1/teams', { name: 'Team' });
  await client.post(mate, `/v1/teams/${team.id}/members`, { joinCode: team.joinCode });
  const key = crypto.randomUUID();
  proxy.dropResponse(actWith(sql, key));
  expect((await send(payer, path, { teamId: team.id }, key)).status).toBe(503);
  await sql`DELETE FROM team_member WHERE team_id = ${team.id} AND player_id = ${mate.id}`;
  const again = await send(payer, path, { teamId: team.id }, key);
  expect([again.status, again.isReplayed, again.body.teamId]).toEqual([201, true, team.id]);
  expect(again.location).toBe(`/v1/registrations/${again.body.id}`);
});

it('an interrupted history download is an error for the client, not a shorter file', async () => {
  // Triggers are off because this many updates of one wallet row in one transaction are slow.
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT 'txn_' || n || side, 'trf_' || n, CASE side WHEN 1 THEN ${payee.walletId} ELSE ${payer.walletId} END, side, n, 'p2p_transfer', ${payer.id},
        '2020-01-01'::timestamptz + n * interval '1 second'
      FROM generate_series(1, 60000) n, unnest(ARRAY[1, -1]) side`;
  });
  const headers = { authorization: `Bearer ${payee.token}` };
  const open = () => fetch(`${laurel.url}/v1/wallets/${payee.walletId}/transactions.csv`, { headers });
  const whole = (await (await open()).text()).split('\r\n').length;
  expect(whole).toBeGreaterThan(60_000);

  const reader = (await open()).body?.getReader();
  await reader?.read();
  proxy.closeConnections();
  const readOn = async () => {
    for (;;) if ((await reader?.read())?.done !== false) return;
  };
  await expect(readOn()).rejects.toThrow();
  // Other requests still succeed.
  await expect.poll(async () => (await open()).status).toBe(200);
});

it('a registration and its fee of a Worker that is killed after the commit take effect once, and another Worker answers', async () => {
  const next = await startWholeLaurel({ DATABASE_URL: asAppRole(databaseUrl), JWT_SECRET: laurel.jwtSecret });
  const { path } = await anOpenTournament({ entryFeeCoins: 5 });
  const [as, body, key] = [payer, {}, crypto.randomUUID()];
  proxy.dropResponse(actWith(sql, key), () => process.kill(workerPid, 'SIGKILL'));
  await expect(send(as, path, body, key)).rejects.toThrow('fetch failed');
  const again = await send(as, path, body, key, next);
  expect([again.status, again.isReplayed], again.text).toEqual([201, true]);
  expect(await send(as, path, body, key, next)).toEqual(again);
  await next.stop();
});
