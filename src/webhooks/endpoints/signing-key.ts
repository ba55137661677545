// Signing keys of both schemes of Standard Webhooks: how they are made, written and used.

import type { SignatureScheme } from './endpoint.ts';
import { toBase64 } from './secret-keys.ts';

export interface NewKey {
  /** What is sealed: 32 random bytes, or an Ed25519 key in PKCS #8. */
  readonly secret: Uint8Array<ArrayBuffer>;
  /** `whpk_…` of Ed25519; null: the receiver needs the secret. */
  readonly publicKey: string | null;
}

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32;

export async function makeKey(scheme: SignatureScheme): Promise<NewKey> {
  if (scheme === 'v1') return { secret: crypto.getRandomValues(new Uint8Array(secretBytes)), publicKey: null };
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const [secret, raw] = await Promise.all([
    crypto.subtle.exportKey('pkcs8', pair.privateKey) as Promise<ArrayBuffer>,
    crypto.subtle.exportKey('raw', pair.publicKey) as Promise<ArrayBuffer>,
  ]);
  return { secret: new Uint8Array(secret), publicKey: `whpk_${toBase64(new Uint8Array(raw))}` };
}

/** As the receiver configures it. */
export const secretText = (secret: Uint8Array): string => `whsec_${toBase64(secret)}`;

/** One signature of the header, with its version. */
export async function signMessage(
  scheme: SignatureScheme,
  secret: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key =
    scheme === 'v1'
      ? await crypto.subtle.importKey('raw', secret, hmac, false, ['sign'])
      : await crypto.subtle.importKey('pkcs8', secret, 'Ed25519', false, ['sign']);
  return `${scheme},${toBase64(new Uint8Array(await crypto.subtle.sign(key.algorithm.name, key, bytes)))}`;
}
