// Keys for HMAC-SHA-256 (RFC 2104) that are derived from a configured secret by HKDF (RFC 5869), one for each purpose: what is signed for
// one purpose is never valid for another.

const encode = (text: string) => new TextEncoder().encode(text);
const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };

/** This caches the key, not a promise: workerd ties a promise to its request. */
export function deriveKeyOnce(secret: string, purpose: string): () => Promise<CryptoKey> {
  const info = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(purpose) };
  let key: CryptoKey | null = null;
  return async () => {
    if (key !== null) return key;
    const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
    key = await crypto.subtle.deriveKey(info, material, hmac, false, ['sign', 'verify']);
    return key;
  };
}

export async function signText(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(text)));
}

export function verifyText(key: CryptoKey, signature: Uint8Array<ArrayBuffer>, text: string): Promise<boolean> {
  return crypto.subtle.verify('HMAC', key, signature, encode(text));
}
