// The text chunks of a PNG (W3C PNG, third edition, §11.3.3), compressed ones included.

import { inflate } from './inflate.ts';

const headerBytes = 8;
const chunksMax = 1_000;
const textSizeBytesMax = 1_000_000;

export interface PngText {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isCompressed: boolean;
}

/**
 * Each text by itself. In the raw bytes a checksum follows it, which may begin with a letter or a digit, so that a code at its end
 * would look longer than it is.
 */
export function* readTexts(file: Uint8Array<ArrayBuffer>): Generator<PngText> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = headerBytes;
  for (let count = 0; count < chunksMax && at + headerBytes <= file.byteLength; count += 1) {
    const length = view.getUint32(at);
    const type = new TextDecoder('latin1').decode(file.subarray(at + 4, at + headerBytes));
    const data = file.subarray(at + headerBytes, Math.min(at + headerBytes + length, file.byteLength));
    const packed = type === 'zTXt' ? packedText(data) : type === 'iTXt' ? packedInternationalText(data) : null;
    const text = packed === null ? null : inflate(packed, textSizeBytesMax);
    if (text !== null && 'bytes' in text) yield { bytes: text.bytes, isCompressed: true };
    if (packed === null && (type === 'tEXt' || type === 'iTXt')) yield { bytes: data, isCompressed: false };
    at += headerBytes + length + 4;
  }
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
