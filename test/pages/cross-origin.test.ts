// A frontend on another origin, in a real browser: the page itself calls fetch and opens WebSockets.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import type { Role } from '../../src/core/actor.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { openBrowser } from '../support/pages/browser.ts';

let laurel: WholeLaurel;
let browser: Browser;
let frontend: Server;
let page: Page;

beforeAll(async () => {
  frontend = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Frontend</title>');
  });
  await new Promise<void>((resolve) => frontend.listen(0, '127.0.0.1', resolve));
  const { port } = frontend.address() as AddressInfo;
  const origins = { CORS_ORIGINS: `http://localhost:${port}` };
  [laurel, browser] = await Promise.all([startWholeLaurel(origins), openBrowser()]);
  page = await browser.newPage();
  await page.goto(`http://localhost:${port}/`);
});

afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
  frontend?.close();
});

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shape of responses
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

interface PageRequest {
  readonly url: string;
  readonly method: string;
  readonly token?: string;
  readonly body?: unknown;
}

/** Sends a request from the page. A request that the browser blocks has the status 0. */
function request(sent: PageRequest, from: Page = page): Promise<Answer> {
  return from.evaluate(async ({ url, method, token, body }) => {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    };
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json(), headers: Object.fromEntries(response.headers) };
    } catch {
      return { status: 0, body: null, headers: {} };
    }
  }, sent);
}

async function aPlayer(roles: readonly Role[] = []) {
  const sub = makePlayerId();
  const token = await signToken(laurel.jwtSecret, { sub, name: 'Ada', roles, ttlSeconds: 600 });
  const call = (method: string, path: string, body?: unknown) =>
    request({ url: laurel.url + path, method, token, ...(body === undefined ? {} : { body }) });
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown = {}) => call('POST', path, body),
  };
}

it('a listed origin can register players, receive events, report a result and read a wallet', async () => {
  const organizer = await aPlayer(['organizer']);
  const players = [await aPlayer(), await aPlayer()] as const;
  const tournament = { title: 'Open', issuer: 'Club', capacity: 2, startsAt: '2035-01-01T10:00:00Z' };
  const created = await organizer.post('/v1/tournaments', tournament);
  expect([created.status, created.headers.location]).toEqual([201, `/v1/tournaments/${created.body.id}`]);
  expect(created.headers['x-request-id']).toBeDefined();
  const path = `/v1/tournaments/${created.body.id}`;
  for (const to of ['published', 'registration_open']) await organizer.post(`${path}/transitions`, { to });

  await page.evaluate(
    (url) => {
      const frames: unknown[] = [];
      Object.assign(globalThis, { frames });
      const socket = new WebSocket(url);
      socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(data)));
      return new Promise((resolve, reject) => {
        socket.addEventListener('message', resolve, { once: true });
        socket.addEventListener('error', reject);
      });
    },
    `${laurel.url.replace('http', 'ws')}/live/tournaments/${created.body.id}`,
  );

  for (const player of players) expect((await player.post(`${path}/registrations`)).status).toBe(201);
  const again = await players[0].post(`${path}/registrations`);
  expect([again.status, again.body.code]).toEqual([409, 'already_registered']);
  for (const to of ['registration_closed', 'live']) await organizer.post(`${path}/transitions`, { to });
  const { body: bracket } = await players[0].get(`${path}/matches`);
  const report = await players[0].post(`/v1/matches/${bracket.items[0].id}/reports`, { scores: [2, 0] });
  expect(report.status).toBe(200);

  const wallet = await players[1].post('/v1/wallets');
  expect((await players[1].get(`/v1/wallets/${wallet.body.id}`)).body.balanceCoins).toBe(0);

  await expect
    .poll(() => page.evaluate(() => (globalThis as { frames?: unknown[] }).frames))
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'welcome' }),
        { type: 'event', event: expect.objectContaining({ type: 'registration_created' }) },
        { type: 'event', event: expect.objectContaining({ type: 'result_reported' }) },
      ]),
    );
});

it('an origin that is not listed can read verification only', async () => {
  const unlisted = await browser.newPage();
  const { port } = frontend.address() as AddressInfo;
  await unlisted.goto(`http://127.0.0.1:${port}/`);
  const verdict = await request({ url: `${laurel.url}/c/7K2M-9QXA-0B1C-D3EF`, method: 'GET' }, unlisted);
  expect([verdict.status, verdict.body.code]).toEqual([404, 'not_found']);
  expect((await request({ url: `${laurel.url}/v1/tournaments`, method: 'GET' }, unlisted)).status).toBe(0);
  const isOpen = await unlisted.evaluate(
    (url) => {
      const socket = new WebSocket(url);
      return new Promise((resolve) => {
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('error', () => resolve(false));
      });
    },
    `${laurel.url.replace('http', 'ws')}/live/tournaments/trn_0123456789abcdefghjkmnpqrs`,
  );
  expect(isOpen).toBe(false);
});
