// Door 1, near the reader: verification, certificate files, pages and socket upgrades; every other request goes to the backend.

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { legacyJson, verdictJson } from './certificates/contract.ts';
import type { DownloadGrant } from './certificates/grant-download.ts';
import { verifyCertificate } from './certificates/verify-certificate.ts';
import { DependencyError, refuse } from './core/errors.ts';
import { idPattern } from './core/id.ts';
import { bodySizeBytesMax } from './core/limits.ts';
import { isBearer } from './http/authenticate.ts';
import { streamFile } from './http/file.ts';
import { problemFor } from './http/problem.ts';
import { readReadiness } from './http/readiness.ts';
import { requestIdOf } from './http/request-id.ts';
import { ObjectStoreError } from './objects/object-store.ts';
import { wantsHtml } from './pages/language.ts';
import { pageRoutes, renderUnavailable, renderVerdict } from './pages/routes.tsx';
import { type EdgeServices, edgeServicesOf, flushMetrics, renderMetrics } from './services.ts';

interface EdgeEnv {
  Bindings: Env;
  Variables: { services: EdgeServices; requestId: string };
}

/** A revocation is seen everywhere within 60 s (rules.md 5); half of that leaves room for the way. */
const verdictCache = 'public, max-age=30';

export const edge = new Hono<EdgeEnv>()
  .use(async (c, next) => {
    c.set('requestId', requestIdOf(c.req.raw));
    c.set('services', edgeServicesOf(c.env));
    await next();
    if (!c.res.headers.has('x-request-id')) c.header('x-request-id', c.get('requestId'));
    c.executionCtx.waitUntil(flushMetrics(c.env));
  })
  .get('/healthz', (c) => c.json({ status: 'ok' }))
  .get('/readyz', async (c) => {
    const readiness = await readReadiness(c.get('services').foundations);
    return c.json(readiness, readiness.status === 'ready' ? 200 : 503);
  })
  .get('/metrics', async (c) => {
    const { metricsToken } = c.get('services').config;
    if (metricsToken === null) throw refuse('not_found');
    if (!(await isBearer(c.req.raw, metricsToken))) throw refuse('unauthenticated');
    return c.text(await renderMetrics(c.env), 200, { 'content-type': 'text/plain; version=0.0.4' });
  })
  .route('/', pageRoutes)
  .get('/c/:code', async (c) => {
    const code = c.req.param('code');
    const isPage = wantsHtml(c.req.raw);
    const verdict = await verifyCertificate(c.get('services').verify, code).catch((error: unknown) => {
      if (isPage && error instanceof DependencyError) return error;
      throw error;
    });
    if (verdict instanceof DependencyError) return renderUnavailable(c, code, verdict.retryAfterSeconds);
    const cacheControl = verdict === null ? 'no-store' : verdictCache;
    if (isPage) return renderVerdict(c, verdict, code, cacheControl);
    if (verdict === null) throw refuse('not_found', { kind: 'certificate' });
    return c.json(verdictJson(verdict), 200, { 'cache-control': cacheControl, vary: 'accept, accept-language' });
  })
  .get('/api/tournaments/certificates/verify/:code/', async (c) => {
    const verdict = await verifyCertificate(c.get('services').verify, c.req.param('code'));
    if (verdict === null) throw refuse('not_found', { kind: 'certificate' });
    return c.json(legacyJson(verdict), 200, { 'cache-control': verdictCache });
  })
  .get('/v1/certificates/:id/file', async (c) => {
    const { backend, verify } = c.get('services');
    const url = new URL(c.req.url);
    url.pathname = url.pathname.replace(/file$/, 'download');
    const answer = await backend(new Request(url, c.req.raw));
    if (!answer.ok) return answer;
    return streamFile(c.req.raw, verify.objects, (await answer.json()) as DownloadGrant);
  })
  .get('/live/tournaments/:id', (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      throw refuse('invalid_request', { field: 'upgrade', reason: 'open a WebSocket here' });
    }
    const id = c.req.param('id');
    if (!idPattern('tournament').test(id)) throw refuse('not_found', { kind: 'tournament' });
    return c.env.TOURNAMENT_ROOM.getByName(id).fetch(c.req.raw);
  })
  .all('*', bodyLimit({ maxSize: bodySizeBytesMax, onError: refuseBody }), async (c) => {
    const headers = new Headers(c.req.raw.headers);
    headers.set('x-request-id', c.get('requestId'));
    // Read whole before handing on: a refusal may answer before the body is read, which breaks a stream half-way.
    const body = c.req.raw.body === null ? null : await c.req.arrayBuffer();
    return c.get('services').backend(new Request(c.req.url, { method: c.req.method, headers, body }));
  });

function refuseBody(): never {
  throw refuse('payload_too_large', { maxBytes: bodySizeBytesMax });
}

edge.onError((error, c) => {
  const id = c.get('requestId') ?? requestIdOf(c.req.raw);
  const known = error instanceof ObjectStoreError ? new DependencyError('object_store', { cause: error }) : error;
  const response = problemFor(known, id);
  response.headers.set('x-request-id', id);
  return response;
});
