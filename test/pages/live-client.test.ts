// The live client in a real browser: the states that it exposes while the network goes and comes, the machine sleeps, the tab is frozen, and
// some of its transports are blocked. Each time it goes on without a lost or repeated event.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { repositoryFolder } from '../../src/cli/dev/home-folder.ts';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel } from '../../src/client/index.ts';
import type { Live, LiveState } from '../../src/client/live/index.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { openBrowser } from '../support/pages/browser.ts';
import { type BreakableProxy, startBreakableProxy } from '../support/servers/breakable-proxy.ts';

let laurel: WholeLaurel;
let browser: Browser;
let frontend: Server;
/** Before Laurel, for the page alone. */
let network: BreakableProxy;
let script = '';

beforeAll(async () => {
  frontend = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Frontend</title>');
  });
  await new Promise<void>((resolve) => frontend.listen(0, '127.0.0.1', resolve));
  const origins = { CORS_ORIGINS: `http://localhost:${(frontend.address() as AddressInfo).port}` };
  const entryPoints = [join(repositoryFolder, 'src/client/live/index.ts')];
  const bundling = build({ entryPoints, bundle: true, globalName: 'laurel', format: 'iife', write: false });
  [laurel, browser] = await Promise.all([startWholeLaurel(origins), openBrowser()]);
  script = (await bundling).outputFiles[0]?.text ?? '';
  const { hostname: host, port } = new URL(laurel.ownSocketUrl);
  network = await startBreakableProxy({ host, port: Number(port) });
});

afterAll(async () => {
  await browser?.close();
  await network?.stop();
  await laurel?.stop();
  frontend?.close();
});

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

async function login(roles: readonly 'organizer'[] = []) {
  const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 600 };
  return createLaurel({ baseUrl: laurel.url, token: await signToken(laurel.jwtSecret, claims) });
}

const register = async (id: string) => (await login()).register({ params: { id } });

/** What the page was told. */
interface Told {
  readonly states: readonly LiveState[];
  /** In which state each event came, and its number. */
  readonly events: readonly { readonly status: string; readonly seq: number }[];
  readonly resets: number;
  readonly behindMs: number;
}

interface Followed {
  readonly id: string;
  readonly told: () => Promise<Told>;
  /** Waits for the state, and returns those before it since the last call. */
  readonly until: (status: LiveState['status']) => Promise<string[]>;
  readonly untilEvent: (seq: number) => Promise<void>;
}

async function aPage(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`http://localhost:${(frontend.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: script });
  return page;
}

/** Two events have happened before. */
async function follow(page: Page): Promise<Followed> {
  const organizer = await login(['organizer']);
  const body = { title: 'Followed', issuer: 'Club', capacity: 16, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  await page.evaluate(`(() => {
    const told = { states: [], events: [], resets: 0 };
    const live = laurel.followTournament({
      baseUrl: 'http://127.0.0.1:${network.port}', tournamentId: '${id}',
      onReset: () => { told.resets += 1; },
      onEvent: ({ seq }) => told.events.push({ status: live.state.status, seq }),
      onState: (state) => told.states.push(state),
    });
    Object.assign(globalThis, { told, live });
  })()`);
  const told = () =>
    page.evaluate(() => {
      const { told, live } = globalThis as unknown as { told: Omit<Told, 'behindMs'>; live: Live };
      return { ...told, behindMs: live.behindMs };
    });
  let seen = 0;
  const followed: Followed = {
    ...{ id, told },
    async until(status) {
      const last = async () => (await told()).states.at(-1)?.status;
      await expect.poll(last, { timeout: 60_000 }).toBe(status);
      const statuses = (await told()).states.slice(seen).map((state) => state.status);
      seen += statuses.length;
      return statuses;
    },
    async untilEvent(seq) {
      await expect.poll(async () => (await told()).events.at(-1)?.seq, { timeout: 60_000 }).toBe(seq);
    },
  };
  await followed.until('live');
  return followed;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('without a network it is offline and says for how long, then catches up and is live, on a slow network too', async () => {
  const page = await aPage();
  const { id, told, until, untilEvent } = await follow(page);
  expect((await told()).behindMs).toBe(0);
  await page.context().setOffline(true);
  const cutAt = Date.now();
  await until('offline');
  for (const _ of range(1, 3)) await register(id);
  // Some attempts fail meanwhile.
  await sleep(4_000);
  const waitedMs = Date.now() - cutAt;
  expect((await told()).behindMs).toBeGreaterThanOrEqual(waitedMs);
  expect((await told()).events).toEqual([]);
  const session = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 400, downloadThroughput: 20_000, uploadThroughput: 20_000 };
  await session.send('Network.emulateNetworkConditions', slow);
  await page.context().setOffline(false);
  await untilEvent(5);
  expect((await until('live')).slice(-2)).toEqual(['catching_up', 'live']);
  const { events, resets, behindMs } = await told();
  // Of those that were missed the last one ends catching up.
  expect(events.map(({ status, seq }) => [status, seq])).toEqual(range(3, 5).map((seq) => ['catching_up', seq]));
  expect([resets, behindMs]).toEqual([1, 0]);
});

it('a machine that slept notices that its connection is dead, long before silence would say so', async () => {
  const page = await aPage();
  await page.clock.install();
  const { id, told, until, untilEvent } = await follow(page);
  await network.fail('freezes');
  network.admit();
  await register(id);
  // Shorter than the 50 s of silence.
  await page.clock.fastForward(30_000);
  await untilEvent(3);
  expect(await until('live')).toEqual(['connecting', 'catching_up', 'live']);
  expect((await told()).resets).toBe(1);
});

it('a frozen tab goes on where it stood', async () => {
  const page = await aPage();
  const { id, told, untilEvent } = await follow(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  for (const _ of range(1, 3)) await register(id);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await untilEvent(5);
  const { events, resets } = await told();
  expect([events.map(({ seq }) => seq), resets]).toEqual([range(3, 5), 1]);
});

it.each([
  ['sse', 'sockets', []],
  ['polling', 'sockets and streams', [/:\d+\/live\//]],
] as const)('it is live by %s where %s are blocked', async (transport, _, blocked) => {
  const page = await aPage();
  await page.routeWebSocket(/\/live\//, (socket) => void socket.close());
  for (const address of blocked) await page.route(address, (route) => route.abort());
  const { id, told, untilEvent } = await follow(page);
  await register(id);
  await untilEvent(3);
  expect((await told()).states.at(-1)).toEqual({ status: 'live', transport });
});
