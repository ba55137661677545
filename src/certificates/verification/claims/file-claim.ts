// What a file claims: whether it is a PDF or a PNG, and which certificate addresses it contains. The bytes, compressed parts, and parts
// encrypted without a password are searched. Pictures are not decoded, so QR codes are not found.

import type { FileFormat } from '../../certificate.ts';
import { findCodes } from './address-search.ts';
import { readPdfParts, type UnreadPart } from './pdf-parts.ts';
import { readTexts } from './png-text.ts';

export interface FileClaim {
  readonly format: FileFormat;
  /** 16 characters of Crockford base32 each, in order of appearance. */
  readonly codes: readonly string[];
  /** The place of the first code. */
  readonly foundIn: 'bytes' | 'compressed_or_encrypted' | null;
  /** Parts that were not read and may contain a code. */
  readonly unread: readonly UnreadPart[];
}

/** Laurel's certificates have fewer codes. */
const codesMax = 4;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** PDF readers accept a header within this many bytes (ISO 32000-1, annex H, note 13). */
const headerSearchBytes = 1024;

/** Determined by content, not by file name; null: another kind of file. */
export async function readClaim(bytes: Uint8Array<ArrayBuffer>): Promise<FileClaim | null> {
  const format = formatOf(bytes);
  if (format === null) return null;
  const plain = new Set(findCodes(bytes));
  if (format === 'png') for (const text of readTexts(bytes)) if (!text.isCompressed) addCodes(plain, text.bytes);
  const codes = new Set(plain);
  const search = (part: Uint8Array) => addCodes(codes, part);
  const unread = format === 'pdf' ? await readPdfParts(bytes, search) : readPng(bytes, search);
  const foundIn = plain.size > 0 ? 'bytes' : codes.size > 0 ? 'compressed_or_encrypted' : null;
  return { format, codes: [...codes].slice(0, codesMax), foundIn, unread: [...unread] };
}

function addCodes(codes: Set<string>, part: Uint8Array): void {
  for (const code of findCodes(part)) codes.add(code);
}

function readPng(bytes: Uint8Array<ArrayBuffer>, search: (part: Uint8Array) => void) {
  for (const text of readTexts(bytes)) if (text.isCompressed) search(text.bytes);
  return new Set<UnreadPart>(['picture']);
}

function formatOf(bytes: Uint8Array): FileFormat | null {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes));
  const headerAt = head.indexOf('%PDF-');
  // A multipart form with a wrong content type begins with part headers: it is not a file.
  return headerAt === -1 || /content-disposition:/i.test(head.slice(0, headerAt)) ? null : 'pdf';
}
