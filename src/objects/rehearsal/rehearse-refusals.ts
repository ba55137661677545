// Tries what the server must refuse: each attempt that succeeds is a hole. What an attempt leaves lies below the prefix of the rehearsal.

import { sha256Hex } from '../../core/hex.ts';
import { describeFailure, ObjectStoreError } from '../stores/object-store.ts';
import { createS3Store, type S3Config, type S3Store } from '../stores/s3.ts';
import type { PermissionCheck, Refusal } from './rehearse-permissions.ts';

/** Keys that may only read, and a bucket that Laurel's keys must not reach. */
export interface Foreign {
  readonly reader: Pick<S3Config, 'accessKeyId' | 'secretAccessKey'> | null;
  readonly otherBucket: string | null;
}

const minuteMs = 60_000;

/** @returns one check for each attempt; `failed` says that it was not refused, or that nobody answered. */
export async function checkRefusals(config: S3Config, prefix: string, foreign: Foreign): Promise<PermissionCheck[]> {
  const openAs = (other: Partial<S3Config>) => createS3Store({ ...config, ...other });
  const store = openAs({});
  const [known, written] = await Promise.all([anObject(`${prefix}known.bin`), anObject(`${prefix}refused.bin`)]);
  await store.put(known);
  const signed = () => store.presign({ method: 'GET', key: known.key, expiresSeconds: 60 });
  const attempts: [Refusal, () => Promise<unknown>][] = [
    ['unsigned reads', async () => askUrl(withoutQuery(await signed()))],
    [
      'unsigned writes',
      async () => askUrl(withoutQuery(await store.presign({ method: 'PUT', key: written.key })), 'PUT'),
    ],
    ['a wrong secret', () => openAs({ secretAccessKey: `${config.secretAccessKey}x` }).put(written)],
    ['an unknown access key', () => openAs({ accessKeyId: `${config.accessKeyId}X` }).put(written)],
    ['a URL for another object', async () => askUrl((await signed()).replace('known.bin', 'other.bin'))],
    ['a URL for another method', async () => askUrl(await signed(), 'PUT')],
    ['an expired URL', () => askExpired(store, known.key)],
    ['other bytes than were signed', () => putOtherBytes(store, written.key)],
  ];
  const { reader, otherBucket } = foreign;
  if (reader !== null) attempts.push(['writes by the reading keys', () => openAs(reader).put(written)]);
  if (otherBucket !== null)
    attempts.push(['another bucket', () => openAs({ bucket: otherBucket }).list(prefix, { limit: 1 })]);
  const checks: PermissionCheck[] = [];
  for (const [permission, attempt] of attempts)
    checks.push({ permission, failed: await refusalOf(permission, attempt) });
  if (reader !== null) {
    const read = await openAs(reader)
      .get(known.key)
      .then(({ body }) => body.cancel())
      .then(() => null, describeFailure);
    checks.push({ permission: 'reads by the reading keys', failed: read });
  }
  return checks;
}

/** null: it was refused. A server that does not answer, or has no such bucket, proves nothing. */
async function refusalOf(refusal: Refusal, attempt: () => Promise<unknown>): Promise<PermissionCheck['failed']> {
  try {
    await attempt();
  } catch (error) {
    const described = describeFailure(error);
    const { status = 0 } = described;
    return status >= 400 && status < 500 && status !== 404 && status !== 429 ? null : described;
  }
  const code = 'not refused';
  return describeFailure(
    new ObjectStoreError('s3', 'unavailable', `${refusal}: ${code}`, { facts: { operation: refusal, code } }),
  );
}

const withoutQuery = (url: string) => url.slice(0, url.indexOf('?'));

/** @throws ObjectStoreError with the status of a refusal. */
async function askUrl(url: string, method: 'GET' | 'PUT' = 'GET'): Promise<void> {
  const body = method === 'PUT' ? { body: 'refused' } : {};
  const asked = { method, redirect: 'manual', signal: AbortSignal.timeout(10_000), ...body } as const;
  const operation = `${method} by URL`;
  // A server may close a connection whose body it has refused to read: the next request on it finds no answer.
  const ask = () => fetch(url, asked).catch(() => null);
  const response = (await ask()) ?? (await ask());
  if (response?.ok) return void (await response.body?.cancel());
  const code = response === null ? 'no connection' : String(response.status);
  await response?.body?.cancel();
  const facts = { operation, code, ...(response !== null && { status: response.status }) };
  throw new ObjectStoreError('s3', 'access_denied', `${operation}: ${code}`, { facts });
}

async function askExpired(store: S3Store, key: string): Promise<void> {
  const signedAt = new Date(Date.now() - minuteMs);
  await askUrl(await store.presign({ method: 'GET', key, expiresSeconds: 1, signedAt }));
}

/** The signature covers the hash of the payload, so a server that checks it notices. */
async function putOtherBytes(store: S3Store, key: string): Promise<void> {
  const body = new Uint8Array(100).fill(1);
  const payloadSha256 = await sha256Hex(new Uint8Array(100));
  const read = async (response: Response) => response.body?.cancel();
  await store.request({ operation: 'put', method: 'PUT', key, body, payloadSha256, read });
}

async function anObject(key: string) {
  const bytes = new Uint8Array(100);
  return { key, bytes, contentType: 'application/octet-stream', sha256: await sha256Hex(bytes) };
}
