// The mirrored store with a memory: an intent before every PUT, what each store missed, and tombstones. For whoever has the
// database at hand; the edge, which only reads keys that the database gave it, uses the mirrored store itself.

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
     * @throws DomainError object_deleted for a key that was deleted once.
     * @throws ObjectStoreError `corrupt` for bytes that are not what was promised, now or when the key was first put.
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

    /** Succeeds once the tombstone stands: a copy that cannot be removed now is removed by the repair. */
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

    /** A page may be shorter than asked for: what was deleted and could not be removed yet is left out. */
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
