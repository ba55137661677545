// The ciphers and digests of PDF encryption. AES and the digests come from Web Crypto; RC4, which it lacks, is implemented here.

type Bytes = Uint8Array<ArrayBuffer>;

const blockBytes = 16;

export async function digest(name: 'MD5' | 'SHA-256' | 'SHA-384' | 'SHA-512', data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(name, data));
}

/** AES-CBC; the first block is the initialization vector. null: invalid data. */
export async function aes(key: Bytes, data: Bytes): Promise<Bytes | null> {
  const algorithm = { name: 'AES-CBC', iv: data.subarray(0, blockBytes) };
  if (data.length < 2 * blockBytes || data.length % blockBytes !== 0) return null;
  const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
  return crypto.subtle.decrypt(algorithm, imported, data.subarray(blockBytes)).then(
    (plain) => new Uint8Array(plain),
    () => null,
  );
}

/** Whole blocks without padding. Web Crypto always uses padding, which is removed or added here. */
export async function aesUnpadded(key: Bytes, iv: Bytes, data: Bytes, use: 'encrypt' | 'decrypt' = 'decrypt') {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt', 'decrypt']);
  const encrypt = async (from: Bytes, plain: Bytes) =>
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv: from }, imported, plain));
  if (use === 'encrypt') return (await encrypt(iv, data)).subarray(0, data.length);
  const end = await encrypt(data.subarray(-blockBytes), new Uint8Array());
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, imported, join(data, end)));
}

export function rc4(key: Bytes, data: Bytes): Bytes {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 0xff] ?? 0;
  const swap = (a: number, b: number) => {
    [state[a], state[b]] = [at(b), at(a)];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 0xff;
    j = (j + at(i)) & 0xff;
    swap(i, j);
    return byte ^ at(at(i) + at(j));
  });
}

export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
