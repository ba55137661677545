// The Hono app near the reader: verification, certificate files, pages and socket upgrades. It forwards the API to the backend.

import { type Context, Hono, type MiddlewareHandler, type Next } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { fileVerdictJson } from '../certificates/verification/contract.ts';
import { verifyFile } from '../certificates/verification/verify-file.ts';
import { DependencyError, type RefusalCode, refuse } from '../core/errors.ts';
import { bodySizeBytesMax, fileSizeBytesMax, importSizeBytesMax } from '../core/limits.ts';
import { limitUpload, readUpload } from '../http/files/upload.ts';
import { observeRequests } from '../http/log/observe-request.ts';
import { requestIdOf } from '../http/log/request-id.ts';
import { problemFor, problemResponse } from '../http/problem.ts';
import { readJson, refuseQuery } from '../http/validate.ts';
import { describeFailure, ObjectStoreError } from '../objects/stores/object-store.ts';
import { certificatePageRoutes } from '../pages/certificate/certificate-routes.tsx';
import { docsRoutes } from '../pages/docs/docs-routes.tsx';
import { pageRoutes, problemPages } from '../pages/routes.tsx';
import { previewCreate, previewJson } from '../tournaments/stages/preview-contract.ts';
import { downloadRoutes } from './download-routes.ts';
import { evidenceFileRoutes } from './evidence-files.ts';
import { exportFileRoutes } from './export-files.ts';
import { limitAddress } from './limit-address.ts';
import { liveRoutes } from './live-rooms.ts';
import { readReadiness } from './readiness.ts';
import type { EdgeEnv } from './services.ts';
import { waitForEvents } from './wait-for-events.ts';

const requireMetricsToken: MiddlewareHandler<EdgeEnv> = async (c, next) => {
  const { metricsToken } = c.get('services');
  if (metricsToken === null) throw refuse('not_found');
  const check = bearerAuth({ token: metricsToken }) as MiddlewareHandler;
  return check(c, next);
};

/** Routes that the edge handles itself. */
const ownRoutes = new Hono<EdgeEnv>({ strict: false })
  .get('/healthz', (c) => {
    refuseQuery(c);
    return c.json({ status: 'ok' });
  })
  .get('/readyz', async (c) => {
    refuseQuery(c);
    const readiness = await readReadiness(c.get('services').readiness);
    return c.json(readiness, readiness.status === 'ready' ? 200 : 503);
  })
  .get('/metrics', requireMetricsToken, async (c) => {
    refuseQuery(c);
    return c.text(await c.get('services').renderMetrics(), 200, { 'content-type': 'text/plain; version=0.0.4' });
  })
  .route('/', pageRoutes)
  .route('/', certificatePageRoutes)
  .route('/', docsRoutes)
  .post('/v1/certificates/verify-file', limitUpload, async (c) => {
    const bytes = await readUpload(c.req.raw, fileSizeBytesMax);
    return c.json(fileVerdictJson(await verifyFile(c.get('services').verifyFile, bytes)));
  })
  .post('/v1/brackets/previews', bodyLimit({ maxSize: bodySizeBytesMax, onError: refuseBody }), async (c) => {
    refuseQuery(c);
    return c.json(previewJson(await readJson(c, previewCreate)));
  })
  .route('/', downloadRoutes)
  .route('/', evidenceFileRoutes)
  .route('/', exportFileRoutes)
  .route('/', liveRoutes);

/** Work of the edge itself is limited by address. Behind one address may be a whole venue: the limit is high. */
async function limitVerification(c: Context<EdgeEnv>, next: Next): Promise<void> {
  await limitAddress(c.get('services'), c.req.raw, 'verification');
  await next();
}

/** Requests with a token are counted by player, beside the database. */
async function limitAnonymous(c: Context<EdgeEnv>, next: Next): Promise<void> {
  if (c.req.header('authorization') === undefined) await limitAddress(c.get('services'), c.req.raw, 'anonymous');
  await next();
}

/** Trailing slashes are accepted. */
export const edge = new Hono<EdgeEnv>({ strict: false })
  .use(
    observeRequests(
      (c) => c.env.services,
      (path) => path.startsWith('/v1/'),
    ),
  )
  .use(async (c, next) => {
    c.set('services', c.env.services);
    await next();
    // Set on the response itself: Hono's `c.header` would copy it, with a stream as body. A 101 has immutable headers.
    const { headers, status } = c.res;
    if (status !== 101 && !headers.has('x-request-id')) headers.set('x-request-id', requestIdOf(c.req.raw));
    c.get('services').flushMetrics(c.executionCtx);
  })
  .use((c, next) => c.get('services').cors(c, next))
  .use(problemPages)
  .use('/c/*', limitVerification)
  .use('/verify', limitVerification)
  .use('/oembed', limitVerification)
  .use('/api/tournaments/certificates/verify/*', limitVerification)
  .use('/v1/certificates/verify-file', limitVerification)
  .use('/v1/brackets/previews', limitVerification)
  .use('/v1/matches/:id/evidence/files', limitVerification)
  .use('/v1/*', limitAnonymous)
  .use('/live/*', limitAnonymous)
  .route('/', ownRoutes);

// Hono's method-not-allowed middleware acts only on a 404, but the backend has routes below some of these paths.
for (const [path, methods] of methodsByPath(ownRoutes)) edge.all(path, (c) => refuseMethod(c, methods));

edge.use('/v1/tournaments/:id/events', waitForEvents);
edge.use('/v1/matches/:id/events', waitForEvents);

edge.all(
  '/v1/tournaments/:id/imports/:kind',
  bodyLimit({ maxSize: importSizeBytesMax, onError: refuseImport }),
  askBackend,
);
edge.all('/v1/*', bodyLimit({ maxSize: bodySizeBytesMax, onError: refuseBody }), askBackend);

async function askBackend(c: Context<EdgeEnv>): Promise<Response> {
  // Read the whole body first: a backend that refuses before reading it would break the stream.
  const body = c.req.raw.body === null ? null : await c.req.arrayBuffer();
  return c.get('services').backend(new Request(c.req.raw, { body }));
}

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

function refuseBody(): never {
  throw refuse('payload_too_large', { maxBytes: bodySizeBytesMax });
}

function refuseImport(): never {
  const wayOn = 'Send the rows in several files: those that are entered already are duplicates.';
  throw refuse('payload_too_large', { maxBytes: importSizeBytesMax, wayOn });
}

edge.onError((error, c) => {
  const id = requestIdOf(c.req.raw);
  const response = problemFor(knownError(error), id);
  response.headers.set('x-request-id', id);
  return response;
});

/** Maps errors of adapters and of Hono's middleware to Laurel's errors. */
function knownError(error: unknown): unknown {
  if (error instanceof ObjectStoreError) {
    return new DependencyError('object_store', { cause: error, facts: { ...describeFailure(error) } });
  }
  return error instanceof HTTPException && error.status < 500 ? refuse('unauthenticated') : error;
}
