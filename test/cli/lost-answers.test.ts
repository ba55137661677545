// The deployed build of the Worker when a database response is lost after the commit, or the Worker is killed: a retry with the same
// key has no second effect. Also: what a client sees when a long response is interrupted.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, type Person } from '../../bench/client.ts';
import { findWorkerPid } from '../../bench/harness/cpu.ts';
import { addressOf, viaProxy } from '../../bench/harness/delay-proxy.ts';
import { asAppRole } from '../../src/cli/database/app-role.ts';
import { type LossyProxy, startLossyProxy } from '../support/lossy-proxy.ts';
import { createTestDatabase, startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

let databaseUrl: string;
let laurel: WholeLaurel;
let proxy: LossyProxy;
let sql: postgres.Sql;
let finance: Person;
let payer: Person & { walletId: string };
let payee: Person & { walletId: string };
let workerPid: number;
let aPerson: () => Promise<Person>;

beforeAll(async () => {
  databaseUrl = await createTestDatabase();
  sql = postgres(databaseUrl, { max: 1 });
  proxy = await startLossyProxy(addressOf(databaseUrl));
  laurel = await startWholeLaurel({ DATABASE_URL: viaProxy(asAppRole(databaseUrl), proxy), BACKEND_SHARDS: '1' });
  workerPid = findWorkerPid(process.pid) as number;
  const client = createClient(laurel.url, laurel.jwtSecret);
  aPerson = () => client.person();
  const anOwner = async () => {
    const person = await client.person();
    return { ...person, walletId: (await client.post(person, '/v1/wallets', {})).id as string };
  };
  [finance, payer, payee] = [await client.person(['finance']), await anOwner(), await anOwner()];
  const credit = { walletId: payer.walletId, amountCoins: 100_000, note: 'n' };
  await client.post(finance, '/v1/credits', credit, { key: crypto.randomUUID() });
  await client.close();
});

afterAll(async () => {
  await laurel?.stop();
  await proxy?.stop();
  await sql?.end();
});

async function send(as: Person, path: string, body: object, key: string, { url } = laurel) {
  const headers = { authorization: `Bearer ${as.token}`, 'content-type': 'application/json', 'idempotency-key': key };
  const init = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) };
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  const replayed = response.headers.get('idempotency-replayed');
  return { status: response.status, text, body: JSON.parse(text), replayed };
}

const done = async (as: Person, path: string, body: object): Promise<string> => {
  const answer = await send(as, path, body, crypto.randomUUID());
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};

/** Counts of all rows that a posting can write. */
const countRows = async () =>
  (
    await sql`SELECT (SELECT count(*) FROM economy_transaction)::int AS legs, (SELECT count(*) FROM economy_hold)::int AS holds,
      (SELECT count(*) FROM economy_hold WHERE state <> 'active')::int AS resolved, (SELECT count(*) FROM moderation_audit)::int AS audits`
  )[0];

/** Counts of all rows that the other acts can write. */
const countOthers = async () =>
  (
    await sql`SELECT (SELECT count(*) FROM economy_wallet)::int AS wallets, (SELECT count(*) FROM economy_wallet WHERE is_frozen)::int AS frozen,
      (SELECT count(*) FROM team_team)::int AS teams, (SELECT count(*) FROM team_member)::int AS members,
      (SELECT count(*) FROM moderation_audit)::int AS audits, (SELECT count(*) FROM http_idempotency)::int AS keys`
  )[0];

const pair = () => ({ fromWalletId: payer.walletId, toWalletId: payee.walletId, amountCoins: 1 });
const alone = () => ({ walletId: payer.walletId, amountCoins: 1, note: 'n' });
const terms = () => ({ walletId: payer.walletId, toWalletId: payee.walletId, amountCoins: 2 });
const aHold = () => done(payer, '/v1/holds', terms());

