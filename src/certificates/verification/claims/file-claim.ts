// What a file claims: whether it is a PDF or a PNG, and which certificate addresses it contains. The bytes, compressed parts, and parts
// encrypted without a password are searched. Pictures are not decoded, so QR codes are not found.

import type { FileFormat } from '../../certificate.ts';
import { findCodes } from './address-search.ts';
import { readPdfParts, type UnreadPart } from './pdf-parts.ts';
import { readPngTexts } from './png-text.ts';

export interface FileClaim {
  readonly format: FileFormat;
  /** 16 characters of Crockford base32 each, in order of appearance. */
  readonly codes: readonly string[];
  /** The place of the first code. */
  readonly foundIn: 'bytes' | 'compressed_or_encrypted' | null;
  /** Parts that were not read and may contain a code. */
  readonly unread: readonly UnreadPart[];
}

/** Laurel's certificates have one code. A file with more may hide it among others. */
export const codesMax = 16;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** PDF readers accept a header within this many bytes (ISO 32000-1, annex H, note 13). */
const headerSearchBytes = 1024;

/** Determined by content, not by file name; null: another kind of file. */
export async function readClaim(bytes: Uint8Array<ArrayBuffer>): Promise<FileClaim | null> {
  const format = formatOf(bytes);
  if (format === null) return null;
  const plain = new Set(findCodes(bytes));
  const packed = new Set<string>();
  const unread = new Set(
    format === 'pdf'
      ? await readPdfParts(bytes, (part) => addCodes(packed, part))
      : readPngTexts(bytes, (text, isCompressed) => addCodes(isCompressed ? packed : plain, text)),
  );
  const codes = [...new Set([...plain, ...packed])];
  if (format === 'png') unread.add('picture');
  if (codes.length > codesMax) unread.add('more_codes');
  const foundIn = plain.size > 0 ? 'bytes' : codes.length > 0 ? 'compressed_or_encrypted' : null;
  return { format, codes: codes.slice(0, codesMax), foundIn, unread: [...unread] };
}

function addCodes(codes: Set<string>, part: Uint8Array): void {
  for (const code of findCodes(part)) codes.add(code);
}

function formatOf(bytes: Uint8Array): FileFormat | null {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes));
  const headerAt = head.indexOf('%PDF-');
  // A multipart form with a wrong content type begins with part headers: it is not a file.
  return headerAt === -1 || /content-disposition:/i.test(head.slice(0, headerAt)) ? null : 'pdf';
}
