// Route of the edge that hands out the files of an export: a signed address of the object store where the file is one object there, else
// the bytes. The backend judges who may.

import { Hono } from 'hono';
import { exportQuery } from '../certificates/exports/contract.ts';
import type { ExportGrant } from '../certificates/exports/grant-export.ts';
import { type IssuedFilePorts, readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { DomainError, refuse } from '../core/errors.ts';
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
  const rpc = c.get('services').rpc(id);
  const grant = unwrap(await rpc.grantExport(authorization, id, Number(number)));
  const ports: ReadPorts = {
    ...verifyPortsOf(c),
    remake: async () => unwrap(await rpc.remakeExport(authorization, id)),
  };
  return sendExport(c.req.raw, grant, delivery, ports);
});

interface ReadPorts extends IssuedFilePorts {
  readonly remake: () => Promise<void>;
}

type Piece = ExportGrant['pieces'][number];

/** A piece that no store has, or only with other bytes, is made again. @throws DomainError export_not_ready. */
async function readPiece(ports: ReadPorts, piece: Piece): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readIssuedFile(ports, piece);
  } catch (error) {
    if (!(error instanceof DomainError && (error.code === 'file_lost' || error.code === 'file_damaged'))) throw error;
    await ports.remake();
    throw refuse('export_not_ready');
  }
}

async function sendExport(
  request: Request,
  grant: ExportGrant,
  delivery: 'redirect' | 'stream',
  ports: ReadPorts,
): Promise<Response> {
  const { name: fileName, contentType, pieces } = grant;
  const [first, ...more] = pieces;
  if (first === undefined) throw refuse('not_found', { kind: 'file' });
  if (more.length > 0) return streamPieces(request, grant, ports);
  const file = { ...first, fileName, contentType, expiresSeconds: urlSeconds };
  const redirect = delivery === 'redirect' ? await redirectToFile(request, ports.objects, file) : null;
  return redirect ?? answerFile(request, file, () => readPiece(ports, first));
}

/** One piece in memory at a time. The first is read before the answer begins; a later one that cannot be read breaks it off. */
async function streamPieces(
  request: Request,
  { name, contentType, pieces }: ExportGrant,
  ports: ReadPorts,
): Promise<Response> {
  const headers = new Headers({
    'cache-control': 'private, no-store, no-transform',
    'content-type': contentType,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return new Response(null, { headers });
  let bytes: Uint8Array | null = await readPiece(ports, pieces[0] as Piece);
  let next = 1;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = pieces[next];
        if (bytes !== null) controller.enqueue(bytes);
        bytes = null;
        if (piece === undefined) return controller.close();
        next += 1;
        bytes = await readPiece(ports, piece);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}
