// What the server of a partner does, under the real Deno binary: webhooks that fail at first, API keys, and receipts whose answers are lost.

import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import type { Role } from '../../src/core/actor.ts';
import { type DenoLaurel, startDenoLaurel } from '../support/laurels/deno-laurel.ts';
import { type LossyHttp, startLossyHttp } from '../support/servers/lossy-http.ts';

let laurel: DenoLaurel;
let proxy: LossyHttp;
beforeAll(async () => {
  laurel = await startDenoLaurel();
  proxy = await startLossyHttp(laurel.url);
});
afterAll(async () => {
  await proxy?.stop();
  await laurel?.stop();
});

const tokenOf = (sub: `ply_${string}`, roles: readonly Role[] = []) =>
  signToken(laurel.jwtSecret, { sub, name: 'Ada', roles, ttlSeconds: 600 });

async function send(token: string, method: string, path: string, body?: object, key: string = crypto.randomUUID()) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
  const init =
    method === 'GET'
      ? { headers: { authorization: headers.authorization } }
      : { method, headers, body: JSON.stringify(body ?? {}) };
  const answer = await fetch(proxy.url + path, init);
  return {
    status: answer.status,
    isReplayed: answer.headers.get('idempotency-replayed') === 'true',
    // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape of the response
    body: (await answer.json()) as any,
  };
}

it('a delivery that failed is sent again when its time has come, without an act in between', async () => {
  const token = await tokenOf(makePlayerId(), ['organizer']);
  const [base, name] = [inject('receiverUrl'), crypto.randomUUID()];
  const { webhook } = (await send(token, 'POST', '/v1/webhooks', { url: `${base}/flaky/1/${name}` })).body;
  const test = (await send(token, 'POST', `/v1/webhooks/${webhook.id}/tests`)).body;
  const read = async () => (await send(token, 'GET', `/v1/webhook-deliveries/${test.id}`)).body;
  await expect.poll(async () => (await read()).state).toBe('delivered');
  expect((await read()).attempts.map(({ status }: { status: number }) => status)).toEqual([200, 500]);
  const received = (await (await fetch(`${base}/received/${name}`)).json()) as { headers: Record<string, string> }[];
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([test.id, test.id]);
});

it('receivers that hang hold up no other receiver', async () => {
  const base = inject('receiverUrl');
  const testOf = async (how: string) => {
    const token = await tokenOf(makePlayerId(), ['organizer']);
    const { webhook } = (await send(token, 'POST', '/v1/webhooks', { url: `${base}/${how}/${crypto.randomUUID()}` }))
      .body;
    const { id } = (await send(token, 'POST', `/v1/webhooks/${webhook.id}/tests`)).body;
    return async () => (await send(token, 'GET', `/v1/webhook-deliveries/${id}`)).body.state;
  };
  const hanging = [await testOf('hang'), await testOf('hang'), await testOf('hang')];
  for (const stateOf of hanging) await expect.poll(stateOf).toBe('sending');
  await expect.poll(await testOf('ok'), { timeout: 5_000 }).toBe('delivered');
  for (const stateOf of hanging) expect(await stateOf()).toBe('sending');
});

it('a receipt whose answer is lost is posted once, and a revoked key ends at once', async () => {
  const [admin, buyer] = [makePlayerId(), makePlayerId()];
  const root = await tokenOf(makePlayerId(), ['admin']);
  const own = await tokenOf(admin);
  await send(own, 'GET', '/v1/me');
  expect((await send(root, 'POST', `/v1/players/${admin}/roles`, { role: 'admin' })).status).toBe(200);
  const terms = { name: 'Shop', scopes: ['economy:credit'], reach: 'all', issuer: 'shop' };
  const { apiKey, key } = (await send(own, 'POST', '/v1/api-keys', terms)).body;
  const { id: walletId } = (await send(await tokenOf(buyer), 'POST', '/v1/wallets')).body;
  const sale = { playerId: buyer, amountCoins: 5, reference: 'order:1', metadata: { country: 'BD' } };
  proxy.lose(1);
  await expect(send(key, 'POST', '/v1/receipts', sale, 'one')).rejects.toThrow();
  const again = await send(key, 'POST', '/v1/receipts', sale, 'one');
  expect(again).toMatchObject({
    status: 201,
    isReplayed: true,
    body: { reference: 'order:1', walletId, issuer: 'shop' },
  });
  expect((await send(key, 'POST', '/v1/receipts', { ...sale, amountCoins: 6 })).body.code).toBe('reference_conflict');
  const day = new Date(again.body.createdAt).toISOString().slice(0, 10);
  expect((await send(key, 'GET', `/v1/receipts/summary?day=${day}`)).body).toMatchObject({
    creditCount: 1,
    netCoins: 5,
  });
  expect((await send(own, 'POST', `/v1/api-keys/${apiKey.id}/revocation`)).status).toBe(200);
  expect((await send(key, 'POST', '/v1/receipts', { ...sale, reference: 'order:2' })).body.code).toBe(
    'unauthenticated',
  );
  expect(
    (await send(`${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`, 'GET', '/v1/receipts?reference=a')).status,
  ).toBe(401);
});
