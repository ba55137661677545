// The S3 REST API over aws4fetch, with hashed payloads, a time budget and few attempts. Does not decide which store is used.

import { AwsClient } from 'aws4fetch';
import { invariant } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import { type ObjectStore, ObjectStoreError, type PutObject, type StoreName } from './object-store.ts';
import { createPace, waitForTurn } from './pace.ts';
import { proveDelete, provePut } from './s3-answer.ts';
import { attempt, type RetryOptions } from './s3-attempt.ts';
import { dialects, encryptionHeaders, type S3Dialect } from './s3-dialect.ts';
import { listObjects } from './s3-list.ts';
import { multipartAboveBytes, putInParts } from './s3-multipart.ts';
import { getObject, headObject } from './s3-read.ts';
import { encodeKey, type S3Request, toBase64 } from './s3-wire.ts';

export interface S3Config {
  /** Without the bucket, for example `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** With temporary credentials (AWS STS). */
  readonly sessionToken?: string;
  /** Absent: only features that every server supports are used. */
  readonly dialect?: S3Dialect;
  /** For errors: R2 has an S3 API as well. */
  readonly name?: StoreName;
}

export interface PresignRequest {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  /** Signed as well, such as `response-content-disposition`. */
  readonly query?: Readonly<Record<string, string>>;
  /** 1 s to 7 days (AWS: X-Amz-Expires). */
  readonly expiresSeconds?: number;
  readonly signedAt?: Date;
}

export interface S3Store extends ObjectStore {
  readonly dialect: S3Dialect;
  /** A URL that allows its bearer to read or write one object (AWS: Signature V4 by query parameters). */
  presign(request: PresignRequest): Promise<string>;
  /** A signed and retried request on the bucket or an object, for operations that are not part of the port. */
  request<T>(request: S3Request<T>): Promise<T>;
}

/** SHA-256 of the empty payload. */
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
export const presignedSecondsDefault = 900;
const presignedSecondsMax = 7 * 24 * 3600;
const listLimitMax = 1000;

export function createS3Store(config: S3Config, retry: Partial<RetryOptions> = {}): S3Store {
  const { accessKeyId, secretAccessKey, sessionToken, region, name = 's3', dialect = dialects.other } = config;
  const session = sessionToken === undefined ? {} : { sessionToken };
  const signer = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service: 's3', retries: 0 });
  const bucketUrl = bucketUrlOf(config, dialect);
  const pace = createPace(dialect.requestsPerSecondMax);
  const urlOf = (key: string) => `${bucketUrl}/${encodeKey(key)}`;

  async function request<T>({ operation, method, key, query, headers, body, payloadSha256, read }: S3Request<T>) {
    const search = new URLSearchParams(query).toString().replace(/\+/g, '%20');
    const url = `${key === undefined ? bucketUrl : urlOf(key)}${search && `?${search}`}`;
    const aws = { allHeaders: true };
    const signed = { ...headers, 'x-amz-content-sha256': payloadSha256 ?? emptySha256 };
    const sign = () => signer.sign(url, { method, headers: signed, aws, ...(body && { body }) });
    // Redirects are not followed: the signature is valid for one host only.
    const send = async (signal: AbortSignal, leftMs: number) => {
      await waitForTurn(pace, { store: name, operation, leftMs });
      return fetch(await sign(), { signal, redirect: 'manual' });
    };
    const isRead = key !== undefined && (method === 'GET' || method === 'HEAD');
    return attempt({ store: name, operation, host: new URL(url).host, isRead, read, send }, retry);
  }

  return {
    name,
    dialect,
    request,
    head: (key) => headObject(request, key),

    /** Verifies the hash before sending: not every server checks it. */
    async put(object: PutObject) {
      const { key, contentType, sha256 } = object;
      const body = object.bytes as Uint8Array<ArrayBuffer>;
      if ((await sha256Hex(body)) !== sha256) throw new ObjectStoreError(name, 'corrupt', 'put: other bytes');
      const headers = {
        'content-type': contentType,
        'cache-control': 'private, max-age=600',
        'x-amz-meta-sha256': sha256,
        ...encryptionHeaders(dialect.encryption),
      };
      if (body.byteLength > multipartAboveBytes) return putInParts(request, object, headers, dialect.hasChecksums);
      const checked = dialect.hasChecksums ? { ...headers, 'x-amz-checksum-sha256': toBase64(sha256) } : headers;
      const put = { operation: 'put', method: 'PUT', key, headers: checked, body, payloadSha256: sha256 };
      await request({ ...put, read: (response) => provePut(response, toBase64(sha256)) });
    },

    get: (key, range) => getObject(request, { operation: 'get', key, ...(range && { range }) }),

    async delete(key: string) {
      try {
        await request({ operation: 'delete', method: 'DELETE', key, read: proveDelete });
      } catch (error) {
        // Some servers answer `not_found`.
        if (!(error instanceof ObjectStoreError) || error.failure !== 'not_found') throw error;
      }
    },

    list: (prefix, { after, limit = listLimitMax } = {}) => listObjects(request, { prefix, after, limit }),

    async presign({ method, key, query = {}, expiresSeconds = presignedSecondsDefault, signedAt }) {
      invariant(method === 'GET' || method === 'PUT', 'only GET and PUT can be presigned');
      invariant(
        expiresSeconds >= 1 && expiresSeconds <= presignedSecondsMax,
        'a presigned URL is valid for 1 s to 7 days',
      );
      const search = new URLSearchParams({ 'X-Amz-Expires': String(expiresSeconds), ...query });
      const url = `${urlOf(key)}?${search}`;
      const datetime = signedAt === undefined ? {} : { datetime: toAmzDate(signedAt) };
      const { url: signed } = await signer.sign(url, { method, aws: { signQuery: true, ...datetime } });
      // Spaces as %20: servers differ in how they decode a plus.
      return signed.replace(/\+/g, '%20');
    },
  };
}

function bucketUrlOf({ endpoint, bucket }: S3Config, { addressing }: S3Dialect): string {
  invariant(bucket !== '', 'S3 needs a bucket');
  const url = new URL(endpoint);
  const path = url.pathname.replace(/\/+$/, '');
  if (addressing === 'virtual') return `${url.protocol}//${bucket}.${url.host}${path}`;
  return `${url.origin}${path}/${bucket}`;
}

/** `20130524T000000Z`. */
function toAmzDate(instant: Date): string {
  return instant.toISOString().replace(/[:-]|\.\d{3}/g, '');
}
