// The app under the real Deno binary, with pool, rooms, queue and metrics in one process, and without Cloudflare.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { denoCommand } from '../../src/cli/dev/local-deno.ts';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import type { Role } from '../../src/core/actor.ts';
import { type DenoLaurel, startDenoLaurel } from '../support/laurels/deno-laurel.ts';

const metricsToken = 'a-token-for-metrics';

let laurel: DenoLaurel;
beforeAll(async () => {
  laurel = await startDenoLaurel({ METRICS_TOKEN: metricsToken });
});
afterAll(() => laurel?.stop());

async function aPerson(roles: readonly Role[] = []) {
  const id = makePlayerId();
  const token = await signToken(laurel.jwtSecret, { sub: id, name: 'Ada', roles, ttlSeconds: 600 });
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(laurel.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape of the response
    return { status: response.status, body: (await response.json()) as any };
  };
  return {
    id,
    headers: { authorization: `Bearer ${token}` },
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown = {}) => call('POST', path, body),
  };
}

it('is ready and refuses a caller without the role', async () => {
  const ready = (await (await fetch(`${laurel.url}/readyz`)).json()) as { checks: unknown };
  expect(ready.checks).toMatchObject({ database: 'ok' });
  const refused = await (await aPerson()).post('/v1/tournaments', { title: 'Open' });
  expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
});

