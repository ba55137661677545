// Stores that the configuration does not allow to use. `refuse` throws why.

import type { ObjectStore, StoreName } from './stores/object-store.ts';

/** Only read, while the configuration does not say where objects belong. */
export function withoutWrites(store: ObjectStore, refuse: () => never): ObjectStore {
  const refused = async () => refuse();
  return { ...store, put: refused, delete: refused };
}

/** Not there. */
export function refusedStore(name: StoreName, refuse: () => never): ObjectStore {
  const refused = async () => refuse();
  return { name, put: refused, get: refused, head: refused, delete: refused, list: refused };
}
