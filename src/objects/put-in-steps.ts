// Steps of a put whose bytes another process sends to the stores: the intent before it, the record of the copies after it. What a store
// missed is repaired later, as after any put.

import { refuse } from '../core/errors.ts';
import { addSeconds, type Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { repairDelaySeconds } from './runs/object-item.ts';
import { type CopyOutcome, hasTombstone, type IntendedObject, intendObject, recordPuts } from './store.ts';
import type { SideResult } from './stores/mirrored.ts';
import { describeCause, ObjectStoreError } from './stores/object-store.ts';
import type { Side } from './stores/phase.ts';

interface StepPorts {
  readonly db: Database;
  readonly clock: Clock;
}

/** Of one store. */
export type PutOutcome = CopyOutcome;

export const outcomeOf = ({ side, error }: SideResult): PutOutcome => ({
  side,
  problem: error === null ? null : describeCause(error),
});

/**
 * @throws DomainError object_deleted for a key with a tombstone.
 * @throws ObjectStoreError `corrupt` if the key was first put with another hash.
 */
export async function intendPut(
  { db, clock }: StepPorts,
  object: IntendedObject,
  sides: readonly Side[],
): Promise<void> {
  if (await intendObject(db, object, sides, clock())) return;
  throw (await hasTombstone(db, object.key)) ? refuse('object_deleted') : otherBytes();
}

export async function recordPut({ db, clock }: StepPorts, key: string, outcomes: readonly PutOutcome[]): Promise<void> {
  const now = clock();
  await recordPuts(db, key, { outcomes, now, retryAt: addSeconds(now, repairDelaySeconds(0)) });
}

export function otherBytes(): ObjectStoreError {
  return new ObjectStoreError('mirrored', 'corrupt', 'put: other bytes');
}
