// The mirrored store with a memory: an intent before every PUT, what each store missed, and tombstones. For whoever has the
// database at hand; the edge, which only reads keys that the database gave it, uses the mirrored store itself.

import { refuse } from '../core/errors.ts';
import { addSeconds, type Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import type { MirroredStore, SideResult } from './mirrored.ts';
import { repairDelaySeconds } from './object-item.ts';
import { type ObjectStore, ObjectStoreError } from './object-store.ts';
import { failureOf } from './observed.ts';
import { entombObject, forgetIntent, intendObject, isEntombed, recordDeletes, recordPuts } from './store.ts';

export interface KeptPorts {
  readonly db: Database;
  readonly clock: Clock;
}

const toOutcome = ({ side, error }: SideResult) => ({ side, isDone: error === null });

export function createKeptStore({ db, clock }: KeptPorts, mirrored: MirroredStore): ObjectStore {
  return {
    ...mirrored,

    /** @throws DomainError object_deleted for a key that was deleted once. */
    async put(object) {
      if (!(await intendObject(db, object, mirrored.phase.write, clock()))) throw refuse('object_deleted');
      const results = await mirrored.putEach(object);
      const now = clock();
      const retryAt = addSeconds(now, repairDelaySeconds(0));
      await recordPuts(db, object.key, { outcomes: results.map(toOutcome), now, retryAt });
      const [first] = results;
      if (results.some((result) => result.error === null) || first === undefined) return;
      if (failureOf(first.error) === 'corrupt') await forgetIntent(db, object.key, clock(), 0);
      throw first.error;
    },

    /** Succeeds once the tombstone stands: a copy that cannot be removed now is removed by the repair. */
    async delete(key) {
      if (!(await entombObject(db, key, mirrored.phase.delete, clock()))) throw refuse('object_held');
      await recordDeletes(db, key, (await mirrored.deleteEach(key)).map(toOutcome));
    },

    async get(key, range) {
      if (await isEntombed(db, key)) throw new ObjectStoreError('mirrored', 'not_found', 'deleted');
      return range === undefined ? mirrored.get(key) : mirrored.get(key, range);
    },

    async head(key) {
      return (await isEntombed(db, key)) ? null : mirrored.head(key);
    },
  };
}
