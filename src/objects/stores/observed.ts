// Reports every operation on a store; those on S3 as the metric events of docs/rules/objects.md, Metrics. Events never contain ids,
// keys or personal data.

import {
  type DescribedFailure,
  describeFailure,
  type ObjectStore,
  ObjectStoreError,
  type StoreFailure,
  storeFailures,
} from './object-store.ts';

const operations = ['write', 'read', 'exists', 'size', 'url', 'delete', 'list'] as const;
export type StoreOperation = (typeof operations)[number];

export interface StoreEvent {
  readonly name:
    | `cert.s3.${StoreOperation}.${'success' | 'fail'}`
    | 'cert.s3.read.fallback'
    | `cert.${'consistency' | 'integrity'}.${'success' | 'issues' | 'fail'}`;
  readonly error: StoreFailure | null;
  /** For logs only. It is not a tag, because its values are unbounded. */
  readonly cause?: DescribedFailure;
}

export type Observe = (event: StoreEvent) => void;

/** Every possible event, with every failure where it can fail. */
export function listStoreEvents(): readonly StoreEvent[] {
  const ends = operations.flatMap(
    (operation) => [`cert.s3.${operation}.success`, `cert.s3.${operation}.fail`] as const,
  );
  const checks = (['consistency', 'integrity'] as const).flatMap(
    (check) => [`cert.${check}.success`, `cert.${check}.issues`, `cert.${check}.fail`] as const,
  );
  const names: readonly StoreEvent['name'][] = [...ends, 'cert.s3.read.fallback', ...checks];
  return names.flatMap((name) => {
    const canFail = name.endsWith('.fail') || name.endsWith('.fallback');
    const errors = canFail ? storeFailures : [];
    return [{ name, error: null }, ...errors.map((error) => ({ name, error }))];
  });
}

/** The tags of an event: operation and failure. */
export function tagsOf({ name, error }: StoreEvent): { readonly operation: string; readonly error: string } {
  return { operation: name.split('.').at(-2) ?? '', error: error ?? 'none' };
}

export function createObservedStore(store: ObjectStore, observe: Observe): ObjectStore {
  return watchStore(store, (operations, failed) => {
    const end = failed === null ? 'success' : 'fail';
    for (const operation of operations) {
      const name = `cert.s3.${operation}.${end}` as const;
      observe({ name, error: failed?.failure ?? null, ...(failed !== null && { cause: failed }) });
    }
  });
}

/** Calls `onEnd` after each operation; null means success. `not_found` is an answer, not a failure of the store. */
export function watchStore(
  store: ObjectStore,
  onEnd: (operations: readonly StoreOperation[], failed: DescribedFailure | null) => void,
): ObjectStore {
  async function watch<T>(operations: readonly StoreOperation[], work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      onEnd(operations, null);
      return result;
    } catch (error) {
      const isAnswer = failureOf(error) === 'not_found' || error instanceof RangeError;
      onEnd(operations, isAnswer ? null : describeFailure(error));
      throw error;
    }
  }
  return {
    name: store.name,
    put: (object) => watch(['write'], store.put(object)),
    get: (key, range) => watch(['read'], range === undefined ? store.get(key) : store.get(key, range)),
    // One HEAD request answers both.
    head: (key) => watch(['exists', 'size'], store.head(key)),
    delete: (key) => watch(['delete'], store.delete(key)),
    list: (prefix, options) => watch(['list'], store.list(prefix, options)),
  };
}

export function failureOf(error: unknown): StoreFailure {
  return error instanceof ObjectStoreError ? error.failure : 'unavailable';
}
