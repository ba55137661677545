// The text of an API key: `lk_live_<id>_<secret><checksum>`. The prefix and the checksum let scanners find leaked keys, and a key with a
// typing error is refused without a look-up. The secret has 256 random bits.

import type { Id } from '../../core/id.ts';

/** Of every key, also for scanners: see SECURITY.md. */
const pattern = /^lk_live_([0-9a-hjkmnp-tv-z]{26})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 43;
const checksumLength = 6;
export const apiKeySecretBytes = 32;

/** Whether a bearer token claims to be an API key. No JWT begins so. */
export const isApiKeyText = (token: string) => token.startsWith('lk_');

/** The part before the secret, which names the key. null if there is none. */
export const apiKeyName = (token: string) => /^lk_live_[0-9a-z]{26}(?=_)/.exec(token)?.[0] ?? null;

/** `random` has `apiKeySecretBytes` bytes. */
export function apiKeyTextOf(id: Id<'apiKey'>, random: Uint8Array): string {
  const number = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const unchecked = `lk_live_${id.slice(id.indexOf('_') + 1)}_${toBase62(number, secretLength)}`;
  return unchecked + checksumOf(unchecked);
}

/** The id of the key. null if the form or the checksum is wrong. */
export function readApiKeyText(text: string): Id<'apiKey'> | null {
  const [, id, , checksum] = pattern.exec(text) ?? [];
  if (id === undefined || checksumOf(text.slice(0, -checksumLength)) !== checksum) return null;
  return `key_${id}`;
}

const checksumOf = (text: string) => toBase62(BigInt(crc32(text)), checksumLength);

function toBase62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 62n) text = digits[Number(rest % 62n)] + text;
  return text;
}

/** CRC-32 (ISO 3309), as in zlib. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
