// Streams a stored object to whoever was granted it: validators, ranges and names as RFC 9110 and RFC 6266 have them.

import type { ByteRange, ObjectStore } from '../objects/object-store.ts';
import { matches } from './reply.ts';

export interface StreamedFile {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly fileName: string;
}

export async function streamFile(request: Request, objects: ObjectStore, file: StreamedFile): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = new Headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=300',
    'content-type': file.contentType,
    'content-disposition': `attachment; filename="${file.fileName}"`,
    'x-content-type-options': 'nosniff',
  });
  if (matches(request.headers.get('if-none-match') ?? undefined, etag))
    return new Response(null, { status: 304, headers });
  const ifRange = request.headers.get('if-range');
  const asked = ifRange === null || ifRange === etag ? request.headers.get('range') : null;
  const range = asked === null ? null : parseRange(asked, file.sizeBytes);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  if (request.method === 'HEAD') {
    headers.set('content-length', String(file.sizeBytes));
    return new Response(null, { headers });
  }
  const object = range === null ? await objects.get(file.key) : await objects.get(file.key, range);
  if (range === null || object.range === null) {
    headers.set('content-length', String(file.sizeBytes));
    return new Response(object.body, { headers });
  }
  const { first, last } = object.range;
  headers.set('content-range', `bytes ${first}-${last}/${file.sizeBytes}`);
  headers.set('content-length', String(last - first + 1));
  return new Response(object.body, { status: 206, headers });
}

/** Whether this answer carries the first byte: later parts, 304, 416 and HEAD do not. */
export function beginsFile({ status, headers, body }: Response): boolean {
  if (body === null) return false;
  return status === 200 || (status === 206 && /^bytes 0-/.test(headers.get('content-range') ?? ''));
}

/** One range only; several, or none understood, give the whole file (RFC 9110 §14.2 allows it). */
export function parseRange(header: string, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (found === null || (found[1] === '' && found[2] === '')) return null;
  if (found[1] === '') {
    const suffixLength = Math.min(Number(found[2]), sizeBytes);
    return suffixLength === 0 ? 'unsatisfiable' : { suffixLength };
  }
  const first = Number(found[1]);
  const last = found[2] === '' ? sizeBytes - 1 : Math.min(Number(found[2]), sizeBytes - 1);
  if (first >= sizeBytes) return 'unsatisfiable';
  return last < first ? null : { first, last };
}
