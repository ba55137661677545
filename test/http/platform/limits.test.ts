// Limits through the API: exact for a player, approximate for an address; with headers; and what the log and the metrics say of requests.

import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { limitAddress } from '../../../src/app/limit-address.ts';
import { createEdgeServices, edgeServicesOf } from '../../../src/platform/cloudflare/services.ts';
import { aPerson, aToken, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({
  RATE_LIMITS: 'user=150/3600 match=3/60 verification=4/60 anonymous=5/60',
  LOG_REQUESTS: 'true',
  METRICS_TOKEN: 'a-token-for-metrics-1',
  BACKEND_SHARDS: '4',
});

it('a player who sends 200 requests at once gets exactly the limit', async () => {
  const player = await aPerson();
  const answers = await Promise.all(Array.from({ length: 200 }, () => get('/v1/tournaments?limit=1', { as: player })));
  expect(answers.filter(({ status }) => status === 200).length).toBe(150);
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.body).toMatchObject({
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
    code: 'quota_exceeded',
    facts: { limit: 'user', count: 150, windowSeconds: 3600 },
  });
  const seconds = refused?.body.facts.retryAfterSeconds;
  expect(refused?.headers.get('retry-after')).toBe(String(seconds));
  expect(refused?.headers.get('ratelimit')).toBe(`"user";r=0;t=${seconds}`);
  expect(refused?.headers.get('ratelimit-policy')).toBe('"user";q=150;w=3600');
});

it('a player with several subjects has one limit, whatever backend object each of them would reach', async () => {
  const subjects = ['auth0|limited', 'f3b1c7', 'google|limited', 'a-uid'];
  const tokens = await Promise.all(subjects.map(async (sub) => ({ id: '', token: await aToken({ sub }) }) as Person));
  const id = ok(await get('/v1/me', { as: tokens[0] as Person }), 200).id;
  await database.sql`
    INSERT INTO identity_subject (issuer, subject, player_id, linked_at)
    SELECT issuer, s, player_id, linked_at FROM identity_subject, unnest(string_to_array(${subjects.slice(1).join()}, ',')) s
    WHERE subject = ${subjects[0] as string}`;
  const all = [...tokens, { id, token: await aToken({ sub: id }) } as Person];
  const ask = (as: Person) => get('/v1/tournaments?limit=1', { as });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(all[index % 5] as Person)));
  // One of 150 was for /v1/me.
  expect(answers.filter(({ status }) => status === 200).length).toBe(149);
});

it('one player at the limit does not limit another', async () => {
  expect((await get('/v1/tournaments?limit=1', { as: await aPerson() })).status).toBe(200);
});

it('answers say what is left', async () => {
  const player = await aPerson();
  const first = await get('/v1/tournaments?limit=1', { as: player });
  const second = await get('/v1/tournaments?limit=1', { as: player });
  expect(first.headers.get('ratelimit')).toMatch(/^"user";r=149;t=\d+$/);
  expect(second.headers.get('ratelimit')).toMatch(/^"user";r=148;t=\d+$/);
});

it('a limited write changes nothing and may be repeated with its key after the window', async () => {
  const stage = await aLiveTournament(2);
  const [match] = await matchesOf(stage);
  const [player] = stage.players;
  const report = (score: number) =>
    post(`/v1/matches/${match?.id}/reports`, { as: player as never, body: { scores: [score, 0] } });
  for (const score of [1, 2, 3]) expect((await report(score)).status).toBe(200);
  expect((await report(4)).body.code).toBe('quota_exceeded');
  expect((await get(`/v1/matches/${match?.id}`)).body.slots[0].score).toBe(3);
});

it('anonymous reads of the API are not counted by player', async () => {
  expect((await get('/v1/tournaments?limit=1')).headers.get('ratelimit')).toBeNull();
});

