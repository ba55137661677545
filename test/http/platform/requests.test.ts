// Rules for all routes: problems for invalid input, tokens, ids, idempotency, lists.

import { describe, expect, it } from 'vitest';
import { api } from '../../../src/app/api.ts';
import { aPerson, aToken, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const body = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
const organizer = () => aPerson({ roles: ['organizer'] });
const create = async (given: unknown, headers = {}) =>
  post('/v1/tournaments', { as: await organizer(), body: given, headers });

const malformedTitle = '{"title":"\\ud800","issuer":"Club","capacity":8,"startsAt":"2030-01-01T10:00:00Z"}';

describe('an invalid body', () => {
  it.each([
    ['malformed JSON', 'malformed_json', 400, '{"title": "Open'],
    ['more than a megabyte', 'payload_too_large', 413, JSON.stringify({ title: 'x'.repeat(2_000_000) })],
    ['an unknown field', 'invalid_request', 422, { ...body, prize: 1 }],
    ['a wrong type', 'invalid_request', 422, { ...body, capacity: '8' }],
    ['a capacity beyond the limit', 'invalid_request', 422, { ...body, capacity: 4097 }],
    ['a title with a direction override', 'invalid_request', 422, { ...body, title: 'Open \u202egnp' }],
    ['an unpaired surrogate', 'invalid_request', 422, malformedTitle],
    ['a title of invisible characters', 'invalid_request', 422, { ...body, title: '\u200b\u3164\u{e0041}' }],
    ['a control character', 'invalid_request', 422, { ...body, issuer: 'Club\u0000' }],
    ['a start without a zone', 'invalid_request', 422, { ...body, startsAt: '2030-01-01T10:00:00' }],
    ['a start in the year 0', 'invalid_request', 422, { ...body, startsAt: '0000-06-01T10:00:00Z' }],
    ['a start in the last century', 'invalid_request', 422, { ...body, startsAt: '1999-12-31T23:59:59Z' }],
    ['a start after the year 2100', 'invalid_request', 422, { ...body, startsAt: '2100-12-31T23:59:59-01:00' }],
    ['a start beyond 9999 in UTC', 'invalid_request', 422, { ...body, startsAt: '9999-12-31T23:59:59-01:00' }],
    ['a capacity below the minimum of entrants', 'invalid_request', 422, { ...body, capacity: 4, entrantsMin: 5 }],
    ['an array', 'invalid_request', 422, []],
  ])('with %s is refused: %s', async (_, code, status, given) => {
    const answer = await create(given);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: expect.stringContaining(code),
      title: expect.any(String),
      status,
      requestId: expect.any(String),
    });
  });

  it('is answered with every invalid field and has no effect', async () => {
    const answer = await create({ ...body, capacity: 4097, prize: 1 });
    expect(answer.body.errors.map((error: { field: string }) => error.field).sort()).toEqual(['capacity', 'prize']);
    expect(await database.sql`SELECT 1 FROM tournament_tournament`).toHaveLength(0);
  });
});

