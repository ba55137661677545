// The port of an object store: immutable bytes under a key. Every adapter and test double passes the same contract suite.

import type { Instant } from '../../core/instant.ts';

/** Why an operation failed. `not_found` is an answer; the others are failures of the store or of the request. */
export const storeFailures = ['not_found', 'access_denied', 'throttled', 'unavailable', 'corrupt'] as const;
export type StoreFailure = (typeof storeFailures)[number];

/** Details of a failure for logs and reports. They never contain keys, signatures or secrets. */
export interface FailureFacts {
  readonly operation: string;
  /** The HTTP status; absent without an answer. */
  readonly status?: number;
  /** The server's own code, such as `SlowDown`, or Laurel's code for an invalid answer. */
  readonly code?: string;
  readonly requestId?: string;
  /** The bucket's region, if it differs from the configured one. */
  readonly region?: string;
  readonly host?: string;
}

export class ObjectStoreError extends Error {
  readonly failure: StoreFailure;
  readonly store: StoreName;
  readonly facts: Partial<FailureFacts>;
  constructor(
    store: StoreName,
    failure: StoreFailure,
    detail: string,
    { cause, facts = {} }: { cause?: unknown; facts?: Partial<FailureFacts> } = {},
  ) {
    super(`${store}: ${failure}: ${detail}`, cause === undefined ? {} : { cause });
    this.name = 'ObjectStoreError';
    this.store = store;
    this.failure = failure;
    this.facts = facts;
  }
}

export interface DescribedFailure extends Partial<FailureFacts> {
  readonly failure: StoreFailure;
  readonly store?: StoreName;
  readonly detail: string;
}

/** A failure as JSON. Of other errors only the class name is given: their text may contain secrets. */
export function describeFailure(error: unknown): DescribedFailure {
  if (error instanceof ObjectStoreError) {
    const { store, failure, facts, message } = error;
    return { store, failure, ...facts, detail: message };
  }
  return { failure: 'unavailable', detail: error instanceof Error ? error.name : 'unknown' };
}

const descriptionLengthMax = 300;

/** The cause of a failed copy, as one sentence for rows and reports. It contains no key and no personal data. */
export function describeCause(error: unknown): string {
  const text = error instanceof ObjectStoreError ? error.message : `unavailable: ${String(error)}`;
  return text.slice(0, descriptionLengthMax);
}

export type StoreName = 's3' | 'r2' | 'mirrored';

export interface StoredObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Lower-case hex of the whole object, as given at put; null if the store has none. */
  readonly sha256: string | null;
  /** When these bytes were stored; the epoch if the server does not say. */
  readonly modifiedAt: Instant;
}

export interface ObjectBody extends StoredObject {
  /** Only the bytes of the range, if one was requested. */
  readonly body: ReadableStream<Uint8Array>;
  /** First and last byte sent, inclusive (RFC 9110 §14.4); null for the whole object. */
  readonly range: { readonly first: number; readonly last: number } | null;
}

export interface PutObject {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Lower-case hex; the store refuses bytes with another hash as `corrupt`. */
  readonly sha256: string;
}

/** RFC 9110 §14.1.2: a range from a first byte, or the last `suffixLength` bytes. */
export type ByteRange = { readonly first: number; readonly last?: number } | { readonly suffixLength: number };

export interface ObjectList {
  readonly objects: readonly StoredObject[];
  /** `after` of the next page; null: this is the last page. */
  readonly next: string | null;
}

export interface ObjectStore {
  readonly name: StoreName;
  /** Idempotent: the same key and bytes may be put again. */
  put(object: PutObject): Promise<void>;
  /** @throws ObjectStoreError `not_found` */
  get(key: string, range?: ByteRange): Promise<ObjectBody>;
  /** null: the object does not exist. */
  head(key: string): Promise<StoredObject | null>;
  /** Deleting an object that does not exist is not an error. */
  delete(key: string): Promise<void>;
  /** In key order, at most 1,000 per page. `sha256` may be null: lists do not return metadata. */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<ObjectList>;
}
