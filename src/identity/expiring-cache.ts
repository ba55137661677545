// A bounded cache in memory. An entry is used for a limited time; the oldest goes first when the cache is full.

import { isWithin } from '../core/instant.ts';

export interface ExpiringCache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  /** Deletes the entries that `isStale` names. */
  drop(isStale: (key: string, value: V) => boolean): void;
}

export interface CacheBounds {
  readonly maxAgeMs: number;
  readonly entriesMax: number;
  readonly nowMs: () => number;
}

export function createExpiringCache<V>({ maxAgeMs, entriesMax, nowMs }: CacheBounds): ExpiringCache<V> {
  const entries = new Map<string, { readonly value: V; readonly sinceMs: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined || isWithin(entry.sinceMs, maxAgeMs, nowMs())) return entry?.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, sinceMs: nowMs() });
      const oldest = entries.size > entriesMax ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
    drop(isStale) {
      for (const [key, { value }] of entries) if (isStale(key, value)) entries.delete(key);
    },
  };
}
