// Reads one uploaded file: the raw body, or the only file of a form (RFC 7578).

import { bodyLimit } from 'hono/body-limit';
import { refuse } from '../../core/errors.ts';
import { fileSizeBytesMax } from '../../core/limits.ts';

/** Allowance for the boundaries, headers and other fields of a form. */
const formOverheadBytes = 16_384;

export const limitUpload = bodyLimit({
  maxSize: fileSizeBytesMax + formOverheadBytes,
  onError: () => {
    throw refuse('payload_too_large', { maxBytes: fileSizeBytesMax });
  },
});

/** @throws DomainError invalid_request, payload_too_large, unsupported_file for other kinds of multipart. */
export async function readUpload(request: Request, sizeBytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const type = request.headers.get('content-type') ?? '';
  const file = /^\s*multipart\//i.test(type) ? await fileOfForm(request, type) : request;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.byteLength > sizeBytesMax) throw refuse('payload_too_large', { maxBytes: sizeBytesMax });
  return bytes;
}

async function fileOfForm(request: Request, type: string): Promise<File> {
  if (!/^\s*multipart\/form-data\b/i.test(type)) throw refuse('unsupported_file', { accepts: ['multipart/form-data'] });
  const form = await request.formData().catch(() => {
    throw refuse('invalid_request', { field: 'body', reason: 'not a well-formed multipart/form-data body' });
  });
  // The platform decodes a part without a file name as text, which loses its bytes.
  const files = [...form.values()].filter((value) => typeof value !== 'string');
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw refuse('invalid_request', { field: 'file', reason: 'exactly one part with a file name' });
  return file;
}
