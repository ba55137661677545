// The code by which a player takes over the entry of a guest, or registers by invitation. It is shown once; Laurel stores its hash.

import { encodeCrockford, normalizeCrockford } from '../../core/crockford.ts';
import { sha256Hex } from '../../core/hex.ts';

/** 80 bits are 16 characters. */
export const claimCodeBytes = 10;
const length = 16;
/** As somebody may type it. */
export const claimCodeTextMax = 100;

/** In groups of four. `random` has `claimCodeBytes` bytes. */
export function claimCodeOf(random: Uint8Array): string {
  return encodeCrockford(random).replace(/(.{4})(?=.)/g, '$1-');
}

/** Of a code as somebody typed it. null if it cannot be one. */
export async function hashClaimCode(typed: string): Promise<string | null> {
  const code = normalizeCrockford(typed);
  return code?.length === length ? sha256Hex(code) : null;
}

/** As `hashClaimCode`; of text that cannot be a code, a hash that no code has. */
export async function hashTypedCode(typed: string): Promise<string> {
  return (await hashClaimCode(typed)) ?? '';
}