/** `answersBefore`: database responses before the commit. A reversal first reads the original transfer. */
const acts: [name: string, answersBefore: number, ask: () => Promise<[as: Person, path: string, body: object]>][] = [
  ['transfer', 0, async () => [payer, '/v1/transfers', pair()]],
  ['credit', 0, async () => [finance, '/v1/credits', alone()]],
  ['debit', 0, async () => [finance, '/v1/debits', alone()]],
  ['batch', 0, async () => [finance, '/v1/batches', { movements: [pair(), pair()], note: 'n' }]],
  ['hold', 0, async () => [payer, '/v1/holds', terms()]],
  ['capture', 0, async () => [payee, `/v1/holds/${await aHold()}/captures`, { amountCoins: 1 }]],
  ['release', 0, async () => [payee, `/v1/holds/${await aHold()}/releases`, {}]],
  [
    'reversal',
    1,
    async () => [finance, `/v1/transfers/${await done(payer, '/v1/transfers', pair())}/reversals`, { note: 'n' }],
  ],
];

it.each(acts)(
  'a %s whose response is lost after the commit takes effect once, and retries get the same response',
  async (_, skip, ask) => {
    const [as, path, body] = await ask();
    const [key, before, lost] = [crypto.randomUUID(), await countRows(), proxy.dropped()];
    proxy.dropResponse(skip);
    const first = await send(as, path, body, key);
    expect([first.status, first.body.code, proxy.dropped()]).toEqual([503, 'unavailable', lost + 1]);
    const after = await countRows();
    expect(after).not.toEqual(before);
    const again = await send(as, path, body, key);
    expect(again.status, again.text).toBe(201);
    expect((await send(as, path, body, key)).text).toBe(again.text);
    expect(await countRows()).toEqual(after);
  },
);

const transactions: [name: string, status: number, ask: () => Promise<[as: Person, path: string, body: object]>][] = [
  ['wallet opening', 201, async () => [await aPerson(), '/v1/wallets', {}]],
  ['freeze', 200, async () => [finance, `/v1/wallets/${payee.walletId}/freeze`, { reason: 'review' }]],
  ['thaw', 200, async () => [finance, `/v1/wallets/${payee.walletId}/thaw`, { reason: 'review' }]],
  ['team', 201, async () => [await aPerson(), '/v1/teams', { name: 'The Engines' }]],
  [
    'new membership',
    201,
    async () => {
      const formed = await send(payer, '/v1/teams', { name: 'The Engines' }, crypto.randomUUID());
      const { id, joinCode } = formed.body;
      return [await aPerson(), `/v1/teams/${id}/members`, { joinCode }];
    },
  ],
];

it.each(transactions)(
  'a %s whose commit is not confirmed takes effect once, and retries get its answer',
  async (_, status, ask) => {
    const [as, path, body] = await ask();
    const [key, before, lost] = [crypto.randomUUID(), await countOthers(), proxy.dropped()];
    proxy.dropCommit();
    const first = await send(as, path, body, key);
    expect([first.status, first.body.code, proxy.dropped()]).toEqual([503, 'unavailable', lost + 1]);
    const after = await countOthers();
    expect(after).not.toEqual(before);
    const again = await send(as, path, body, key);
    expect([again.status, again.replayed], again.text).toEqual([status, 'true']);
    expect((await send(as, path, body, key)).text).toBe(again.text);
    expect(await countOthers()).toEqual(after);
  },
);

it('an interrupted history download is an error for the client, not a shorter file', async () => {
  // Triggers are off because this many updates of one wallet row in one transaction are slow.
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT 'txn_' || n, 'trf_' || n, ${payee.walletId}, 1, n, 'p2p_transfer', ${payer.id}, '2020-01-01'::timestamptz + n * interval '1 second'
      FROM generate_series(1, 60000) n`;
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

it('a posting of a Worker that is killed after the commit takes effect once, and another Worker returns its result', async () => {
  const next = await startWholeLaurel({ DATABASE_URL: asAppRole(databaseUrl), JWT_SECRET: laurel.jwtSecret });
  const [key, before] = [crypto.randomUUID(), await countRows()];
  proxy.dropResponse(0, () => process.kill(workerPid, 'SIGKILL'));
  await expect(send(payer, '/v1/transfers', pair(), key)).rejects.toThrow('fetch failed');
  const after = await countRows();
  expect(after?.legs).toBe(before?.legs + 2);
  const again = await send(payer, '/v1/transfers', pair(), key, next);
  expect(again.status, again.text).toBe(201);
  expect((await send(payer, '/v1/transfers', pair(), key, next)).text).toBe(again.text);
  expect(await countRows()).toEqual(after);
  await next.stop();
});
