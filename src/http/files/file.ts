// Responses for immutable files: validators, ranges and file names (RFC 9110, RFC 6266).

import { matches } from '../reply.ts';

export interface NamedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly fileName: string;
}

/** `read` returns the whole file or throws, so that no byte of a bad file is sent. It is not called for 304 and 416. */
export function answerFile(
  request: Request,
  file: NamedFile,
  read: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  return answerParts(request, file, async ({ first, last }) => (await read()).subarray(first, last + 1));
}

/** The same for a file that is not held in memory: `open` returns exactly the bytes of the range. */
export async function answerParts(
  request: Request,
  file: NamedFile,
  open: (range: FileRange) => Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>>,
): Promise<Response> {
  const etag = `"${file.sha256}"`;
  const headers = new Headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=300, no-transform',
    'content-type': file.contentType,
    vary: 'Origin',
    'content-disposition': `attachment; filename="${file.fileName}"`,
    'x-content-type-options': 'nosniff',
  });
  if (matches(request.headers.get('if-none-match') ?? undefined, etag))
    return new Response(null, { status: 304, headers });
  const range = rangeOf(request, file.sizeBytes, etag);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${file.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range ?? { first: 0, last: file.sizeBytes - 1 };
  const part = await open({ first, last });
  headers.set('content-length', String(last - first + 1));
  if (request.method === 'HEAD') {
    if (part instanceof ReadableStream) await part.cancel();
    return new Response(null, { headers });
  }
  if (range === null) return new Response(part, { headers });
  headers.set('content-range', `bytes ${first}-${last}/${file.sizeBytes}`);
  return new Response(part, { status: 206, headers });
}

/** True if this response carries the first byte or redirects to it. Later ranges, 304, 416 and HEAD do not. */
export function beginsFile({ status, headers, body }: Response): boolean {
  if (status === 302) return true;
  if (body === null) return false;
  return status === 200 || (status === 206 && /^bytes 0-/.test(headers.get('content-range') ?? ''));
}

/** First and last byte, inclusive. */
export interface FileRange {
  readonly first: number;
  readonly last: number;
}

/** Ranges are defined for GET only (RFC 9110 §14.2); If-Range compares strongly (§13.1.5). */
function rangeOf(request: Request, sizeBytes: number, etag: string): FileRange | 'unsatisfiable' | null {
  const range = request.headers.get('range');
  if (range === null || request.method !== 'GET') return null;
  const ifRange = request.headers.get('if-range');
  return ifRange === null || ifRange === etag ? parseRange(range, sizeBytes) : null;
}

/** Only a single range is supported. For several or malformed ranges the whole file is sent (RFC 9110 §14.2 allows it). */
export function parseRange(header: string, sizeBytes: number): FileRange | 'unsatisfiable' | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (found === null || (found[1] === '' && found[2] === '')) return null;
  if (found[1] === '') {
    const suffixLength = Math.min(Number(found[2]), sizeBytes);
    return suffixLength === 0 ? 'unsatisfiable' : { first: sizeBytes - suffixLength, last: sizeBytes - 1 };
  }
  const first = Number(found[1]);
  const last = found[2] === '' ? sizeBytes - 1 : Math.min(Number(found[2]), sizeBytes - 1);
  if (first >= sizeBytes) return 'unsatisfiable';
  return last < first ? null : { first, last };
}
