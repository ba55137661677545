// The text chunks of a PNG (W3C PNG, third edition, §11.3.3), compressed ones included.

import { inflate } from './inflate.ts';
import type { UnreadPart } from './pdf-parts.ts';

const headerBytes = 8;
const checksumBytes = 4;
const chunksMax = 1_000;
const textSizeBytesMax = 1_000_000;
const totalSizeBytesMax = 24_000_000;

/**
 * Each text by itself. In the raw bytes a checksum follows it, which may begin with a letter or a digit, so that a code at its end
 * would look longer than it is. @returns why some were not read.
 */
export function readPngTexts(
  file: Uint8Array<ArrayBuffer>,
  onText: (bytes: Uint8Array, isCompressed: boolean) => void,
): ReadonlySet<UnreadPart> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const unread = new Set<UnreadPart>();
  let [at, leftBytes] = [headerBytes, totalSizeBytesMax];
  for (let count = 0; at < file.byteLength; count += 1) {
    if (count === chunksMax || leftBytes <= 0) return unread.add('too_large');
    if (at + headerBytes + checksumBytes > file.byteLength) return unread.add('damaged');
    const length = view.getUint32(at);
    const type = new TextDecoder('latin1').decode(file.subarray(at + 4, at + headerBytes));
    const data = file.subarray(at + headerBytes, Math.min(at + headerBytes + length, file.byteLength));
    const packed = type === 'zTXt' ? packedText(data) : type === 'iTXt' ? packedInternationalText(data) : null;
    const text = packed === null ? null : inflate(packed, Math.min(leftBytes, textSizeBytesMax));
    if (text !== null && 'bytes' in text) {
      leftBytes -= text.bytes.byteLength;
      onText(text.bytes, true);
    } else if (text !== null) unread.add(text.why);
    if (packed === null && (type === 'tEXt' || type === 'iTXt')) onText(data, false);
    at += headerBytes + length + checksumBytes;
    if (at > file.byteLength) return unread.add('damaged');
  }
  return unread;
}

/** Keyword, 0, method, data. */
function packedText(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return data.subarray(data.indexOf(0) + 2);
}

/** Keyword, 0, flag, method, language, 0, translated keyword, 0, data. */
function packedInternationalText(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const flagAt = data.indexOf(0) + 1;
  if (data[flagAt] !== 1) return null;
  const keywordAt = data.indexOf(0, flagAt + 2) + 1;
  return data.subarray(data.indexOf(0, keywordAt) + 1);
}
