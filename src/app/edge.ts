// Hono app near the reader: verification, certificate files, pages and socket upgrades; the API goes to the backend.

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { fileVerdictJson } from '../certificates/contract.ts';
import type { DownloadGrant } from '../certificates/life/grant-download.ts';
import { readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { verifyFile } from '../certificates/verification/verify-file.ts';
import { DependencyError, type RefusalCode, refuse } from '../core/errors.ts';
import { idPattern } from '../core/id.ts';
import { bodySizeBytesMax, fileSizeBytesMax } from '../core/limits.ts';
import { isBearer } from '../http/authenticate.ts';
import { answerFile, beginsFile } from '../http/file.ts';
import { problemFor, problemResponse } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { formOverheadBytes, readUpload } from '../http/upload.ts';
import { describeFailure, ObjectStoreError } from '../objects/stores/object-store.ts';
import { certificatePageRoutes, verifyPortsOf } from '../pages/certificate/certificate-routes.tsx';
import { pageRoutes, problemPages } from '../pages/routes.tsx';
import { type EdgeServices, edgeServicesOf, flushMetrics, renderMetrics } from '../platform/cloudflare/services.ts';
import { readReadiness } from './readiness.ts';
import { redirectToFile } from './redirect-to-file.ts';

const uploadSizeBytesMax = fileSizeBytesMax + formOverheadBytes;

interface EdgeEnv {
  Bindings: Env;
  Variables: { services: EdgeServices };
}

/** What is answered here, without the backend. */
const ownRoutes = new Hono<EdgeEnv>({ strict: false })
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
  .route('/', certificatePageRoutes)
  .post('/v1/certificates/verify-file', bodyLimit({ maxSize: uploadSizeBytesMax, onError: refuseFile }), async (c) => {
    const bytes = await readUpload(c.req.raw, fileSizeBytesMax);
    return c.json(fileVerdictJson(await verifyFile(c.get('services').verifyFile, bytes)));
  })
  .get('/v1/certificates/:id/file', async (c) => {
    const { backend } = c.get('services');
    const url = new URL(c.req.url);
    url.pathname = url.pathname.replace(/file\/?$/, 'download');
    const { headers } = c.req.raw;
    const granted = await backend(new Request(url, { headers }));
    if (!granted.ok) return granted;
    const grant = (await granted.json()) as DownloadGrant;
    const isRedirect = url.searchParams.get('delivery') === 'redirect';
    const redirect = isRedirect ? await redirectToFile(c.req.raw, c.get('services').verify.objects, grant) : null;
    const file = redirect ?? (await answerFile(c.req.raw, grant, () => readIssuedFile(verifyPortsOf(c), grant)));
    if (beginsFile(file)) c.executionCtx.waitUntil(backend(new Request(url, { method: 'POST', headers })));
    return file;
  })
  .get('/live/tournaments/:id', (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      throw refuse('invalid_request', { field: 'upgrade', reason: 'open a WebSocket here' });
    }
    const id = c.req.param('id');
    if (!idPattern('tournament').test(id)) throw refuse('not_found', { kind: 'tournament' });
    return c.env.TOURNAMENT_ROOM.getByName(id).fetch(c.req.raw);
  });

/** Trailing slashes are accepted. */
export const edge = new Hono<EdgeEnv>({ strict: false })
  .use(async (c, next) => {
    c.set('services', edgeServicesOf(c.env));
    await next();
    // On the answer itself: Hono's own way would make another of it, whose body is a stream. A room's has no headers to set.
    const { headers, status } = c.res;
    if (status !== 101 && !headers.has('x-request-id')) headers.set('x-request-id', requestIdOf(c.req.raw));
    flushMetrics(c.env, c.executionCtx);
  })
  .use((c, next) => c.get('services').cors(c, next))
  .use(problemPages)
  .route('/', ownRoutes);

for (const [path, methods] of methodsByPath(ownRoutes)) edge.all(path, (c) => refuseMethod(c, methods));

edge.all('/v1/*', bodyLimit({ maxSize: bodySizeBytesMax, onError: refuseBody }), async (c) => {
  // Read whole before handing on: a refusal may answer before the body is read, which breaks a stream half-way.
  const body = c.req.raw.body === null ? null : await c.req.arrayBuffer();
  return c.get('services').backend(new Request(c.req.raw, { body }));
});

edge.notFound((c) => answerProblem(c, 'not_found'));

/** GET routes answer HEAD too. */
function methodsByPath({ routes }: { routes: readonly { method: string; path: string }[] }): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    const methods = found.get(path) ?? new Set();
    found.set(path, methods.add(method));
    if (method === 'GET') methods.add('HEAD');
  }
  return found;
}

function refuseMethod(c: Context, methods: ReadonlySet<string>): Response {
  return answerProblem(c, 'method_not_allowed', { allow: [...methods].sort().join(', ') });
}

function answerProblem(c: Context, code: RefusalCode, headers: Record<string, string> = {}): Response {
  const id = requestIdOf(c.req.raw);
  return problemResponse(code, id, { headers: { ...headers, 'x-request-id': id } });
}

function refuseFile(): never {
  throw refuse('payload_too_large', { maxBytes: fileSizeBytesMax });
}

function refuseBody(): never {
  throw refuse('payload_too_large', { maxBytes: bodySizeBytesMax });
}

edge.onError((error, c) => {
  const id = requestIdOf(c.req.raw);
  const known =
    error instanceof ObjectStoreError
      ? new DependencyError('object_store', { cause: error, facts: { ...describeFailure(error) } })
      : error;
  const response = problemFor(known, id);
  response.headers.set('x-request-id', id);
  return response;
});
