// What a file says of itself: whether it is a PDF or a PNG, and which certificate it carries the address of. A file that
// names a certificate but has other bytes than those issued was altered; one that names none is simply not ours.

import type { FileFormat } from './certificate.ts';

export interface FileClaim {
  readonly format: FileFormat;
  /** 16 characters of Crockford base32; null when no address is found. */
  readonly code: string | null;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Readers accept a PDF whose header comes this late (ISO 32000-1, annex H, note 13). */
const headerSearchBytes = 1024;

/** By content, whatever the name says; null for any other kind of file. */
export function readClaim(bytes: Uint8Array): FileClaim | null {
  const format = formatOf(bytes);
  if (format === null) return null;
  // One character for each byte; the address is ASCII wherever it stands.
  const text = new TextDecoder('latin1').decode(bytes);
  const found = /\/c\/((?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4})/.exec(text)?.[1];
  return { format, code: found === undefined ? null : found.replaceAll('-', '') };
}

function formatOf(bytes: Uint8Array): FileFormat | null {
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return 'png';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headerSearchBytes));
  return head.includes('%PDF-') ? 'pdf' : null;
}
