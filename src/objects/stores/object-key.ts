// Object keys: how lists encode them, which ones a request and a row can hold, and their order. Pure. Other programs may have put
// any key into a bucket: control characters, `..` segments, bytes that are not UTF-8. A byte that is not UTF-8 is decoded to a lone
// surrogate, U+DC80 to U+DCFF (like Python's surrogateescape), so that different keys stay different.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** A key that was percent-encoded (ListObjectsV2: encoding-type=url, which encodes a space as `+`). */
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

/** In bytes; 0 if no valid character begins here (RFC 3629). */
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

/** The original bytes of the key. */
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
 * Whether a request and a row can hold the key. Postgres text cannot contain NUL. U+FFFD means that the server's list was not valid
 * UTF-8: the original bytes of the key are unknown.
 */
export function isPlainKey(key: string): boolean {
  return key.isWellFormed() && !/[\0\uFFFD]/.test(key);
}

/** For reports: a byte that is not part of a character is written `\xff`. */
export function printableKey(key: string): string {
  if (isPlainKey(key)) return key;
  return [...key]
    .map((character) => (isPlainKey(character) || character === '\uFFFD' ? character : escapeOf(character)))
    .join('');
}

function escapeOf(character: string): string {
  return [...bytesOfKey(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/**
 * The order in which S3, R2 and the database list keys: by the bytes of their UTF-8. JavaScript compares UTF-16 code units, which
 * is a different order for surrogates (RFC 3629, section 1).
 */
export function compareKeys(a: string, b: string): number {
  if (!a.isWellFormed() || !b.isWellFormed()) return compareBytes(bytesOfKey(a), bytesOfKey(b));
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  if (at === -1 || at >= b.length) return a.length - b.length;
  return (a[at] ?? 0) - (b[at] ?? 0);
}

/** Surrogates encode the code points above all other code units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
