// Seals signing keys for the database: AES-256-GCM under a key that HKDF (RFC 5869) derives from WEBHOOK_SECRET. The id of the row is
// authenticated with it, so that a sealed key is worth nothing in another row.

import { refuse } from '../../core/errors.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';

export interface SecretKeys {
  /** Text for the database. @throws DomainError misconfigured if there is no key. */
  readonly seal: (secret: Uint8Array<ArrayBuffer>, rowId: string) => Promise<string>;
  /** `isOld`: the previous key opened it. @throws DomainError misconfigured if no key opens it. */
  readonly open: (sealed: string, rowId: string) => Promise<OpenedSecret>;
  /** Rows may be sealed with another than the current key. */
  readonly hasPrevious: boolean;
  /** null: keys can be sealed and opened. */
  readonly fault: ConfigurationFault | null;
}

export interface OpenedSecret {
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly isOld: boolean;
}

export interface SealingSecrets {
  /** The first seals; all open. */
  readonly secrets: readonly string[];
  readonly fault: ConfigurationFault | null;
}

const encode = (text: string) => new TextEncoder().encode(text);
/** AES-GCM: 96 random bits for each message (NIST SP 800-38D §8.2.2). */
const nonceBytes = 12;

export function createSecretKeys({ secrets, fault }: SealingSecrets): SecretKeys {
  const keys = secrets.map(deriveOnce);
  return {
    fault,
    hasPrevious: secrets.length > 1,
    async seal(secret, rowId) {
      const [first] = keys;
      if (fault !== null || first === undefined) throw refuseWithout(fault);
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const how = { name: 'AES-GCM', iv, additionalData: encode(rowId) };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(how, await first(), secret));
      return toBase64(new Uint8Array([...iv, ...sealed]));
    },
    async open(sealed, rowId) {
      if (fault !== null) throw refuseWithout(fault);
      const bytes = fromBase64(sealed);
      const how = { name: 'AES-GCM', iv: bytes.slice(0, nonceBytes), additionalData: encode(rowId) };
      for (const [index, key] of keys.entries()) {
        const opened = await crypto.subtle.decrypt(how, await key(), bytes.slice(nonceBytes)).catch(() => null);
        if (opened !== null) return { secret: new Uint8Array(opened), isOld: index > 0 };
      }
      throw refuse('misconfigured', { variable: 'WEBHOOK_SECRET', reason: 'is not the one that sealed the secrets' });
    },
  };
}

const refuseWithout = (fault: ConfigurationFault | null) =>
  refuse('misconfigured', { variable: fault?.variable ?? 'WEBHOOK_SECRET', reason: fault?.reason ?? 'is not set' });

/** This caches the key, not a promise: workerd ties a promise to its request. */
function deriveOnce(secret: string): () => Promise<CryptoKey> {
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode('laurel webhook secrets 1') };
  let key: CryptoKey | null = null;
  return async () => {
    if (key !== null) return key;
    const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
    key = await crypto.subtle.deriveKey(info, material, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    return key;
  };
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
