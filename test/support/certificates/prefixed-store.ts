// A prefix of a bucket as a store of its own, for tests that count all objects.

import type { ObjectStore } from '../../../src/objects/stores/object-store.ts';

export function createPrefixedStore(store: ObjectStore, prefix = `prefix-${crypto.randomUUID()}/`): ObjectStore {
  const bare = <T extends { readonly key: string }>(object: T): T => ({
    ...object,
    key: object.key.slice(prefix.length),
  });
  return {
    name: store.name,
    put: (object) => store.put({ ...object, key: prefix + object.key }),
    get: async (key, range) =>
      bare(await (range === undefined ? store.get(prefix + key) : store.get(prefix + key, range))),
    head: async (key) => {
      const found = await store.head(prefix + key);
      return found === null ? null : bare(found);
    },
    delete: (key) => store.delete(prefix + key),
    async list(below, options = {}) {
      const after = options.after === undefined ? {} : { after: prefix + options.after };
      const { objects, next } = await store.list(prefix + below, { ...options, ...after });
      return { objects: objects.map(bare), next: next === null ? null : next.slice(prefix.length) };
    },
  };
}