it('requests without a token are limited by network; one with a token and one without an address are not', async () => {
  const network = '2001:db8:7:1:';
  const ask = (path: string, address: string | null, as?: Person) =>
    get(path, { as, headers: address === null ? {} : { 'cf-connecting-ip': address } });
  const paths = ['/v1/tournaments?limit=1', '/v1/me', '/v1/certificates/downloads/x', '/v1/nothing'];
  for (const path of [...paths, '/live/tournaments/x']) expect((await ask(path, `${network}:1`)).status).not.toBe(429);
  const refused = await ask(paths[0] as string, `${network}:2`);
  expect([refused.status, refused.body.code, refused.body.facts.limit]).toEqual([429, 'quota_exceeded', 'anonymous']);
  expect(refused.headers.get('ratelimit-policy')).toBe('"anonymous";q=5;w=60');
  for (const [address, as] of [[`${network}:2`, await aPerson()], ['2001:db8:7:2::1'], [null]] as const)
    expect((await ask(paths[0] as string, address, as)).status).toBe(200);
});

it('a header that clients can send does not choose the address', async () => {
  for (let request = 0; request <= 5; request += 1) {
    const headers = {
      'cf-connecting-ip': '192.0.2.9',
      'x-forwarded-for': `192.0.2.${request}`,
      'x-real-ip': `192.0.2.${request}`,
    };
    expect((await get('/v1/tournaments?limit=1', { headers })).status).toBe(request < 5 ? 200 : 429);
  }
});

it('the shared counter of the platform limits too, where it is bound', async () => {
  const asked: string[] = [];
  const binding = { limit: async ({ key }: { key: string }) => ({ success: asked.push(key) < 2 }) };
  const { addressOf, limiter, sharedCounter } = createEdgeServices({ ...env, ADDRESS_LIMIT: binding } as never);
  const request = new Request('https://laurel.test/', { headers: { 'cf-connecting-ip': '192.0.2.77' } });
  const take = () => limitAddress({ addressOf, limiter, sharedCounter }, request, 'anonymous');
  await take();
  await expect(take()).rejects.toMatchObject({ code: 'quota_exceeded', facts: { limit: 'address' } });
  expect(asked).toEqual(['192.0.2.77', '192.0.2.77']);
  expect(edgeServicesOf(env).sharedCounter).toBe(null);
});

it('verification is limited by network, as JSON and as a page that is no verdict', async () => {
  const ask = (address: string, accept: string) =>
    get('/c/0000-0000-0000-0000', { headers: { 'cf-connecting-ip': address, accept } });
  for (let request = 1; request <= 4; request += 1)
    expect((await ask(`2001:db8:1:2::${request}`, 'application/json')).status).toBe(404);
  const refused = await ask('2001:db8:1:2::5', 'application/json');
  expect([refused.status, refused.body.code]).toEqual([429, 'quota_exceeded']);
  const page = await ask('2001:db8:1:2::6', 'text/html');
  expect(page.status).toBe(429);
  expect(page.text).toContain('This says nothing about the certificate');
  expect((await ask('2001:db8:1:3::1', 'application/json')).status).toBe(404);
});

it('the log has one line per request, with the pattern of the route and without personal data', async () => {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const player = await aPerson({ name: 'Private Person' });
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const headers = { 'x-request-id': 'request-7', traceparent };
  await get('/v1/tournaments/trn_00000000000000000000000000?secret=1', { as: player, headers });
  await get('/c/0000-0000-0000-0000', { headers: { accept: 'application/json' } });
  spy.mockRestore();
  const found = lines.map((line) => JSON.parse(line)).filter(({ route }) => route !== undefined);
  expect(found).toEqual([
    {
      level: 'info',
      route: 'GET /v1/tournaments/:id',
      status: 422,
      ms: expect.any(Number),
      requestId: 'request-7',
      actor: player.id,
      trace: '4bf92f3577b34da6a3ce929d0e0e4736',
    },
    expect.objectContaining({ route: 'GET /c/:code', status: 404, actor: null }),
  ]);
  expect(lines.join('')).not.toMatch(/Private|secret|0000-0000/);
});

it('the metrics have a histogram per route pattern', async () => {
  await get('/v1/tournaments?limit=1');
  await expect
    .poll(async () => {
      await get('/v1/tournaments?limit=1');
      return (await get('/metrics', { headers: { authorization: 'Bearer a-token-for-metrics-1' } })).text;
    })
    .toMatch(/http_request_seconds_bucket\{route="GET \/v1\/tournaments",status="2xx",le="\+Inf"\} [1-9]/);
});
