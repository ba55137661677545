// Webhooks while the server is killed with SIGKILL at random moments: each event arrives, signed by a key of its time, and receivers that are
// down hold up no other.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { startVictim, type Victim } from '../support/laurels/victim.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { seededRandom } from '../support/rules/random.ts';
import { findClosedPort } from '../support/servers/closed-port.ts';

interface Got {
  /** By id of the message. */
  readonly times: Map<string, number>;
  readonly secrets: string[];
  refused: number;
}

/** `hang` never answers; the others answer 204 after a moment. */
async function startReceivers(names: readonly string[]) {
  const got = new Map(names.map((name) => [name, { times: new Map(), secrets: [], refused: 0 } as Got]));
  const isSigned = (secret: string, body: string, { headers }: IncomingMessage) => {
    try {
      new Webhook(secret).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  };
  const server = createServer(async (request, response) => {
    const name = request.url?.slice(1) ?? '';
    let body = '';
    for await (const part of request) body += part;
    if (name === 'hang') return;
    const of = got.get(name) as Got;
    const id = String(request.headers['webhook-id']);
    if (of.secrets.some((secret) => isSigned(secret, body, request))) of.times.set(id, (of.times.get(id) ?? 0) + 1);
    else of.refused += 1;
    if (name === 'slow') await sleep(200);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got: (name: string) => got.get(name) as Got,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

let laurel: Victim;
let receivers: Awaited<ReturnType<typeof startReceivers>>;
beforeAll(async () => {
  [laurel, receivers] = [await startVictim(), await startReceivers(['quick', 'slow', 'hang'])];
}, 600_000);
afterAll(async () => {
  await receivers?.stop();
  await laurel?.stop();
});

it('however often the server is killed, each event arrives, signed, and a dead receiver holds up no other', async () => {
  const seed = Number(process.env.WEBHOOK_SEED ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const token = await signToken(laurel.jwtSecret, {
    sub: makePlayerId(),
    name: 'Ada',
    roles: ['organizer'],
    ttlSeconds: 86_400,
  });
  /** null: the server was down, and nobody knows whether the act was done. */
  const send = async (method: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
    const answer = await fetch(laurel.url() + path, init).catch(() => null);
    // biome-ignore lint/suspicious/noExplicitAny: the tests read what they have made
    return answer?.ok ? ((await answer.json().catch(() => null)) as any) : null;
  };
  const made = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2035-01-01T10:00:00Z' };
  const tournaments = [await send('POST', '/v1/tournaments', made), await send('POST', '/v1/tournaments', made)];
  for (const { id } of tournaments) await send('POST', `/v1/tournaments/${id}/transitions`, { to: 'published' });
  const ids = new Map<string, string>();
  const dead = `http://127.0.0.1:${await findClosedPort()}/`;
  for (const name of ['quick', 'slow', 'hang', 'dead']) {
    const { webhook, secret } = await send('POST', '/v1/webhooks', {
      url: name === 'dead' ? dead : `${receivers.url}/${name}`,
    });
    ids.set(name, webhook.id);
    if (name !== 'dead') receivers.got(name).secrets.push(secret);
  }

  let isOver = false;
  const acting = tournaments.map(async ({ id }, index) => {
    for (let [n, done] = [0, 0]; !isOver || done < 6; n += 1) {
      if ((await send('PATCH', `/v1/tournaments/${id}`, { title: `Open ${index} ${n}` })) !== null) done += 1;
      await sleep(20);
    }
  });
  for (let round = caseCount({ usual: 2, nightly: 20 }); round > 0; round -= 1) {
    await sleep(300 + random.below(900));
    // The key until now signs too.
    const rotated =
      round === 1 ? await send('POST', `/v1/webhooks/${ids.get('quick')}/secrets`, { overlapHours: 1 }) : null;
    if (rotated !== null) receivers.got('quick').secrets.unshift(rotated.secret);
    await laurel.kill();
  }
  await sleep(500);
  isOver = true;
  await Promise.all(acting);

  const sql = postgres(laurel.databaseUrl(), { max: 1, onnotice: () => {} });
  const good = [ids.get('quick') ?? '', ids.get('slow') ?? ''];
  // As if the leases of those who were killed had run out.
  if (!inject('isNightly'))
    await sql`UPDATE webhook_delivery SET due_at = now() WHERE state = 'sending' AND webhook_id IN ${sql(good)}`;
  const missing = async () => {
    await laurel.tick();
    const [row] = await sql<{ count: number }[]>`
      SELECT count(*)::integer AS count FROM event_outbox o JOIN webhook_endpoint e ON e.id IN ${sql(good)} AND o.created_at > e.created_at
      WHERE NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = o.id AND d.webhook_id = e.id AND d.state = 'delivered')`;
    return row?.count;
  };
  await expect.poll(missing, { timeout: 600_000, interval: 200, message: `seed ${seed}` }).toBe(0);
  for (const [index, name] of ['quick', 'slow'].entries()) {
    const events = await sql<{ id: string }[]>`
      SELECT o.id FROM event_outbox o JOIN webhook_endpoint e ON e.id = ${good[index] ?? ''} AND o.created_at > e.created_at`;
    const { times, refused } = receivers.got(name);
    expect([events.filter(({ id }) => !times.has(id)), refused], `${name}, seed ${seed}`).toEqual([[], 0]);
    expect(events.length).toBeGreaterThan(10);
  }
  // The others wait: their receivers never answer.
  const states = await sql<{ state: string }[]>`
    SELECT DISTINCT state FROM webhook_delivery WHERE webhook_id IN ${sql([ids.get('hang') ?? '', ids.get('dead') ?? ''])}`;
  expect(states.map(({ state }) => state)).not.toContain('delivered');
  await sql.end();
}, 3_600_000);
