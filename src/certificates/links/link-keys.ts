// Signs the text of download links with HMAC-SHA-256 (RFC 2104). The keys are derived from the configured secrets by HKDF (RFC 5869), so
// that a signature for another purpose, such as a token, is never one of a link.

import { refuse } from '../../core/errors.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';

export interface LinkKeys {
  /** Base64url without padding: 43 characters. @throws DomainError misconfigured if there is no secret. */
  readonly sign: (text: string) => Promise<string>;
  /** Compares in constant time. Needs no I/O. @throws like sign. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
}

export interface LinkSecrets {
  /** The first signs; all verify, so that a secret can be replaced while links are in use. */
  readonly secrets: readonly string[];
  /** Why there is none. */
  readonly fault: ConfigurationFault | null;
}

export function createLinkKeys({ secrets, fault }: LinkSecrets): LinkKeys {
  const keys = secrets.map(deriveOnce);
  const refuseWithoutSecret = () => {
    if (fault !== null) throw refuse('misconfigured', { variable: fault.variable, reason: fault.reason });
  };
  return {
    sign: async (text) => {
      refuseWithoutSecret();
      const [first] = keys;
      if (first === undefined) throw new Error('there is neither a secret nor a fault');
      return encodeBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', await first(), encode(text))));
    },
    verify: async (text, signature) => {
      refuseWithoutSecret();
      const bytes = decodeSignature(signature);
      if (bytes === null) return false;
      for (const key of keys) if (await crypto.subtle.verify('HMAC', await key(), bytes, encode(text))) return true;
      return false;
    },
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

const purpose = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode('laurel download link 1') };
const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };

/** This caches the key, not a promise: workerd ties a promise to its request. */
function deriveOnce(secret: string): () => Promise<CryptoKey> {
  let key: CryptoKey | null = null;
  return async () => {
    if (key !== null) return key;
    const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
    key = await crypto.subtle.deriveKey(purpose, material, hmac, false, ['sign', 'verify']);
    return key;
  };
}

function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** 32 bytes in their only spelling: the last character has two unused bits, which must be zero (RFC 4648 §3.5). */
function decodeSignature(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{42}[AEIMQUYcgkosw048]$/.test(text)) return null;
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
