// Signs texts for one purpose, such as links. What is signed for another purpose, such as a token, is never valid for this one.

import { refuse } from '../../core/errors.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { deriveKeyOnce, signText, verifyText } from '../derived-key.ts';

export interface TextKeys {
  /** Base64url without padding: 43 characters. @throws DomainError misconfigured if there is no secret. */
  readonly sign: (text: string) => Promise<string>;
  /** Compares in constant time. Needs no I/O. @throws like sign. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
}

export interface TextSecrets {
  /** The first signs; all verify, so that a secret can be replaced while texts are in use. */
  readonly secrets: readonly string[];
  /** Why there is none. */
  readonly fault: ConfigurationFault | null;
}

export function createTextKeys({ secrets, fault }: TextSecrets, purpose: string): TextKeys {
  const keys = secrets.map((secret) => deriveKeyOnce(secret, purpose));
  const refuseWithoutSecret = () => {
    if (fault !== null) throw refuse('misconfigured', { variable: fault.variable, reason: fault.reason });
  };
  return {
    sign: async (text) => {
      refuseWithoutSecret();
      const [first] = keys;
      if (first === undefined) throw new Error('there is neither a secret nor a fault');
      return encodeBase64Url(await signText(await first(), text));
    },
    verify: async (text, signature) => {
      refuseWithoutSecret();
      const bytes = decodeSignature(signature);
      if (bytes === null) return false;
      for (const key of keys) if (await verifyText(await key(), bytes, text)) return true;
      return false;
    },
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
