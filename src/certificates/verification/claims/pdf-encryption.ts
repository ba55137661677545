// PDF encryption by the standard security handler, decrypted with an empty password, as viewers do (ISO 32000-1 §7.6,
// ISO 32000-2 §7.6.4 for AES-256). Only for reading.

import { aes, aesUnpadded, digest, join, rc4 } from './pdf-ciphers.ts';
import { pdfStrings } from './pdf-objects.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface Decipher {
  /** null: the data is not encrypted as declared. */
  string(data: Bytes, number: number, generation: number): Promise<Bytes | null>;
  stream(data: Bytes, number: number, generation: number): Promise<Bytes | null>;
}

/** Of AES-256. */
const fileKeyBytes = 32;

type Method = 'rc4' | 'aes' | 'none';

interface Encryption {
  readonly revision: number;
  readonly keyBytes: number;
  readonly permissions: number;
  readonly owner: Bytes;
  readonly user: Bytes;
  readonly userKey: Bytes;
  readonly fileId: Bytes;
  readonly hidesMetadata: boolean;
  readonly streams: Method;
  readonly strings: Method;
}

/** null: not encrypted; `locked`: a password is needed, or the method is not supported. */
export async function createDecipher(file: Bytes): Promise<Decipher | 'locked' | null> {
  const whole = new TextDecoder('latin1').decode(file);
  if (!/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(whole)) return null;
  const encryption = readEncryption(whole);
  const key = encryption === null ? null : await fileKey(encryption);
  if (encryption === null || key === null) return 'locked';
  const isNew = encryption.revision >= 5;
  const open = async (method: Method, data: Bytes, number: number, generation: number) => {
    if (method === 'none') return data;
    const objectKey = isNew ? key : await keyOfObject(key, { number, generation, isAes: method === 'aes' });
    return method === 'rc4' ? rc4(objectKey, data) : aes(objectKey, data);
  };
  return {
    string: (data, number, generation) => open(encryption.strings, data, number, generation),
    stream: (data, number, generation) => open(encryption.streams, data, number, generation),
  };
}

function readEncryption(whole: string): Encryption | null {
  const at = encryptionStart(whole);
  if (at === null) return null;
  const text = whole.slice(at, at + 4_000);
  const number = (name: string) => Number(new RegExp(`/${name}\\s+(-?\\d+)`).exec(text)?.[1] ?? 0);
  const bytes = (name: string) => stringAfter(text, new RegExp(`/${name}\\s*(?=[(<])`));
  const [version, revision] = [number('V'), number('R')];
  if (!/\/Filter\s*\/Standard\b/.test(text) || ![1, 2, 4, 5].includes(version)) return null;
  const isFiltered = version >= 4;
  return {
    revision,
    keyBytes: version === 1 ? 5 : version === 5 ? 32 : isFiltered ? 16 : number('Length') / 8 || 5,
    permissions: number('P'),
    owner: bytes('O').subarray(0, 32),
    user: bytes('U'),
    userKey: bytes('UE'),
    fileId: stringAfter(whole, /\/ID\s*\[\s*/),
    hidesMetadata: !/\/EncryptMetadata\s+false/.test(text),
    streams: isFiltered ? methodOf(text, 'StmF') : 'rc4',
    strings: isFiltered ? methodOf(text, 'StrF') : 'rc4',
  };
}

function encryptionStart(whole: string): number | null {
  const reference = /\/Encrypt\s*(\d+)\s+(\d+)\s+R/.exec(whole);
  if (reference === null) return /\/Encrypt\s*<</.exec(whole)?.index ?? null;
  return new RegExp(`\\b${reference[1]}\\s+${reference[2]}\\s+obj`).exec(whole)?.index ?? null;
}

function methodOf(text: string, name: 'StmF' | 'StrF'): Method {
  const filter = new RegExp(`/${name}\\s*/(\\w+)`).exec(text)?.[1] ?? 'Identity';
  if (filter === 'Identity') return 'none';
  const method = /\/CFM\s*\/(\w+)/.exec(text.slice(text.search(new RegExp(`/${filter}\\s*<<`))))?.[1];
  if (method === 'V2') return 'rc4';
  return method === 'None' ? 'none' : 'aes';
}

function stringAfter(text: string, name: RegExp): Bytes {
  const found = name.exec(text);
  if (found === null) return new Uint8Array();
  return pdfStrings(text.slice(found.index + found[0].length)).next().value ?? new Uint8Array();
}

/** Algorithm 2, and 2.A from revision 5. null: the empty password is wrong, or the file key is incomplete. */
async function fileKey(encryption: Encryption): Promise<Bytes | null> {
  const { revision, user, userKey } = encryption;
  if (revision >= 5) {
    if (userKey.length < fileKeyBytes) return null;
    const hash = (salt: Bytes) => (revision === 5 ? digest('SHA-256', salt) : hardHash(salt));
    if (!isEqual(await hash(user.subarray(32, 40)), user.subarray(0, 32))) return null;
    return aesUnpadded(await hash(user.subarray(40, 48)), new Uint8Array(16), userKey.subarray(0, fileKeyBytes));
  }
  const { keyBytes, permissions, owner, fileId, hidesMetadata } = encryption;
  const rights = new Uint8Array(new Int32Array([permissions]).buffer);
  const open = revision >= 4 && !hidesMetadata ? new Uint8Array(4).fill(0xff) : new Uint8Array();
  let key = await digest('MD5', join(padding, owner, rights, fileId, open));
  for (let round = 0; revision >= 3 && round < 50; round += 1) key = await digest('MD5', key.subarray(0, keyBytes));
  key = key.subarray(0, keyBytes);
  return isEqual(await userCheck(key, encryption), user.subarray(0, revision >= 3 ? 16 : 32)) ? key : null;
}

/** Algorithms 4 and 5: the expected user entry. */
async function userCheck(key: Bytes, { revision, fileId }: Encryption): Promise<Bytes> {
  if (revision === 2) return rc4(key, padding);
  let check = await digest('MD5', join(padding, fileId));
  for (let round = 0; round < 20; round += 1)
    check = rc4(
      key.map((byte) => byte ^ round),
      check,
    );
  return check;
}

interface KeyedObject {
  readonly number: number;
  readonly generation: number;
  readonly isAes: boolean;
}

/** Algorithm 1. */
async function keyOfObject(key: Bytes, { number, generation, isAes }: KeyedObject): Promise<Bytes> {
  const id = Uint8Array.of(number, number >> 8, number >> 16, generation, generation >> 8);
  const salt = isAes ? new TextEncoder().encode('sAlT') : new Uint8Array();
  return (await digest('MD5', join(key, id, salt))).subarray(0, Math.min(key.length + 5, 16));
}

/** Algorithm 2.B with an empty password, for the user entry. */
async function hardHash(salt: Bytes): Promise<Bytes> {
  let hash = await digest('SHA-256', salt);
  for (let round = 0; ; round += 1) {
    const block = join(...Array.from({ length: 64 }, () => hash));
    const mixed = await aesUnpadded(hash.subarray(0, 16), hash.subarray(16, 32), block, 'encrypt');
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    hash = await digest((['SHA-256', 'SHA-384', 'SHA-512'] as const)[remainder] ?? 'SHA-256', mixed);
    if (round >= 63 && (mixed.at(-1) ?? 0) <= round - 31) return hash.subarray(0, 32);
  }
}

function isEqual(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** §7.6.3.3: the padding that represents an empty password. */
const padding = Uint8Array.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a'.match(/../g) ?? [],
  (pair) => Number.parseInt(pair, 16),
);
