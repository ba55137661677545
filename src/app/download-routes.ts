// Routes of the edge that send the file of a certificate: with a token, or by a link that was signed for one person. The backend judges
// both by the same rule; the edge sends the bytes.

import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { fileQuery } from '../certificates/life/contract.ts';
import { linkQuery } from '../certificates/links/contract.ts';
import { openLink } from '../certificates/links/open-link.ts';
import { readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { unwrap } from '../core/outcome.ts';
import { answerFile, beginsFile } from '../http/files/file.ts';
import { readId, readQuery } from '../http/validate.ts';
import { verifyPortsOf } from '../pages/certificate/certificate-routes.tsx';
import { linkProblemPages } from '../pages/routes.tsx';
import { redirectToFile } from './redirect-to-file.ts';
import type { DownloadRequest, EdgeEnv } from './services.ts';

/** Whoever has the URL has the file. Therefore no cache keeps it, and the browser does not name it to the next site. */
const keepUrlPrivate: MiddlewareHandler<EdgeEnv> = async (c, next) => {
  await next();
  // As in edge.ts: `c.header` would copy the response.
  c.res.headers.set('cache-control', 'private, no-store, no-transform');
  c.res.headers.set('referrer-policy', 'no-referrer');
};

export const downloadRoutes = new Hono<EdgeEnv>()
  .get('/v1/certificates/:id/file', (c) => {
    const id = readId(c, 'certificate');
    const { as: format, delivery } = readQuery(c, fileQuery);
    return sendFile(c, { authorization: c.req.header('authorization') ?? null, id, format }, delivery);
  })
  .get('/v1/certificates/downloads/:link', keepUrlPrivate, linkProblemPages, async (c) => {
    readQuery(c, linkQuery);
    const { id, format, reader } = await openLink(c.get('services').links, c.req.param('link'));
    return sendFile(c, { reader, id, format }, 'stream');
  });

async function sendFile(
  c: Context<EdgeEnv>,
  download: DownloadRequest,
  delivery: 'stream' | 'redirect',
): Promise<Response> {
  const { rpc, verify } = c.get('services');
  const grant = unwrap(await rpc(download.id).grantDownload(download));
  const redirect = delivery === 'redirect' ? await redirectToFile(c.req.raw, verify.objects, grant) : null;
  const file = redirect ?? (await answerFile(c.req.raw, grant, () => readIssuedFile(verifyPortsOf(c), grant)));
  if (beginsFile(file)) c.executionCtx.waitUntil(rpc(download.id).acknowledgeDownload(download));
  return file;
}
