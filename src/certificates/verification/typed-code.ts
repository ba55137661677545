// Reads the code of a certificate from typed, scanned or pasted text: the code alone, or a link or sentence that contains it.

import { normalizeCrockford } from '../../core/crockford.ts';
import { stripCode, toPlainCode } from '../../core/pasted-code.ts';

export const codeLength = 16;

/** Longer than any link with a code. */
export const typedLengthMax = 500;

/** UUIDs in older printed links (RFC 9562). */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const asPrinted = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

/** The printed form inside a sentence, look-alikes included. */
const inSentence = /(?<![-0-9a-z])(?:[0-9a-tv-z]{4}-){3}[0-9a-tv-z]{4}(?![-0-9a-z])/i;

/** 16 characters of Crockford base32, or a UUID in lower case; null: the text contains no code. */
export function normalizeCode(text: string): string | null {
  if (asPrinted.test(text)) return text.replaceAll('-', '');
  if (text.length > typedLengthMax) return null;
  const plain = toPlainCode(decode(text));
  const pieces = plain.split(/[/?#&=:]/);
  // A code follows `/c/`; a host or a query parameter may look like one.
  const path = pieces.slice(pieces.indexOf('c') + 1);
  for (const piece of [...path, ...pieces, inSentence.exec(plain)?.[0] ?? '']) {
    const code = readPiece(piece);
    if (code !== null) return code;
  }
  return null;
}

function readPiece(piece: string): string | null {
  const trimmed = piece.trim().replace(/^[^0-9a-z]+|[^0-9a-z]+$/gi, '');
  if (uuid.test(trimmed)) return trimmed.toLowerCase();
  const code = normalizeCrockford(piece);
  return code !== null && code.length === codeLength ? code : null;
}

/** The number of typed letters and digits, for the hint about a wrong length. */
export function typedLength(text: string): number {
  return [...stripCode(text)].length;
}

/** Copied links may be percent-encoded. Invalid UTF-8 is left unchanged. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
