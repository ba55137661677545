// The S3 REST API over aws4fetch: path-style, every payload hashed, its own time budget and few attempts.
// Decides nothing about which store is asked when; the secret key stays inside the signer.

import { AwsClient } from 'aws4fetch';
import { type ByteRange, type ObjectBody, type ObjectStore, ObjectStoreError, type PutObject } from './object-store.ts';
import { attempt, type RetryOptions } from './s3-attempt.ts';
import { encodeKey, rangeHeader, readObjectList, readRange, readStoredObject, toBase64 } from './s3-wire.ts';

export interface S3Config {
  /** Without the bucket, for example `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  /** Empty where the endpoint names the bucket already (virtual-host style). */
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** With temporary credentials (AWS STS). */
  readonly sessionToken?: string;
}

export interface S3Store extends ObjectStore {
  /** A URL that gives the object to whoever holds it, for so long (AWS: Signature V4 by query parameters). */
  presignGet(key: string, options?: { readonly expiresSeconds?: number; readonly signedAt?: Date }): Promise<string>;
}

/** SHA-256 of nothing: the payload of every request without a body. */
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
export const presignedSecondsDefault = 900;
const listLimitMax = 1000;

export function createS3Store(config: S3Config, retry: Partial<RetryOptions> = {}): S3Store {
  const { accessKeyId, secretAccessKey, sessionToken, region } = config;
  const session = sessionToken === undefined ? {} : { sessionToken };
  const signer = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service: 's3', retries: 0 });
  const bucketUrl = [config.endpoint.replace(/\/+$/, ''), config.bucket].filter((part) => part !== '').join('/');
  const urlOf = (key: string) => `${bucketUrl}/${encodeKey(key)}`;

  const send = <T>(operation: string, read: Read<T>, url: string, init: RequestInit, payloadSha256 = emptySha256) => {
    const headers = { ...(init.headers as Record<string, string>), 'x-amz-content-sha256': payloadSha256 };
    const sign = () => signer.sign(url, { ...init, headers });
    return attempt({ operation, read, send: async (signal) => fetch(await sign(), { signal }) }, retry);
  };

  return {
    name: 's3',

    async put({ key, bytes, contentType, sha256 }: PutObject) {
      const headers = {
        'content-type': contentType,
        'cache-control': 'private, max-age=600',
        'x-amz-checksum-sha256': toBase64(sha256),
        'x-amz-meta-sha256': sha256,
        'x-amz-server-side-encryption': 'AES256',
      };
      const body = bytes as Uint8Array<ArrayBuffer>;
      await send('put', discard, urlOf(key), { method: 'PUT', headers, body }, sha256);
    },

    async get(key: string, range?: ByteRange): Promise<ObjectBody> {
      const headers: Record<string, string> = range === undefined ? {} : { range: rangeHeader(range) };
      const response = await send('get', whole, urlOf(key), { method: 'GET', headers });
      if (response.body === null) throw new ObjectStoreError('s3', 'unavailable', 'get: no body');
      const found = readRange(response.headers.get('content-range'));
      const object = readStoredObject(key, response.headers);
      if (found === null) return { ...object, body: response.body, range: null };
      return { ...object, sizeBytes: found.sizeBytes, body: response.body, range: found.range };
    },

    async head(key: string) {
      try {
        const response = await send('head', whole, urlOf(key), { method: 'HEAD' });
        return readStoredObject(key, response.headers);
      } catch (error) {
        if (error instanceof ObjectStoreError && error.failure === 'not_found') return null;
        throw error;
      }
    },

    async delete(key: string) {
      await send('delete', discard, urlOf(key), { method: 'DELETE' });
    },

    async list(prefix: string, { after, limit = listLimitMax } = {}) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, 'max-keys': String(limit) });
      if (after !== undefined) query.set('start-after', after);
      const url = `${bucketUrl}?${query.toString().replace(/\+/g, '%20')}`;
      return readObjectList(await send('list', (response) => response.text(), url, { method: 'GET' }));
    },

    async presignGet(key, { expiresSeconds = presignedSecondsDefault, signedAt } = {}) {
      const url = `${urlOf(key)}?X-Amz-Expires=${expiresSeconds}`;
      const datetime = signedAt === undefined ? {} : { datetime: toAmzDate(signedAt) };
      const { url: signed } = await signer.sign(url, { method: 'GET', aws: { signQuery: true, ...datetime } });
      return signed;
    },
  };
}

type Read<T> = (response: Response) => Promise<T>;

/** The body is left to whoever asked. */
const whole: Read<Response> = async (response) => response;

/** An unread body holds one of the few connections an invocation has. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}

/** `20130524T000000Z`. */
function toAmzDate(instant: Date): string {
  return instant.toISOString().replace(/[:-]|\.\d{3}/g, '');
}
