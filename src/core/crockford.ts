// Crockford base32 (https://www.crockford.com/base32.html): no I, L, O, U. Decoding accepts look-alikes, spaces and hyphens.

import { stripCode } from './pasted-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Big-endian. The first character holds the remainder bits, so texts of equal length sort like their bytes. */
export function encodeCrockford(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let length = Math.ceil((bytes.length * 8) / 5); length > 0; length -= 1) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}

/** Upper case, with pasted punctuation removed and look-alikes mapped (O→0, I and L→1). null if another character remains. */
export function normalizeCrockford(text: string): string | null {
  const clean = stripCode(text).toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(clean) ? clean : null;
}
