// The wire format of S3: requests, keys in URLs, ranges and metadata in headers, lists and errors in XML. Pure.

import { invariant } from '../../core/errors.ts';
import { toInstant } from '../../core/instant.ts';
import { decodeListedKey } from './object-key.ts';
import type { ByteRange, ObjectBody, ObjectList, StoredObject, StoreFailure } from './object-store.ts';

export interface S3Request<T> {
  /** For error messages. */
  readonly operation: string;
  readonly method: string;
  /** Absent: the bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Lower-case hex; absent: the body is empty. */
  readonly payloadSha256?: string;
  readonly read: (response: Response) => Promise<T>;
}

export type SendS3 = <T>(request: S3Request<T>) => Promise<T>;

/**
 * Percent-encodes every segment, as the canonical request of Signature V4 requires (AWS: UriEncode). An empty key would address the
 * bucket, and URL parsers remove `.` and `..` segments: both are refused.
 */
export function encodeKey(key: string): string {
  invariant(key !== '' && !/(^|\/)\.{1,2}(\/|$)/.test(key), 'a key is not empty and has no `.` or `..` segment');
  const encode = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return key
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, encode))
    .join('/');
}

export function toBase64(hex: string): string {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))));
}

export function rangeHeader(range: ByteRange): string {
  return 'suffixLength' in range ? `bytes=-${range.suffixLength}` : `bytes=${range.first}-${range.last ?? ''}`;
}

/** Parses Content-Range (RFC 9110 §14.4); null: the whole object. */
export function readRange(
  header: string | null,
): { range: NonNullable<ObjectBody['range']>; sizeBytes: number } | null {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header ?? '');
  if (found === null) return null;
  return { range: { first: Number(found[1]), last: Number(found[2]) }, sizeBytes: Number(found[3]) };
}

export function readStoredObject(key: string, headers: Headers): StoredObject {
  return {
    key,
    sizeBytes: Number(headers.get('content-length') ?? 0),
    contentType: headers.get('content-type') ?? 'application/octet-stream',
    sha256: headers.get('x-amz-meta-sha256'),
    modifiedAt: toInstant(Date.parse(headers.get('last-modified') ?? '') || 0),
  };
}

/** A ListObjectsV2 answer. `next` is the last key, for `start-after` of the next page. */
export function readObjectList(xml: string): ObjectList {
  // Requested, but not supported by every server; those that encode say so here.
  const isEncoded = readText(xml, 'EncodingType') === 'url';
  const objects = [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].map(([, entry = '']) => ({
    key: isEncoded ? decodeListedKey(readText(entry, 'Key') ?? '') : (readText(entry, 'Key') ?? ''),
    sizeBytes: Number(readText(entry, 'Size') ?? 0),
    contentType: 'application/octet-stream',
    sha256: null,
    modifiedAt: toInstant(Date.parse(readText(entry, 'LastModified') ?? '') || 0),
  }));
  const isTruncated = readText(xml, 'IsTruncated') === 'true';
  return { objects, next: isTruncated ? (objects.at(-1)?.key ?? null) : null };
}

export interface UploadedPart {
  readonly etag: string;
  /** SHA-256 in base64; null: the server stores none. */
  readonly checksum: string | null;
}

/** A CompleteMultipartUpload request: parts in order, by their ETags. */
export function writeCompletion(parts: readonly UploadedPart[]): string {
  const written = parts.map(({ etag, checksum }, index) => {
    const escaped = etag.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
    const proof = checksum === null ? '' : `<ChecksumSHA256>${checksum}</ChecksumSHA256>`;
    return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escaped}</ETag>${proof}</Part>`;
  });
  return `<CompleteMultipartUpload>${written.join('')}</CompleteMultipartUpload>`;
}

/** Codes for bytes that do not match the hash in the request. */
const corruptCodes = ['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'];

/** Codes for bad credentials; some have status 400. */
const deniedCodes = ['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired', 'AuthorizationHeaderMalformed'];

export interface Refusal {
  readonly failure: StoreFailure;
  /** The server's code, otherwise the status. */
  readonly code: string;
}

/** A 404 without an S3 code comes from another server at this address: it says nothing about the object. */
export function failureOf(status: number, xml: string): Refusal {
  const code = readText(xml, 'Code') ?? String(status);
  if (corruptCodes.includes(code)) return { failure: 'corrupt', code };
  if (status === 404 && /^NoSuch(?!Bucket$)/.test(code)) return { failure: 'not_found', code };
  if (status === 401 || status === 403 || deniedCodes.includes(code)) return { failure: 'access_denied', code };
  // Amazon's 503 means SlowDown or ServiceUnavailable. Both ask for fewer requests, and an answer to HEAD has no code.
  if (status === 429 || status === 503 || code === 'SlowDown') return { failure: 'throttled', code };
  return { failure: 'unavailable', code };
}

/** Whether a retry may succeed. S3 answers 400 to a body that was too slow or incomplete. */
export function isPassing(status: number, code: string): boolean {
  if (status === 501) return false;
  return status >= 500 || [408, 409, 429].includes(status) || ['RequestTimeout', 'IncompleteBody'].includes(code);
}

/** The name of the root element; null if the text is not an XML document, or is truncated. */
export function rootOf(xml: string): string | null {
  const [, name, rest = ''] =
    /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<([A-Za-z][\w.-]*)([\s\S]*)$/.exec(xml) ?? [];
  if (name === undefined) return null;
  const isWhole = rest.trimEnd().endsWith(`</${name}>`) || /^[^<>]*\/>\s*$/.test(rest);
  return isWhole ? name : null;
}

/** The text of the first element with that name. */
export function readText(xml: string, element: string): string | null {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  return found === undefined ? null : decodeEntities(found);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex === undefined && decimal === undefined) return entities[name] ?? whole;
    const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return codePoint > 0x10ffff ? '\uFFFD' : String.fromCodePoint(codePoint);
  });
}
