// Crockford base32 (https://www.crockford.com/base32.html): no I, L, O, U. Decoding accepts look-alikes, spaces and hyphens.

import { stripCode } from './pasted-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Big-endian. The first character holds the remainder bits, so texts of equal length sort like their bytes. */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = '';
  // The first character holds the bits beyond a multiple of five, so its high bits are zeros.
  let bits = 0;
  let bitCount = (5 - ((bytes.length * 8) % 5)) % 5;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (bitCount += 8; bitCount >= 5; bitCount -= 5) text += alphabet[(bits >> (bitCount - 5)) & 31];
  }
  return text;
}

/** Upper case, with pasted punctuation removed and look-alikes mapped (O→0, I and L→1). null if another character remains. */
export function normalizeCrockford(text: string): string | null {
  const clean = stripCode(text).toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(clean) ? clean : null;
}

/** The inverse of `readCrockfordNumber`, with leading zeros. */
export function writeCrockfordNumber(number: number, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}

/** The number that at most ten characters of the alphabet stand for. */
export function readCrockfordNumber(text: string): number {
  return [...text.toUpperCase()].reduce((number, digit) => number * 32 + alphabet.indexOf(digit), 0);
}
