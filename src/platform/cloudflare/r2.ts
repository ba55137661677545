// R2 through its binding. The runtime verifies the SHA-256 of a PUT and stores metadata with the object. It has no timeouts, so this
// adapter adds them.

import { toInstant } from '../../core/instant.ts';
import {
  type ByteRange,
  type ObjectBody,
  type ObjectStore,
  ObjectStoreError,
  type StoredObject,
} from '../../objects/stores/object-store.ts';
import { bodyTimeoutMsDefault, readBudgetMsDefault } from '../../objects/stores/s3-attempt.ts';
import { timeBody } from '../../objects/stores/timed-body.ts';
import { within } from '../../objects/stores/within.ts';

/** R2 Workers API error codes for bytes that do not match the given hash. */
const badDigest = /\(100(?:14|37)\)|checksum|hash/i;
const badRange = /\(10039\)|range/i;

/** Time until the response, including R2's internal retries. */
const defaults = { budgetMs: 10_000, readBudgetMs: readBudgetMsDefault, bodyTimeoutMs: bodyTimeoutMsDefault };

export function createR2Store(bucket: R2Bucket, patience: Partial<typeof defaults> = {}): ObjectStore {
  const { budgetMs, readBudgetMs, bodyTimeoutMs } = { ...defaults, ...patience };
  async function request<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const isRead = operation === 'get' || operation === 'head';
    try {
      return await within(work(), isRead ? Math.min(budgetMs, readBudgetMs) : budgetMs, 'r2');
    } catch (cause) {
      if (cause instanceof ObjectStoreError) throw cause;
      throw toFailure(operation, cause);
    }
  }

  return {
    name: 'r2',

    async put({ key, bytes, contentType, sha256 }) {
      const httpMetadata = { contentType, cacheControl: 'private, max-age=600' };
      await request('put', () => bucket.put(key, bytes, { sha256, httpMetadata, customMetadata: { sha256 } }));
    },

    async get(key: string, range?: ByteRange): Promise<ObjectBody> {
      const options = range === undefined ? {} : { range: toR2Range(range) };
      const object = await request('get', () => bucket.get(key, options));
      if (object === null) throw new ObjectStoreError('r2', 'not_found', 'get', { facts: { operation: 'get' } });
      const body = timeBody(object.body, bodyTimeoutMs).stream;
      return { ...toStored(object), body, range: range === undefined ? null : sentRange(object, range) };
    },

    async head(key: string) {
      const object = await request('head', () => bucket.head(key));
      return object === null ? null : toStored(object);
    },

    async delete(key: string) {
      await request('delete', () => bucket.delete(key));
    },

    async list(prefix, { after, limit = 1000 } = {}) {
      const start = after === undefined ? {} : { startAfter: after };
      const found = await request('list', () => bucket.list({ prefix, limit, ...start }));
      const objects = found.objects.map(toStored);
      return { objects, next: found.truncated ? (objects.at(-1)?.key ?? null) : null };
    },
  };
}

function toStored(object: R2Object): StoredObject {
  return {
    key: object.key,
    sizeBytes: object.size,
    contentType: object.httpMetadata?.contentType ?? 'application/octet-stream',
    sha256: object.customMetadata?.sha256 ?? null,
    modifiedAt: toInstant(object.uploaded),
  };
}

function toR2Range(range: ByteRange): R2Range {
  if ('suffixLength' in range) return { suffix: range.suffixLength };
  return range.last === undefined
    ? { offset: range.first }
    : { offset: range.first, length: range.last - range.first + 1 };
}

function sentRange(object: R2Object, range: ByteRange): { first: number; last: number } {
  const end = object.size - 1;
  if ('suffixLength' in range) return { first: Math.max(0, object.size - range.suffixLength), last: end };
  return { first: range.first, last: Math.min(range.last ?? end, end) };
}

function toFailure(operation: string, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : '';
  if (operation === 'get' && badRange.test(message)) return new RangeError('r2: get: the range is outside the object');
  const failure = operation === 'put' && badDigest.test(message) ? 'corrupt' : 'unavailable';
  // R2 ends its messages with an error code.
  const code = /\((\d+)\)/.exec(message)?.[1];
  const facts = { operation, ...(code !== undefined && { code }) };
  return new ObjectStoreError('r2', failure, code === undefined ? operation : `${operation}: ${code}`, {
    cause,
    facts,
  });
}
