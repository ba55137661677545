// The port to whatever keeps immutable bytes under a key. Every adapter and every test double passes the same contract suite.

import type { Instant } from '../../core/instant.ts';

/** Why a store could not do as asked. `not_found` is an answer; the rest are failures of the store or of our request. */
export const storeFailures = ['not_found', 'access_denied', 'throttled', 'unavailable', 'corrupt'] as const;
export type StoreFailure = (typeof storeFailures)[number];

/** What is known of a failure beside its kind, for logs and reports. Keys, signatures and secrets never appear. */
export interface FailureFacts {
  readonly operation: string;
  /** The HTTP status; absent where no answer came. */
  readonly status?: number;
  /** The server's own code, such as `SlowDown`, or ours for an answer that proves nothing. */
  readonly code?: string;
  readonly requestId?: string;
  /** Where the bucket is, when it is elsewhere. */
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

/** A failure as JSON. An error that is not of a store is named by its class only: its text may hold anything. */
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
  /** Lower-case hex of the whole object, as given at put; null when the store holds none for it. */
  readonly sha256: string | null;
  /** When these bytes were stored; the epoch where a server does not say. */
  readonly modifiedAt: Instant;
}

export interface ObjectBody extends StoredObject {
  /** Only the bytes of the range, when one was asked for. */
  readonly body: ReadableStream<Uint8Array>;
  /** First and last byte sent, inclusive (RFC 9110 §14.4); null for the whole object. */
  readonly range: { readonly first: number; readonly last: number } | null;
}

export interface PutObject {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Lower-case hex; the store refuses the bytes as `corrupt` when they hash to anything else. */
  readonly sha256: string;
}

/** RFC 9110 §14.1.2, already resolved against no size: either from a first byte, or the last so many bytes. */
export type ByteRange = { readonly first: number; readonly last?: number } | { readonly suffixLength: number };

export interface ObjectList {
  readonly objects: readonly StoredObject[];
  /** Hand back for the next page; null when there is none. */
  readonly next: string | null;
}

export interface ObjectStore {
  readonly name: StoreName;
  /** Idempotent: the same key and bytes may be put again. */
  put(object: PutObject): Promise<void>;
  /** @throws ObjectStoreError `not_found` when nothing is there. */
  get(key: string, range?: ByteRange): Promise<ObjectBody>;
  /** null when nothing is there. */
  head(key: string): Promise<StoredObject | null>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
  /** In key order, at most 1,000 a page. `sha256` may be null in lists: stores do not return metadata there. */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<ObjectList>;
}
