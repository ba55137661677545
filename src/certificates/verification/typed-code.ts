// Which certificate somebody means by what they typed, scanned or pasted: the code alone, or a link or sentence with it.

import { normalizeCrockford } from '../../core/crockford.ts';
import { stripCode, toPlainCode } from '../../core/pasted-code.ts';

export const codeLength = 16;

/** Longer than any link that carries a code. */
export const typedLengthMax = 500;

/** Codes of links that were printed before the present ones (RFC 9562). */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const asPrinted = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

/** The printed form inside a sentence, look-alikes included. */
const inSentence = /(?<![-0-9a-z])(?:[0-9a-tv-z]{4}-){3}[0-9a-tv-z]{4}(?![-0-9a-z])/i;

/** 16 characters of Crockford base32, or a UUID in lower case; null when the text names no code. */
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

/** How many letters and digits were typed, for the hint to who left one out. */
export function typedLength(text: string): number {
  return [...stripCode(text)].length;
}

/** Links are copied with their characters percent-encoded; what is not valid UTF-8 stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
