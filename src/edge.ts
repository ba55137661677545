// Door 1, near the reader: verification, certificate files, pages and socket upgrades; every other request goes to the backend.

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { legacyJson, verdictJson } from './certificates/contract.ts';
import type { DownloadGrant } from './certificates/grant-download.ts';
import { readIssuedFile } from './certificates/read-issued-file.ts';
import type { Verdict } from './certificates/verdict.ts';
import { normalizeCode } from './certificates/typed-code.ts';
import { type VerifyPorts, verifyCertificate } from './certificates/verify-certificate.ts';
import { verifyFile } from './certificates/verify-file.ts';
import { DependencyError, refuse } from './core/errors.ts';
import { idPattern } from './core/id.ts';
import { bodySizeBytesMax, fileSizeBytesMax } from './core/limits.ts';
import { isBearer } from './http/authenticate.ts';
import { answerFile, beginsFile } from './http/file.ts';
import { problemFor } from './http/problem.ts';
import { readReadiness } from './http/readiness.ts';
import { requestIdOf } from './http/request-id.ts';
import { ObjectStoreError } from './objects/object-store.ts';
import { languageOf, wantsHtml } from './pages/language.ts';
import { pageRoutes, renderUnavailable, renderVerdict } from './pages/routes.tsx';
import { type EdgeServices, edgeServicesOf, flushMetrics, renderMetrics } from './services.ts';

interface EdgeEnv {
  Bindings: Env;
  Variables: { services: EdgeServices };
}

/**
 * A revocation is seen everywhere within 60 s. Ours are given while younger than 30 s, counted from before the database was
 * asked, and say their Age. A cache behind us that heeds it (RFC 9111 §4.2.3) lets go at 30 s as well, at most 31, since Age
 * is in whole seconds; one that counts from its own arrival keeps another 30: still under 60 together. Two of those in a row,
 * or one that goes on serving what is stale while it cannot reach us (§4.2.4), are beyond this.
 */
const verdictCache = 'public, max-age=30';

/** A slash at the end of an address is nobody's mistake: with it and without it a printed link leads to the same. */
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
  .get('/c/:code', (c) => {
    const language = languageOf(c.req.raw);
    const form = wantsHtml(c.req.raw) ? language : 'json';
    return answerNear(c, form, () => (form === 'json' ? verifyForPrograms(c, verdictJson) : verifyForReaders(c)));
  })
  .get('/c/:code/preview.png', (c) => answerNear(c, 'card', () => drawPreview(c)))
  .get('/api/tournaments/certificates/verify/:code', (c) =>
    answerNear(c, 'legacy', () => verifyForPrograms(c, legacyJson)),
  )
  .post('/v1/certificates/verify-file', bodyLimit({ maxSize: fileSizeBytesMax, onError: refuseFile }), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { verdict, ...found } = await verifyFile(c.get('services').verifyFile, bytes);
    return c.json({ ...found, certificate: verdict === null ? null : verdictJson(verdict) });
  })
  .get('/v1/certificates/:id/file', async (c) => {
    const { backend } = c.get('services');
    const url = new URL(c.req.url);
    url.pathname = url.pathname.replace(/file\/?$/, 'download');
    const { headers } = c.req.raw;
    const granted = await backend(new Request(url, { headers }));
    if (!granted.ok) return granted;
    const grant = (await granted.json()) as DownloadGrant;
    const file = await answerFile(c.req.raw, grant, () => readIssuedFile(verifyPortsOf(c), grant));
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
  })
  .all('*', bodyLimit({ maxSize: bodySizeBytesMax, onError: refuseBody }), async (c) => {
    // Read whole before handing on: a refusal may answer before the body is read, which breaks a stream half-way.
    const body = c.req.raw.body === null ? null : await c.req.arrayBuffer();
    return c.get('services').backend(new Request(c.req.raw, { body }));
  });

type EdgeContext = Context<EdgeEnv, string>;

/** The runtime drops what is unfinished when the answer has been sent, unless it is told to wait. */
function verifyPortsOf(c: EdgeContext): VerifyPorts {
  const { verify } = c.get('services');
  return { ...verify, onWrongCopy: (key, side) => c.executionCtx.waitUntil(verify.repairCopy(key, side)) };
}

/** From memory or the data centre's cache when that is young enough: without a word to the database. */
function answerNear(c: EdgeContext, form: string, make: () => Promise<Response>): Promise<Response> {
  const code = normalizeCode(c.req.param('code') ?? '');
  if (code === null) return make();
  const isFresh = /\bno-cache\b/.test(c.req.header('cache-control') ?? '');
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  const ifNoneMatch = c.req.header('if-none-match');
  return c.get('services').answers({ key: `${code} ${form}`, isFresh, ifNoneMatch, make, later });
}

async function verifyForPrograms(c: EdgeContext, toJson: (verdict: Verdict) => object): Promise<Response> {
  const verdict = await verifyCertificate(verifyPortsOf(c), c.req.param('code') ?? '');
  if (verdict === null) throw refuse('not_found', { kind: 'certificate' });
  return c.json(toJson(verdict), 200, { 'cache-control': verdictCache, vary: 'accept, accept-language' });
}

async function verifyForReaders(c: EdgeContext): Promise<Response> {
  const code = c.req.param('code') ?? '';
  try {
    const verdict = await verifyCertificate(verifyPortsOf(c), code);
    return renderVerdict(c, verdict, code, verdict === null ? 'no-store' : verdictCache);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return renderUnavailable(c, code, error.retryAfterSeconds);
  }
}

/** Of a genuine certificate whose holder hides nothing; a picture has no room for a verdict. */
async function drawPreview(c: EdgeContext): Promise<Response> {
  const verdict = await verifyCertificate(verifyPortsOf(c), c.req.param('code') ?? '');
  const content = verdict?.verdict === 'valid' ? verdict.record.content : null;
  if (content === null) throw refuse('not_found', { kind: 'preview' });
  return c.body(await c.get('services').drawCard(content), 200, {
    'content-type': 'image/png',
    'cache-control': verdictCache,
  });
}

function refuseFile(): never {
  throw refuse('payload_too_large', { maxBytes: fileSizeBytesMax });
}

function refuseBody(): never {
  throw refuse('payload_too_large', { maxBytes: bodySizeBytesMax });
}

edge.onError((error, c) => {
  const id = requestIdOf(c.req.raw);
  const known = error instanceof ObjectStoreError ? new DependencyError('object_store', { cause: error }) : error;
  const response = problemFor(known, id);
  response.headers.set('x-request-id', id);
  return response;
});
