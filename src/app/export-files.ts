// Route of the edge that hands out the files of an export by an address that ends after 900 s: a signed one of the object store where the
// file is one object there, else one of this route, which sends the bytes. The backend judges who may.

import { type Context, Hono } from 'hono';
import { exportQuery } from '../certificates/exports/contract.ts';
import {
  exportLinkSeconds,
  type LinkedFile,
  openExportLink,
  writeExportLink,
} from '../certificates/exports/export-link.ts';
import type { ExportGrant } from '../certificates/exports/grant-export.ts';
import { type IssuedFilePorts, readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { DomainError, refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { unwrap } from '../core/outcome.ts';
import { answerFile, answerParts } from '../http/files/file.ts';
import { streamPieces } from '../http/files/joined-pieces.ts';
import { readId, readQuery } from '../http/validate.ts';
import { verifyPortsOf } from '../pages/certificate/certificate-routes.tsx';
import { redirectToFile } from './redirect-to-file.ts';
import type { AskedBy, EdgeEnv, GrantedExport } from './services.ts';

export const exportFileRoutes = new Hono<EdgeEnv>().get('/v1/certificate-exports/:id/files/:number', async (c) => {
  const { delivery, link } = readQuery(c, exportQuery);
  const id = readId(c, 'export');
  const number = c.req.param('number');
  if (!/^[1-9]\d{0,3}$/.test(number)) throw refuse('invalid_request', { field: 'number', reason: 'must be a number' });
  const file = { id, number: Number(number) };
  const by = await askedBy(c, file, link);
  const rpc = c.get('services').rpc(id);
  const grant = unwrap(await rpc.grantExport(by, file.id, file.number));
  const redirect = delivery === 'redirect' && link === undefined ? await redirectTo(c, file, grant) : null;
  if (redirect !== null) return redirect;
  const remake = async () => unwrap(await rpc.remakeExport(by, id));
  const answer = await sendExport(c.req.raw, grant, { ...verifyPortsOf(c), remake });
  // It may be of a private tournament, and the address may be the only key to it.
  answer.headers.set('cache-control', 'private, no-store, no-transform');
  answer.headers.set('referrer-policy', 'no-referrer');
  return answer;
});

async function askedBy(c: Context<EdgeEnv>, file: LinkedFile, link: string | undefined): Promise<AskedBy> {
  if (link !== undefined) return { reader: await openExportLink(c.get('services').links, file, link) };
  const authorization = c.req.header('authorization');
  if (authorization === undefined) throw refuse('unauthenticated');
  return { authorization };
}

/** To the object store, else to this route. null: the request is not the GET of a whole or partial file. */
async function redirectTo(c: Context<EdgeEnv>, file: LinkedFile, grant: GrantedExport): Promise<Response | null> {
  const { name: fileName, contentType, pieces, reader } = grant;
  const [only, ...more] = pieces;
  if (only !== undefined && more.length === 0) {
    const wanted = { ...only, fileName, contentType, expiresSeconds: exportLinkSeconds };
    const stored = await redirectToFile(c.req.raw, verifyPortsOf(c).objects, wanted);
    if (stored !== null) return stored;
  }
  if (c.req.method !== 'GET' || c.req.header('if-none-match') !== undefined) return null;
  const { clock, linkKeys } = c.get('services').links;
  const link = await writeExportLink(linkKeys, file, { reader, now: clock() });
  const location = `/v1/certificate-exports/${file.id}/files/${file.number}?link=${link}`;
  const headers = { location, 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' };
  return new Response(null, { status: 302, headers });
}

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

async function sendExport(request: Request, grant: ExportGrant, ports: ReadPorts): Promise<Response> {
  const { name: fileName, contentType, sizeBytes, pieces } = grant;
  const [only, ...more] = pieces;
  if (only === undefined) throw refuse('not_found', { kind: 'file' });
  const read = (piece: Piece) => readPiece(ports, piece);
  if (more.length === 0) return answerFile(request, { ...only, fileName, contentType }, () => read(only));
  // Pieces that were made again are perhaps others, but the same file: its ETag must change then, since a range is of pieces.
  const sha256 = await sha256Hex(pieces.map((piece) => piece.sha256).join());
  const file = { sha256, sizeBytes, fileName, contentType };
  return answerParts(request, file, (range) => streamPieces(pieces, range, read));
}
