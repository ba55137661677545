// Real clients of all transports, outside of the Worker, while connections are cut, the Worker is started anew and its connections to
// Postgres are ended, by a seed. In the end every client has every event once and in order.

import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel } from '../../src/client/index.ts';
import { startBreakableProxy } from '../support/breakable-proxy.ts';
import { watchClient } from '../support/live-client.ts';
import { caseCount } from '../support/nightly.ts';
import { seededRandom } from '../support/random.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

let laurel: WholeLaurel;
let sql: postgres.Sql;
beforeAll(async () => {
  laurel = await startWholeLaurel();
  sql = postgres(laurel.variables.DATABASE_URL as string, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql?.end();
  await laurel?.stop();
});

async function login(roles: readonly 'organizer'[] = []): Promise<Laurel> {
  const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 3600 };
  return createLaurel({ baseUrl: laurel.ownSocketUrl, token: await signToken(laurel.jwtSecret, claims) });
}

async function anOpenTournament(): Promise<string> {
  const organizer = await login(['organizer']);
  const body = { title: 'Open', issuer: 'Club', capacity: 500, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  return id;
}

const faults = ['cut', 'refuse', 'end connections', 'none'] as const;

async function follow(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const { hostname: host, port } = new URL(laurel.ownSocketUrl);
  const proxy = await startBreakableProxy({ host, port: Number(port) });
  const through = `http://127.0.0.1:${proxy.port}`;
  const id = await anOpenTournament();
  const ways = ['websocket', 'sse', 'polling'] as const;
  const clients = [...ways, ...ways].map((way) => watchClient(through, id, way));
  for (let step = 0; step < 8; step += 1) {
    const fault = random.pick(faults);
    if (fault === 'cut' || fault === 'refuse') await proxy.fail('refuses');
    if (fault === 'cut') await proxy.restore();
    if (fault === 'end connections')
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'laurel' AND pid <> pg_backend_pid() AND random() < 0.5`;
    await Promise.all(
      Array.from({ length: 1 + random.below(3) }, async () => (await login()).register({ params: { id } })),
    );
    if (fault === 'refuse') await proxy.restore();
    if (random.next() < 0.3) clients.push(watchClient(through, id, random.pick(ways)));
    await sleep(random.below(300));
  }
  const { items } = await (await login()).listEvents({ params: { id }, query: { since: '0' } });
  const feed = items.map(({ epoch, seq }) => `${epoch}:${seq}`);
  const head = feed.at(-1);
  await expect
    .poll(() => clients.map(({ live }) => live.position), { timeout: 90_000, interval: 100 })
    .toEqual(clients.map(() => head));
  for (const { live, transport, resets, log } of clients) {
    const told = `seed ${seed}, ${transport}`;
    // Nothing was set back, so nobody had to begin anew.
    expect([told, resets.length]).toEqual([told, 1]);
    expect([told, log]).toEqual([told, feed.slice(resets[0])]);
    live.close();
  }
  await proxy.stop();
}

it('every client has every event once and in order', async () => {
  const seeds = Array.from({ length: caseCount({ usual: 5, nightly: 200 }) }, (_, index) => index + 1);
  for (let from = 0; from < seeds.length; from += 5) await Promise.all(seeds.slice(from, from + 5).map(follow));
}, 3_600_000);

it('a client delivers nothing after its end, and says that it is closed', async () => {
  const id = await anOpenTournament();
  const clients = (['websocket', 'sse', 'polling'] as const).map((way) => watchClient(laurel.ownSocketUrl, id, way));
  await expect.poll(() => clients.map(({ live }) => live.state.status)).toEqual(['live', 'live', 'live']);
  for (const { live } of clients) live.close();
  await (await login()).register({ params: { id } });
  await sleep(500);
  for (const { log, states, live } of clients)
    expect([log, states.at(-1), live.state.status]).toEqual([[], 'closed', 'closed']);
});
