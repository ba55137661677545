// What a file says of itself: whether it is a PDF or a PNG, and of which certificates it carries the address. Read are its
// bytes, its compressed parts, and encrypted ones that need no password. Pictures are not: a QR code is no text here.

import type { FileFormat } from '../../certificate.ts';
import { findCodes } from './address-search.ts';
import { readPdfParts, type UnreadPart } from './pdf-parts.ts';
import { compressedTexts } from './png-text.ts';

export interface FileClaim {
  readonly format: FileFormat;
  /** 16 characters of Crockford base32 each, in the order they were found. */
  readonly codes: readonly string[];
  /** Where the first code stands. */
  readonly foundIn: 'bytes' | 'compressed_or_encrypted' | null;
  /** Parts in which a code may stand unseen. */
  readonly unread: readonly UnreadPart[];
}

/** More are no certificate of ours. */
const codesMax = 4;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Readers accept a PDF whose header comes this late (ISO 32000-1, annex H, note 13). */
const headerSearchBytes = 1024;

/** By content, whatever the name says; null for any other kind of file. */
export async function readClaim(bytes: Uint8Array<ArrayBuffer>): Promise<FileClaim | null> {
  const format = formatOf(bytes);
  if (format === null) return null;
  const plain = findCodes(bytes);
  const codes = new Set(plain);
  const search = (part: Uint8Array) => {
    for (const code of findCodes(part)) codes.add(code);
  };
  const unread = format === 'pdf' ? await readPdfParts(bytes, search) : readPng(bytes, search);
  const foundIn = plain.length > 0 ? 'bytes' : codes.size > 0 ? 'compressed_or_encrypted' : null;
  return { format, codes: [...codes].slice(0, codesMax), foundIn, unread: [...unread] };
}

function readPng(bytes: Uint8Array<ArrayBuffer>, search: (part: Uint8Array) => void) {
  for (const text of compressedTexts(bytes)) search(text);
  return new Set<UnreadPart>(['picture']);
}

function formatOf(bytes: Uint8Array): FileFormat | null {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes));
  const headerAt = head.indexOf('%PDF-');
  // A form that was sent under another type begins with its own headers: it is not the file.
  return headerAt === -1 || /content-disposition:/i.test(head.slice(0, headerAt)) ? null : 'pdf';
}
