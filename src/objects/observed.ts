// Tells of every operation on S3 by the names operators alert on (rules.md 6). Ids, keys and names of people never appear.

import { type ObjectStore, ObjectStoreError, type StoreFailure } from './object-store.ts';

export type StoreOperation = 'write' | 'read' | 'exists' | 'url' | 'delete' | 'list';

export interface StoreEvent {
  readonly name:
    | `cert.s3.${StoreOperation}.${'success' | 'fail'}`
    | 'cert.s3.read.fallback'
    | `cert.${'consistency' | 'integrity'}.${'success' | 'issues' | 'fail'}`;
  readonly error: StoreFailure | null;
}

export type Observe = (event: StoreEvent) => void;

export function createObservedStore(store: ObjectStore, observe: Observe): ObjectStore {
  async function tell<T>(operation: StoreOperation, work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      observe({ name: `cert.s3.${operation}.success`, error: null });
      return result;
    } catch (error) {
      const failure = failureOf(error);
      // That nothing is there is an answer, and no failure of the store.
      const isAnswer = failure === 'not_found' || error instanceof RangeError;
      observe(
        isAnswer
          ? { name: `cert.s3.${operation}.success`, error: null }
          : { name: `cert.s3.${operation}.fail`, error: failure },
      );
      throw error;
    }
  }
  return {
    name: store.name,
    put: (object) => tell('write', store.put(object)),
    get: (key, range) => tell('read', range === undefined ? store.get(key) : store.get(key, range)),
    head: (key) => tell('exists', store.head(key)),
    delete: (key) => tell('delete', store.delete(key)),
    list: (prefix, options) => tell('list', store.list(prefix, options)),
  };
}

export function failureOf(error: unknown): StoreFailure {
  return error instanceof ObjectStoreError ? error.failure : 'unavailable';
}
