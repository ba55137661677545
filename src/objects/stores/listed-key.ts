// Keys as a list has them. Others may have put anything: control characters, segments of dots, bytes that are no UTF-8. Pure.
// A byte that is no UTF-8 becomes a lone surrogate, U+DC80 to U+DCFF, as Python's surrogateescape does: no key looks like another.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A key that was percent-encoded (ListObjectsV2: encoding-type=url, which writes a blank as `+`). */
export function decodeListedKey(encoded: string): string {
  const bytes: number[] = [];
  for (const [piece, hex] of encoded.replace(/\+/g, ' ').matchAll(/%([0-9a-f]{2})|[^%]+|%/gi)) {
    if (hex === undefined) bytes.push(...encoder.encode(piece));
    else bytes.push(Number.parseInt(hex, 16));
  }
  return textOf(new Uint8Array(bytes));
}

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const length = lengthOfCharacter(bytes, start);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + (bytes[start] ?? 0))
        : decoder.decode(bytes.subarray(start, start + length));
    start += Math.max(1, length);
  }
  return text;
}

/** 0 where none begins (RFC 3629). */
function lengthOfCharacter(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  try {
    const character = decoder.decode(bytes.subarray(start, start + length));
    return [...character].length === 1 ? length : 0;
  } catch {
    return 0;
  }
}

/** The key's own bytes. */
export function bytesOfKey(key: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of key) {
    const unit = character.charCodeAt(0);
    const isByte = character.length === 1 && unit >= 0xdc80 && unit <= 0xdcff;
    if (isByte) bytes.push(unit - 0xdc00);
    else bytes.push(...encoder.encode(character));
  }
  return new Uint8Array(bytes);
}

/**
 * Whether a request and a row can hold the key. Postgres has no NUL; U+FFFD stands where a server's list was not UTF-8 itself, so
 * that the key's own bytes are unknown.
 */
export function isPlainKey(key: string): boolean {
  return key.isWellFormed() && !/[\0\uFFFD]/.test(key);
}

/** A name for reports: what is no character is written `\xff`. */
export function printableKey(key: string): string {
  if (isPlainKey(key)) return key;
  return [...key]
    .map((character) => (isPlainKey(character) || character === '\uFFFD' ? character : escapeOf(character)))
    .join('');
}

function escapeOf(character: string): string {
  return [...bytesOfKey(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
