// The mirrored store with rows in the database: an intent before every PUT, the copies that a store missed, and tombstones. For code
// with a database connection. The edge uses the mirrored store directly: it only reads keys that the backend gave it.

import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { addSeconds, type Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { repairDelaySeconds } from './runs/object-item.ts';
import { findObjects } from './runs/object-scan-store.ts';
import { hasTombstone, intendObject, recordDeletes, recordPuts, writeTombstone } from './store.ts';
import type { MirroredStore, SideResult } from './stores/mirrored.ts';
import { describeCause, type ObjectStore, ObjectStoreError } from './stores/object-store.ts';

export interface TrackedPorts {
  readonly db: Database;
  readonly clock: Clock;
}

const toOutcome = ({ side, error }: SideResult) => ({ side, problem: error === null ? null : describeCause(error) });

export function createTrackedStore({ db, clock }: TrackedPorts, mirrored: MirroredStore): ObjectStore {
  return {
    ...mirrored,

    /**
     * @throws DomainError object_deleted for a key with a tombstone.
     * @throws ObjectStoreError `corrupt` if the bytes do not have the given hash, or the key was first put with another hash.
     */
    async put(object) {
      if ((await sha256Hex(object.bytes as Uint8Array<ArrayBuffer>)) !== object.sha256) throw otherBytes();
      if (!(await intendObject(db, object, mirrored.phase.write, clock())))
        throw (await hasTombstone(db, object.key)) ? refuse('object_deleted') : otherBytes();
      const results = await mirrored.putEach(object);
      const now = clock();
      const retryAt = addSeconds(now, repairDelaySeconds(0));
      await recordPuts(db, object.key, { outcomes: results.map(toOutcome), now, retryAt });
      const [first] = results;
      if (results.every((result) => result.error !== null)) throw first?.error;
    },

    /** Succeeds once the tombstone is written: the repair removes copies that cannot be removed now. */
    async delete(key) {
      if (!(await writeTombstone(db, key, mirrored.phase.delete, clock()))) throw refuse('object_held');
      await recordDeletes(db, key, (await mirrored.deleteEach(key)).map(toOutcome));
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

function otherBytes(): ObjectStoreError {
  return new ObjectStoreError('mirrored', 'corrupt', 'put: other bytes');
}
