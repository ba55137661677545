// Every route that the edge handles itself: methods, HEAD, and the responses to unknown paths.

import { describe, expect, it } from 'vitest';
import { edge } from '../../../src/app/edge.ts';
import { edgeDefinitions } from '../../../src/app/edge-definitions.ts';
import { docsRoutes } from '../../../src/pages/docs/docs-routes.tsx';
import { pageRoutes } from '../../../src/pages/routes.tsx';
import { call, get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';

useDatabase();

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const code = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ';
const certificate = 'crt_00000000000000000000000000';
const tournament = 'trn_00000000000000000000000000';
const real = (path: string) =>
  path
    .replace(':code', code)
    .replace('certificates/:id', `certificates/${certificate}`)
    .replace('tournaments/:id', `tournaments/${tournament}`);

const methods = new Map<string, Set<string>>();
for (const { method, path } of edge.routes) {
  if (method === 'ALL') continue;
  const allowed = methods.get(path) ?? methods.set(path, new Set()).get(path);
  allowed?.add(method);
  if (method === 'GET') allowed?.add('HEAD');
}

describe.each([...methods])('%s', (path, allowed) => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !allowed.has(method)))(
    'refuses %s and lists the allowed methods',
    async (method) => {
      for (const address of [real(path), `${real(path)}/`]) {
        const answer = await call(method, address, { headers: { 'x-request-id': 'mine' } });
        expect([address, answer.status, answer.body.code]).toEqual([address, 405, 'method_not_allowed']);
        expect(answer.headers.get('allow')?.split(', ')).toEqual([...allowed].sort());
        expect([answer.headers.get('x-request-id'), answer.body.requestId]).toEqual(['mine', 'mine']);
      }
    },
  );
});

it.each([...methods.keys()])('HEAD %s answers like GET without a body, for programs and browsers', async (path) => {
  for (const headers of [{}, browser]) {
    const [whole, head] = [await call('GET', real(path), { headers }), await call('HEAD', real(path), { headers })];
    expect([head.status, head.text]).toEqual([whole.status, '']);
    for (const name of ['content-type', 'cache-control', 'vary', 'allow', 'location', 'content-security-policy']) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name));
    }
  }
});

it('every route is a page, or is declared as a part of the API', () => {
  const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  const pages = new Set([...pageRoutes.routes, ...docsRoutes.routes].map(nameOf));
  const served = new Set(edge.routes.filter(({ method }) => method !== 'ALL').map(nameOf));
  expect([...served].filter((name) => !pages.has(name)).sort()).toEqual(edgeDefinitions.map(nameOf).sort());
});

it('the icon that browsers ask for on their own is the icon of the pages', async () => {
  const answer = await get('/favicon.ico');
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/static/laurel.svg']);
});

describe('an unknown path', () => {
  it.each(['/nothing', '/c/x/y', '/static/nothing.css', '/v1/nothing', '/v1', '/live/nothing'])(
    '%s is answered with a page for a browser',
    async (path) => {
      const page = await get(path, { headers: { ...browser, 'accept-language': 'bn' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
      expect(page.text).toContain('<html lang="bn">');
      expect(page.text).toContain('<form action="/verify"');
    },
  );

  it('is answered with a problem for a program, whatever it accepts', async () => {
    for (const accept of ['application/json', '*/*', 'application/problem+json', 'image/png']) {
      for (const path of ['/nothing', '/v1/nothing', '/c/x/y', `/c/${code}/preview.png`]) {
        const answer = await get(path, { headers: { accept, 'x-request-id': 'mine' } });
        expect([path, answer.status, answer.body.code, answer.body.requestId]).toEqual([
          path,
          404,
          'not_found',
          'mine',
        ]);
      }
    }
  });

  it('is answered with a page that loads nothing from other origins and is never cached', async () => {
    const page = await get('/nothing', { headers: browser });
    expect([page.headers.get('cache-control'), page.headers.get('vary')]).toEqual([
      'no-store',
      'accept, accept-language',
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

it('the verification URL without a code shows the form', async () => {
  for (const path of ['/c', '/c/']) {
    const page = await get(path, { headers: browser });
    expect([page.status, page.text.includes('id="code"')]).toEqual([200, true]);
  }
});

it('a pasted code is normalized in the path and in the form', async () => {
  const pasted = encodeURIComponent('https://laurel.test/c/ZZZZ\u2011ZZZZ\u2013ZZZZ\u2212ZZZZ).');
  const { status, headers } = await get(`/verify?code=${pasted}`, { headers: browser });
  expect([status, headers.get('location')]).toEqual([303, `/c/${code}?lang=en`]);
});
