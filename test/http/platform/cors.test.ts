// Cross-origin requests of browsers: listed origins may use the whole API, all others only verification.

import { describe, expect, inject, it } from 'vitest';
import { call, get } from '../../support/isolate/api.ts';
import { rebind } from '../../support/isolate/isolate.ts';

const listed = 'https://play.laurel.test';
// There is no database, so every successful response comes from the edge.
await rebind({
  CORS_ORIGINS: `${listed}, http://localhost:*`,
  DATABASE_URL: `postgres://laurel:hidden@127.0.0.1:${inject('closedPort')}/laurel`,
});

const code = '7K2M-9QXA-0B1C-D3EF';
const allowed = 'access-control-allow-origin';
const preflight = (
  path: string,
  origin: string,
  method: string,
  headers = 'authorization,content-type,idempotency-key',
) =>
  call('OPTIONS', path, {
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });
const names = (list: string | null) => (list ?? '').toLowerCase().split(',');

describe('a preflight', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET'])(
    'of a listed origin for %s is answered at the edge',
    async (method) => {
      const answer = await preflight('/v1/tournaments', listed, method);
      expect([answer.status, answer.headers.get(allowed), answer.text]).toEqual([204, listed, '']);
      expect(names(answer.headers.get('access-control-allow-methods'))).toContain(method.toLowerCase());
      for (const name of ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match']) {
        expect(names(answer.headers.get('access-control-allow-headers'))).toContain(name);
      }
      expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThanOrEqual(600);
      expect(answer.headers.get('vary')).toMatch(/origin/i);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it.each([
    ['another site', 'https://elsewhere.test'],
    ['the listed host by another scheme', 'http://play.laurel.test'],
    ['the listed host at another port', `${listed}:8443`],
    ['a host that ends like the listed one', 'https://evilplay.laurel.test'],
    ['a host that starts like the listed one', `${listed}.evil.test`],
    ['a subdomain of the listed host', 'https://a.play.laurel.test'],
    ['a host that starts like localhost', 'http://localhost.evil.test:5173'],
    ['an opaque origin', 'null'],
  ])('of %s allows nothing', async (_, origin) => {
    const answer = await preflight('/v1/tournaments', origin, 'POST');
    expect([answer.status, answer.headers.get(allowed)]).toEqual([204, null]);
  });

  it.each(['http://localhost', 'http://localhost:5173', 'http://localhost:8080'])(
    'of %s is allowed by the wildcard port',
    async (origin) => {
      expect((await preflight('/v1/tournaments', origin, 'POST')).headers.get(allowed)).toBe(origin);
    },
  );

  it('of Laurel’s own origin is allowed', async () => {
    expect((await preflight('/v1/tournaments', 'https://laurel.test', 'POST')).headers.get(allowed)).toBe(
      'https://laurel.test',
    );
  });

  it.each([
    [`/c/${code}`, 'GET'],
    [`/c/${code}/preview.png`, 'GET'],
    [`/api/tournaments/certificates/verify/${code}/`, 'GET'],
    ['/v1/certificates/verify-file', 'POST'],
  ])('for verification at %s is allowed from every origin', async (path, method) => {
    const answer = await preflight(path, 'https://elsewhere.test', method, 'content-type');
    expect([answer.status, answer.headers.get(allowed)]).toEqual([204, '*']);
  });
});

describe('a response', () => {
  it('to a listed origin is readable, also an error, with the headers that clients need', async () => {
    const answer = await get('/v1/tournaments', { headers: { origin: listed } });
    expect([answer.status, answer.headers.get(allowed)]).toEqual([503, listed]);
    expect(names(answer.headers.get('access-control-expose-headers'))).toEqual(
      expect.arrayContaining(
        [
          'Location',
          'ETag',
          'X-Request-Id',
          'Retry-After',
          'RateLimit',
          'RateLimit-Policy',
          'Idempotency-Replayed',
        ].map((name) => name.toLowerCase()),
      ),
    );
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  it.each([
    ['an unknown path', '/v1/nothing', 'GET', 503],
    ['an unsupported method', '/c/ABCD', 'DELETE', 503],
    ['a body that is too large', '/v1/tournaments', 'POST', 413],
    ['a missing upgrade', '/live/tournaments/trn_0123456789abcdefghjkmnpqrs', 'GET', 422],
  ])('that refuses %s is readable too', async (_, path, method, status) => {
    const body = method === 'POST' ? JSON.stringify('x'.repeat(1_100_000)) : undefined;
    const answer = await call(method, path, { headers: { origin: listed }, ...(body === undefined ? {} : { body }) });
    expect([
      answer.status >= 400,
      answer.headers.get(allowed) === '*' || answer.headers.get(allowed) === listed,
    ]).toEqual([true, true]);
    if (status === 413) expect(answer.status).toBe(status);
  });

  it('to any other origin is not readable', async () => {
    const answer = await get('/v1/tournaments', { headers: { origin: 'https://elsewhere.test' } });
    expect(answer.headers.get(allowed)).toBeNull();
  });

  it('of verification is readable from every origin, whichever origin asked first', async () => {
    for (const headers of [{}, { origin: 'https://elsewhere.test' }, { origin: listed }]) {
      const answer = await get(`/c/${code}`, { headers: { accept: 'application/json', ...headers } });
      expect([answer.status, answer.headers.get(allowed)]).toEqual([503, '*']);
    }
  });
});

it.each([{}, { origin: 'https://elsewhere.test' }, { origin: listed }])(
  'an API response varies by Origin for %o',
  async (headers) => {
    const answer = await get('/v1/tournaments', { headers: headers as Record<string, string> });
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  },
);

describe('a WebSocket', () => {
  const path = '/live/tournaments/trn_0123456789abcdefghjkmnpqrs';
  const upgrade = (headers: Record<string, string>) => get(path, { headers: { upgrade: 'websocket', ...headers } });

  it.each(['https://elsewhere.test', 'null', 'http://play.laurel.test'])('from %s is refused', async (origin) => {
    const answer = await upgrade({ origin });
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([403, 'origin_not_allowed', { origin }]);
  });
});
