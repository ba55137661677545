// CORS_ORIGINS=*: every origin may read what needs no token, and nothing more.

import { expect, it } from 'vitest';
import { call, get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';

useDatabase();

await rebind({ CORS_ORIGINS: '*' });

const origin = 'https://elsewhere.test';
const allowed = 'access-control-allow-origin';
const preflight = (method: string, names: string) =>
  call('OPTIONS', '/v1/tournaments', {
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': names },
  });

it('any origin may read without a token', async () => {
  const answer = await get('/v1/tournaments', { headers: { origin } });
  expect([answer.status, answer.headers.get(allowed)]).toEqual([200, '*']);
  expect((await preflight('GET', 'if-none-match')).headers.get(allowed)).toBe('*');
});

it('no origin may send a token: the preflight does not allow the header', async () => {
  const answer = await preflight('GET', 'authorization');
  expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).not.toContain('authorization');
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('no origin may send %s', async (method) => {
  expect((await preflight(method, 'content-type')).headers.get(allowed)).toBeNull();
  expect((await call(method, '/v1/tournaments', { headers: { origin } })).headers.get(allowed)).toBeNull();
});
