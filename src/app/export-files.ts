// Route of the edge that hands out the files of an export: a signed address of the object store where the file is one object there, else
// the bytes. The backend judges who may.

import { type Context, Hono } from 'hono';
import { exportQuery } from '../certificates/exports/contract.ts';
import type { ExportGrant } from '../certificates/exports/grant-export.ts';
import { type IssuedFilePorts, readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { refuse } from '../core/errors.ts';
import { unwrap } from '../core/outcome.ts';
import { answerFile } from '../http/files/file.ts';
import { readId, readQuery } from '../http/validate.ts';
import { verifyPortsOf } from '../pages/certificate/certificate-routes.tsx';
import { redirectToFile } from './redirect-to-file.ts';
import type { EdgeEnv } from './services.ts';

/** People start large downloads by hand. */
const urlSeconds = 900;

export const exportFileRoutes = new Hono<EdgeEnv>().get('/v1/certificate-exports/:id/files/:number', async (c) => {
  const { delivery } = readQuery(c, exportQuery);
  const id = readId(c, 'export');
  const number = c.req.param('number');
  if (!/^[1-9]\d{0,3}$/.test(number)) throw refuse('invalid_request', { field: 'number', reason: 'must be a number' });
  const authorization = c.req.header('authorization');
  if (authorization === undefined) throw refuse('unauthenticated');
  return sendExport(
    c,
    unwrap(await c.get('services').rpc(id).grantExport(authorization, id, Number(number))),
    delivery,
  );
});

async function sendExport(c: Context<EdgeEnv>, grant: ExportGrant, delivery: 'redirect' | 'stream'): Promise<Response> {
  const { name: fileName, contentType, pieces } = grant;
  const ports = verifyPortsOf(c);
  const [first, ...more] = pieces;
  if (first === undefined) throw refuse('not_found', { kind: 'file' });
  if (more.length > 0) return streamPieces(c.req.raw, grant, ports);
  const file = { ...first, fileName, contentType, expiresSeconds: urlSeconds };
  const redirect = delivery === 'redirect' ? await redirectToFile(c.req.raw, ports.objects, file) : null;
  return redirect ?? answerFile(c.req.raw, file, () => readIssuedFile(ports, first));
}

/** One piece in memory at a time. The first is read before the answer begins; a later one that cannot be read breaks it off. */
async function streamPieces(
  request: Request,
  { name, contentType, pieces }: ExportGrant,
  ports: IssuedFilePorts,
): Promise<Response> {
  const headers = new Headers({
    'cache-control': 'private, no-store, no-transform',
    'content-type': contentType,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return new Response(null, { headers });
  let bytes: Uint8Array | null = await readIssuedFile(ports, pieces[0] as ExportGrant['pieces'][number]);
  let next = 1;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = pieces[next];
        if (bytes !== null) controller.enqueue(bytes);
        bytes = null;
        if (piece === undefined) return controller.close();
        next += 1;
        bytes = await readIssuedFile(ports, piece);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}
