// Parses a JWT before any key is used: length, encoding, algorithm and claimed issuer. Verifies nothing.

import { refuse } from '../../core/errors.ts';

/** In characters, all ASCII. Tokens of identity providers have 1 to 3 KB; Workers accept headers of 16 KB and more. */
const tokenLengthMax = 8192;

export interface ClaimedOrigin {
  readonly algorithm: unknown;
  /** `iss`, unverified. */
  readonly issuer: string | undefined;
}

/** @throws DomainError unauthenticated if the token is too long or not a canonical compact JWS (RFC 7515 §7.1). */
export function readToken(token: string): ClaimedOrigin {
  if (token.length > tokenLengthMax) throw refuse('unauthenticated', { reason: `over ${tokenLengthMax} characters` });
  const [header, payload, signature, ...more] = token.split('.').map(decodeCanonical);
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0) throw notAToken();
  const { iss } = parseObject(payload);
  return { algorithm: parseObject(header).alg, issuer: typeof iss === 'string' ? iss : undefined };
}

/**
 * The last base64url character may have unused bits, so several texts decode to the same bytes. Only the text with zero bits
 * is accepted (RFC 4648 §3.5). Thus a token has exactly one spelling.
 *
 * @returns a binary string, one character for each byte.
 */
function decodeCanonical(text: string): string {
  if (!canonical.test(text)) throw notAToken();
  return atob(text.replace(/-/g, '+').replace(/_/g, '/'));
}

/** Two characters hold one byte and four bits, three hold two bytes and two bits. */
const canonical = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

function parseObject(binary: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(isAscii.test(binary) ? binary : decodeUtf8(binary));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not UTF-8 or not JSON: refused below.
  }
  throw notAToken();
}

const isAscii = /^[\0-\x7f]*$/;

function decodeUtf8(binary: string): string {
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
}

function notAToken() {
  return refuse('unauthenticated', { reason: 'not a token' });
}
