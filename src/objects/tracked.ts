// The mirrored store with rows in the database: an intent before every PUT, the copies that a store missed, and tombstones. For code
// with a database connection. The edge uses the mirrored store directly: it only reads keys that the backend gave it.

import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { intendPut, otherBytes, outcomeOf, recordPut } from './put-in-steps.ts';
import { findObjects } from './runs/object-scan-store.ts';
import { hasTombstone, recordDeletes, writeTombstone } from './store.ts';
import type { MirroredStore } from './stores/mirrored.ts';
import { type ObjectStore, ObjectStoreError } from './stores/object-store.ts';

export interface TrackedPorts {
  readonly db: Database;
  readonly clock: Clock;
}

export function createTrackedStore({ db, clock }: TrackedPorts, mirrored: MirroredStore): ObjectStore {
  return {
    ...mirrored,

    /**
     * @throws DomainError object_deleted for a key with a tombstone.
     * @throws ObjectStoreError `corrupt` if the bytes do not have the given hash, or the key was first put with another hash.
     */
    async put(object) {
      if ((await sha256Hex(object.bytes as Uint8Array<ArrayBuffer>)) !== object.sha256) throw otherBytes();
      await intendPut({ db, clock }, { ...object, sizeBytes: object.bytes.byteLength }, mirrored.phase.write);
      const results = await mirrored.putEach(object);
      await recordPut({ db, clock }, object.key, results.map(outcomeOf));
      const [first] = results;
      if (results.every((result) => result.error !== null)) throw first?.error;
    },

    /** Succeeds once the tombstone is written: the repair removes copies that cannot be removed now. */
    async delete(key) {
      if (!(await writeTombstone(db, key, mirrored.phase.delete, clock()))) throw refuse('object_held');
      await recordDeletes(db, key, (await mirrored.deleteEach(key)).map(outcomeOf));
    },

    async get(key, range) {
      if (await hasTombstone(db, key)) throw new ObjectStoreError('mirrored', 'not_found', 'deleted');
      return range === undefined ? mirrored.get(key) : mirrored.get(key, range);
    },

    async head(key) {
      return (await hasTombstone(db, key)) ? null : mirrored.head(key);
    },

    /** A page may have fewer objects than `limit`: deleted objects whose copies still exist are left out. */
    async list(prefix, options) {
      const { objects, next } = await mirrored.list(prefix, options);
      const keys = objects.map((object) => object.key);
      const known = await findObjects(db, keys);
      return { objects: objects.filter(({ key }) => (known.get(key)?.deletedAt ?? null) === null), next };
    },
  };
}