// A Worker does not see If-Match without a value: workerd leaves it out of the request.
it('an empty condition or key is refused and changes nothing, an empty If-None-Match is none', async () => {
  const organizer = await aPerson(['organizer']);
  const { id } = (
    await organizer.post('/v1/tournaments', { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' })
  ).body;
  const path = `/v1/tournaments/${id}`;
  const send = async (method: string, to: string, header: string, body?: object) => {
    const headers = { ...organizer.headers, 'content-type': 'application/json', [header]: '' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(laurel.url + to, { method, headers, ...sent });
    // biome-ignore lint/suspicious/noExplicitAny: asserted below
    const answer = (await response.json()) as any;
    return [response.status, answer.code ?? 'done', answer.errors?.[0].field ?? null];
  };
  const read = async () => (await organizer.get(path)).body;
  const before = await read();
  const plan = { maps: ['A'], steps: [{ kind: 'pick', by: 'a' }] };
  const malformed = [422, 'invalid_request', 'If-Match'];
  expect(await send('PATCH', path, 'If-Match', { title: 'Other' })).toEqual(malformed);
  expect(await send('PUT', `${path}/stages/1/veto`, 'If-Match', plan)).toEqual(malformed);
  expect(await send('POST', `${path}/transitions`, 'If-Match', { to: 'published' })).toEqual(malformed);
  const keyless = [400, 'idempotency_key_required', null];
  expect(await send('POST', `${path}/transitions`, 'Idempotency-Key', { to: 'published' })).toEqual(keyless);
  expect(await read()).toEqual(before);
  expect((await organizer.get(`${path}/stages/1/veto`)).status).toBe(404);
  expect(await send('GET', path, 'If-None-Match')).toEqual([200, 'done', null]);
});

it('serves what its pages need, and counts its requests', async () => {
  const page = await (await fetch(`${laurel.url}/`)).text();
  const paths = [...page.matchAll(/(?:href|src)="(\/static\/[^"?]+)/g)].map(([, path = '']) => path);
  expect(paths).toContain('/static/page.css');
  for (const path of paths) {
    const asset = await fetch(laurel.url + path);
    expect([asset.status, asset.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/css|javascript|svg/),
    ]);
    expect(Number(asset.headers.get('content-length'))).toBe((await asset.bytes()).length);
  }
  expect((await fetch(`${laurel.url}/static/none.css`)).status).toBe(404);
  const metrics = await fetch(`${laurel.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  expect(await metrics.text()).toMatch(/http_request_seconds_count\{[^}]*\} [1-9]/);
});

it('starts without a store, and says which variable is missing', async () => {
  const bare = await startDenoLaurel({ R2_BUCKET: '' });
  try {
    const { status, faults } = (await (await fetch(`${bare.url}/readyz`)).json()) as {
      status: string;
      faults: unknown;
    };
    expect({ status, faults }).toEqual({
      status: 'not_ready',
      faults: [{ variable: 'R2_BUCKET', reason: 'is not set' }],
    });
  } finally {
    await bare.stop();
  }
});

it('an address that it cannot listen on is refused in one sentence', async () => {
  const [deno = '', ...args] = denoCommand;
  const run = (variables: Record<string, string>) =>
    promisify(execFile)(deno, args, { env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', ...variables } }).then(
      () => null,
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => [code, stdout, stderr],
    );
  expect(await run({ PORT: 'http' })).toEqual([2, '', 'PORT must be a whole number from 0 to 65535.\n']);
  expect(await run({ CRON_SECONDS: '1m' })).toEqual([2, '', 'CRON_SECONDS must be a number of seconds, or 0.\n']);
  const taken = await run({ PORT: new URL(laurel.url).port });
  expect(taken).toEqual([
    1,
    '',
    expect.stringMatching(/^Laurel cannot listen on port \d+ of 127.0.0.1: .* in use.*\n$/),
  ]);
});

interface Told {
  readonly type: string;
  readonly seq?: number;
  readonly event?: { readonly type: string; readonly seq: number };
  readonly events?: readonly { readonly type: string; readonly seq: number }[];
  readonly [field: string]: unknown;
}

/** `path` of a room, with its query. */
function watch(path: string) {
  const socket = new WebSocket(`${laurel.url.replace('http', 'ws')}/live/${path}`);
  const frames: Told[] = [];
  const closed = new Promise<number>((done) => socket.on('close', done));
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  const events = () => frames.flatMap(({ event, events: several }) => several ?? (event === undefined ? [] : [event]));
  return { socket, frames, events, closed };
}

it('takes tickets into the rooms of a tournament and its match, each once, three at a time', async () => {
  const organizer = await aPerson(['organizer']);
  const players = [await aPerson(), await aPerson()] as const;
  const tournament = { title: 'Open', issuer: 'Club', capacity: 2, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = (await organizer.post('/v1/tournaments', tournament)).body;
  const path = `/v1/tournaments/${id}`;
  for (const to of ['published', 'registration_open']) await organizer.post(`${path}/transitions`, { to });
  for (const player of players) expect((await player.post(`${path}/registrations`)).status).toBe(201);
  for (const to of ['registration_closed', 'live']) await organizer.post(`${path}/transitions`, { to });
  const [anonymous, [match]] = [watch(`tournaments/${id}`), (await players[0].get(`${path}/matches`)).body.items];
  await expect.poll(() => anonymous.frames[0]?.type).toBe('welcome');
  const ticketFor = async (body: object) => (await players[0].post('/v1/live/tickets', body)).body.ticket as string;
  const ticket = await ticketFor({ matchId: match.id });
  const follower = watch(`matches/${match.id}?ticket=${ticket}`);
  await expect.poll(() => follower.frames[0]?.snapshot).toMatchObject({ id: match.id });
  const refused = [watch(`matches/${match.id}?ticket=${ticket}`), watch(`tournaments/${id}?ticket=${ticket}`)];
  expect(await Promise.all(refused.map(({ closed }) => closed))).toEqual([4001, 4001]);
  const more = [watch(`tournaments/${id}?ticket=${await ticketFor({ tournamentId: id })}`), watch(`tournaments/${id}`)];
  await expect.poll(() => more.map(({ frames }) => frames[0]?.type)).toEqual(['welcome', 'welcome']);
  more[1]?.socket.send(JSON.stringify({ type: 'auth', ticket: await ticketFor({ tournamentId: id }) }));
  await expect.poll(() => more[1]?.frames[1]?.type).toBe('authenticated');
  more[1]?.socket.send('{"type":"presence"}');
  await expect.poll(() => more[1]?.frames[2]).toEqual({ type: 'presence', sockets: 4 });
  expect(await watch(`tournaments/${id}?ticket=${await ticketFor({ tournamentId: id })}`).closed).toBe(4008);
  await organizer.post(`/v1/matches/${match.id}/decisions`, { scores: [2, 0] });
  await expect.poll(() => follower.events().map(({ type }) => type)).toEqual(['match_completed']);
  for (const { socket } of [follower, anonymous, ...more]) socket.close();
});

it('creates a tournament, registers players, sends events, accepts reports, and verifies', async () => {
  const organizer = await aPerson(['organizer']);
  const players = [await aPerson(), await aPerson()] as const;
  const tournament = { title: 'Open', issuer: 'Club', capacity: 2, startsAt: '2035-01-01T10:00:00Z' };
  const created = await organizer.post('/v1/tournaments', tournament);
  expect(created.status).toBe(201);
  const path = `/v1/tournaments/${created.body.id}`;
  for (const to of ['published', 'registration_open']) await organizer.post(`${path}/transitions`, { to });

  const { socket, frames, events } = watch(`tournaments/${created.body.id}`);
  await expect.poll(() => frames[0]?.type).toBe('welcome');

  for (const player of players) expect((await player.post(`${path}/registrations`)).status).toBe(201);
  for (const to of ['registration_closed', 'live']) await organizer.post(`${path}/transitions`, { to });
  const match = (await players[0].get(`${path}/matches`)).body.items[0];
  const report = { scores: [2, 0] };
  expect((await players[0].post(`/v1/matches/${match.id}/reports`, report)).status).toBe(200);
  expect((await players[1].post(`/v1/matches/${match.id}/confirmations`, report)).status).toBe(200);
  expect((await organizer.post(`${path}/transitions`, { to: 'completed' })).status).toBe(200);
  const last = (await organizer.get(path)).body.eventSeq;
  const first = (frames[0]?.seq ?? 0) + 1;
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  await expect.poll(() => events().map(({ seq }) => seq)).toEqual(all);
  expect(events().map(({ type }) => type)).toContain('match_completed');
  socket.close();

  expect((await organizer.post(`${path}/certificates`)).status).toBe(202);
  const list = async () => (await organizer.get(`${path}/certificates`)).body;
  await expect.poll(async () => (await list()).issued).toBe(2);
  const { items } = await list();
  const verdict = await fetch(`${laurel.url}/c/${items[0].code}`, { headers: { accept: 'application/json' } });
  expect(await verdict.json()).toMatchObject({
    verdict: 'valid',
    fileCheck: 'matches',
    certificate: { tournamentTitle: 'Open' },
  });
  expect((await fetch(`${laurel.url}/c/7K2M-9QXA-0B1C-D3EF`, { headers: { accept: 'application/json' } })).status).toBe(
    404,
  );
});

it('refuses a sanctioned player at every gate, and closes the sockets and streams of that player at once', async () => {
  const [organizer, moderator] = [await aPerson(['organizer']), await aPerson(['moderator'])];
  const [player, other] = [await aPerson(['organizer']), await aPerson()];
  const tournament = { title: 'Open', issuer: 'Club', capacity: 4, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = (await organizer.post('/v1/tournaments', tournament)).body;
  const path = `/v1/tournaments/${id}`;
  for (const to of ['published', 'registration_open']) await organizer.post(`${path}/transitions`, { to });
  const watch = async (headers: Record<string, string>) => {
    const frames: { type: string; event?: { type: string } }[] = [];
    const socket = new WebSocket(`${laurel.url.replace('http', 'ws')}/live/tournaments/${id}`, { headers });
    socket.on('message', (data) => frames.push(JSON.parse(String(data))));
    const closed = once(socket, 'close').then(([code]) => code as number);
    await expect.poll(() => frames.length).toBe(1);
    return { socket, frames, closed };
  };
  const sockets = [
    await watch(player.headers),
    await watch(player.headers),
    await watch(other.headers),
    await watch({}),
  ];
  const join = { headers: { ...player.headers, accept: 'text/event-stream' } };
  const stream = await fetch(`${laurel.url}/live/tournaments/${id}`, join);
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('welcome');
  const ban = { kind: 'ban', reasonCode: 'cheating', statement: 'Said.', endsAt: '2035-01-01T10:00:00Z' };
  // Of whom something is kept.
  expect((await player.get('/v1/me')).status).toBe(200);
  const imposed = await moderator.post('/v1/sanctions', { ...ban, playerId: player.id });
  expect(imposed.status).toBe(201);
  // By the call that follows the commit: the check that comes by itself is a minute later than this test may run.
  expect(await Promise.all(sockets.slice(0, 2).map(({ closed }) => closed))).toEqual([4003, 4003]);
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read())
    rest += new TextDecoder().decode(part.value);
  expect(rest).not.toContain('registration_created');
  // What comes afterwards reaches those who stay, and nobody else.
  expect((await other.post(`${path}/registrations`)).status).toBe(201);
  for (const { frames } of sockets.slice(2))
    await expect.poll(() => frames.at(-1)?.event?.type).toBe('registration_created');
  for (const { frames } of sockets.slice(0, 2)) expect(frames.map(({ type }) => type)).not.toContain('event');
  expect((await player.post('/v1/tournaments', tournament)).body.code).toBe('sanctioned');
  const refused = await player.post(`${path}/registrations`);
  expect(refused.body).toMatchObject({
    code: 'sanctioned',
    facts: { kind: 'ban', endsAt: '2035-01-01T10:00:00.000Z' },
  });
  expect((await fetch(`${laurel.url}/live/tournaments/${id}`, join)).status).toBe(403);
  await moderator.post(`/v1/sanctions/${imposed.body.id}/revocation`, { reason: 'No.' });
  expect((await player.post(`${path}/registrations`)).status).toBe(201);
  for (const { socket } of sockets) socket.close();
});

it('plays a sandbox to its end by the queue of the process', async () => {
  const organizer = await aPerson(['organizer']);
  const body = { format: 'single_elimination', size: 4, playoffSize: null, actsPerMinute: 6000 };
  const made = await organizer.post('/v1/sandbox/tournaments', body);
  expect(made.status).toBe(201);
  const state = async () => (await organizer.get(`/v1/tournaments/${made.body.tournament.id}`)).body.state;
  await expect.poll(state, { timeout: 60_000 }).toBe('archived');
});
