// The order in which S3, R2 and the database list keys: by their bytes in UTF-8. JavaScript compares UTF-16 units, which differ
// where a surrogate meets a unit behind the surrogates (RFC 3629, 1: UTF-8 keeps the order of code points, UTF-16 does not).

import { bytesOfKey } from '../stores/listed-key.ts';

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

/** Surrogates stand for what is behind all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit;
}