describe('a token', () => {
  const claims = { sub: 'ply_0123456789abcdefghjkmnpqrs', roles: ['organizer'] };
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ ...claims, exp: 4102444800 }))}.`.replace(
    /=/g,
    '',
  );
  it.each([
    ['expired beyond the leeway', () => aToken(claims, { expiresAt: Math.floor(Date.now() / 1000) - 61 })],
    ['signed with another secret', () => aToken(claims, { secret: 'another-secret-that-is-long-enough!' })],
    ['without a signature', async () => unsigned],
    ['without a subject', () => aToken({ roles: ['organizer'] })],
    ['that is not a JWT', async () => 'abc'],
  ])('%s is refused', async (_, make) => {
    const answer = await post('/v1/tournaments', { body, headers: { authorization: `Bearer ${await make()}` } });
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is accepted up to a minute after its expiry: clocks differ', async () => {
    const token = await aToken(claims, { expiresAt: Math.floor(Date.now() / 1000) - 30 });
    ok(await post('/v1/tournaments', { body, headers: { authorization: `Bearer ${token}` } }), 201);
  });

  it('with the right role is required for every act', async () => {
    ok(await post('/v1/tournaments', { body }), 401);
    ok(await post('/v1/tournaments', { as: await aPerson(), body }), 403);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    ok(await post('/v1/credits', { as: await organizer(), body: {}, headers }), 403);
    ok(await get('/v1/moderation/audit?refType=match&refId=x', { as: await organizer() }), 403);
  });
});

it('every route that writes requires a token', async () => {
  const routes = api.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/'));
  expect(routes.length).toBeGreaterThan(10);
  for (const { path } of routes) {
    const real = path.replace(/v1\/(\w+)\/:id/, (_, kind: string) => `v1/${kind}/${idOf(kind)}`);
    expect([path, (await post(real, { body: {} })).status]).toEqual([path, expect.toBeOneOf([401, 422])]);
  }
});

it('postings check the token before the body', async () => {
  for (const path of ['transfers', 'holds', 'credits', 'debits', 'batches']) {
    const { status, body } = await post(`/v1/${path}`, { body: '{' });
    expect([path, status, body.code]).toEqual([path, 401, 'unauthenticated']);
  }
});

function idOf(kind: string): string {
  const prefixes: Record<string, string> = { tournaments: 'trn', matches: 'mat', certificates: 'crt', wallets: 'wal' };
  return `${prefixes[kind]}_00000000000000000000000000`;
}

describe('a path', () => {
  it('without a route answers 404; with a route for other methods it answers 405 and lists them', async () => {
    expect((await get('/v1/nothing')).body.code).toBe('not_found');
    const answer = await call('DELETE', '/v1/tournaments');
    expect([answer.status, answer.body.code, answer.headers.get('allow')]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD, POST',
    ]);
  });

  it('with an id of the wrong kind answers 404', async () => {
    expect((await get('/v1/tournaments/mat_0123456789abcdefghjkmnpqrs')).status).toBe(404);
    expect((await get("/v1/tournaments/'%20or%201=1")).status).toBe(404);
  });

  it('of a draft is visible to its organizer only', async () => {
    const stage = await aTournament();
    expect((await get(`/v1/tournaments/${stage.id}`)).status).toBe(404);
    ok(await get(`/v1/tournaments/${stage.id}`, { as: stage.organizer }), 200);
    ok(await get(`/v1/tournaments/${stage.id}`, { as: await organizer() }), 404);
  });
});

describe('a request id', () => {
  it('is generated, or taken from the caller if it is safe', async () => {
    expect((await get('/healthz')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    expect((await get('/v1/nothing', { headers: { 'x-request-id': 'abc-1' } })).body.requestId).toBe('abc-1');
    expect((await get('/healthz', { headers: { 'x-request-id': 'a b' } })).headers.get('x-request-id')).not.toBe('a b');
  });
});

describe('an Idempotency-Key', () => {
  it('replays the same bytes and creates nothing twice, also for twenty concurrent requests', async () => {
    const as = await organizer();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/tournaments', { as, body, headers })));
    const settled = answers.filter((answer) => answer.body.code !== 'idempotency_in_flight');
    expect(new Set(settled.map((answer) => answer.text)).size).toBe(1);
    expect((await post('/v1/tournaments', { as, body, headers })).text).toBe(settled[0]?.text);
    const rows = await database.sql`SELECT 1 FROM tournament_tournament WHERE organizer_id = ${as.id}`;
    expect(rows).toHaveLength(1);
  });

  it('replays the Location header', async () => {
    const as = await organizer();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await post('/v1/tournaments', { as, body, headers });
    const again = await post('/v1/tournaments', { as, body, headers });
    expect(first.headers.get('location')).toBe(`/v1/tournaments/${first.body.id}`);
    expect([again.status, again.headers.get('location'), again.headers.get('idempotency-replayed')]).toEqual([
      201,
      first.headers.get('location'),
      'true',
    ]);
  });

  it('with another body is refused', async () => {
    const as = await organizer();
    const headers = { 'idempotency-key': 'k1' };
    ok(await post('/v1/tournaments', { as, body, headers }), 201);
    const answer = await post('/v1/tournaments', { as, body: { ...body, title: 'Other' }, headers });
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  it('of one caller is independent of the same key of another', async () => {
    const headers = { 'idempotency-key': 'shared' };
    const ids = [await create(body, headers), await create(body, headers)].map((answer) => ok(answer, 201).id);
    expect(new Set(ids).size).toBe(2);
  });

  it('may be used again after a refusal', async () => {
    const stage = await aTournament();
    const headers = { 'idempotency-key': 'again' };
    const transition = { as: stage.organizer, body: { to: 'registration_open' }, headers };
    ok(await post(`/v1/tournaments/${stage.id}/transitions`, transition), 409);
    await move(stage, 'published');
    ok(await post(`/v1/tournaments/${stage.id}/transitions`, transition), 200);
  });

  it('longer than 255 characters is refused', async () => {
    expect((await create(body, { 'idempotency-key': 'k'.repeat(256) })).body.code).toBe('idempotency_key_required');
  });
});

describe('a list', () => {
  it('returns every tournament once, newest first, page by page', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const stage = await aTournament({ title: `Open ${index}` });
      await move(stage, 'published');
      made.unshift(stage.id);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = ok(
        await get(`/v1/tournaments?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`),
        200,
      );
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(seen.slice(0, 5)).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['0', '101', 'x', '1e1', '0x10', '+1', '1.0', '01', '%201', '%D9%A3', ''])(
    'refuses the limit "%s"',
    async (limit) => {
      expect((await get(`/v1/tournaments?limit=${limit}`)).body.code).toBe('invalid_request');
    },
  );

  it('that did not change is answered 304 without a body', async () => {
    const first = await get('/v1/tournaments');
    const again = await get('/v1/tournaments', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, again.text]).toEqual([304, '']);
  });
});

it('the server reports its health and the state of its dependencies', async () => {
  expect(ok(await get('/healthz'), 200)).toEqual({ status: 'ok' });
  const all = { status: 'ready', checks: { database: 'ok', r2: 'ok', s3: 'ok' } };
  await expect.poll(() => get('/readyz')).toMatchObject({ status: 200, body: all });
});

describe('a query parameter that no program should send', () => {
  it.each(['/healthz', '/readyz', '/metrics', '/openapi.json'])('is refused: %s', async (path) => {
    const headers = { authorization: 'Bearer a-token-for-the-metrics-page' };
    const { status, body } = await get(`${path}?verbose=1`, { headers });
    expect([status, body.errors]).toEqual([422, [{ field: 'verbose', problem: 'unknown field' }]]);
  });

  // Mail programs and social networks add parameters to links.
  it.each(['/', '/c', '/c/ZZZZ-ZZZZ-ZZZZ-ZZZZ', '/verify', '/docs', '/docs/tournaments'])(
    'is ignored by a page that people open from links: %s',
    async (path) => {
      const headers = { accept: 'text/html' };
      const [plain, tracked] = await Promise.all([
        get(path, { headers }),
        get(`${path}?utm_source=mail&utm_medium=a&fbclid=b`, { headers }),
      ]);
      expect([tracked.status, tracked.text]).toEqual([plain.status, plain.text]);
    },
  );
});

it('oEmbed in XML is refused, and told which format there is', async () => {
  const { status, body } = await get('/oembed?format=xml&url=https://laurel.test/c/ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  expect([status, body.code, body.facts]).toEqual([501, 'unsupported_format', { accepts: ['json'] }]);
  expect(body.detail).toBe('Ask for a format that `facts.accepts` names. (accepts: json)');
});

describe('a query parameter given twice', () => {
  it.each([
    ['limit', '/v1/tournaments?limit=1&limit=2'],
    ['cursor', '/v1/tournaments?cursor=a&cursor=a'],
    ['since', `/v1/tournaments/trn_${'0'.repeat(26)}/events?since=0&since=1`],
    ['as', `/v1/certificates/crt_${'0'.repeat(26)}/file?as=pdf&as=png`],
    ['refType', '/v1/moderation/audit?refType=a&refType=b&refId=c'],
    ['format', '/oembed?format=json&format=json&url=a'],
    ['code', '/verify?code=a&code=b'],
  ])('is refused and named: %s', async (field, path) => {
    const answer = await get(path, { as: await aPerson({ roles: ['moderator'] }) });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect(answer.body.errors).toEqual([{ field, problem: 'must be given once' }]);
  });
});
