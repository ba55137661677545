// Use case of the queue and the cron: brings the stores in line with the rows. A copy with status `wanted` is read and compared by
// hash; if it is absent or wrong, it is copied from the other store. A copy with status `unwanted` is removed.

import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { type ObjectItem, sides } from './runs/object-item.ts';
import { type CopyOutcome, claimBacklog, forgetIntent, recordDeletes, recordPuts, scheduleCopy } from './store.ts';
import { type MirroredStore, readWhole } from './stores/mirrored.ts';
import { describeCause } from './stores/object-store.ts';
import { failureOf } from './stores/observed.ts';
import type { Side } from './stores/phase.ts';

export interface RepairPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly mirrored: MirroredStore;
}

/** @returns the number of objects processed. */
export async function repairObjects(ports: RepairPorts, limit = 100): Promise<number> {
  const items = await claimBacklog(ports.db, { sides: ports.mirrored.phase.delete, now: ports.clock(), limit });
  for (const item of items) {
    if (item.deletedAt === null) await makeCopies(ports, item);
    else await removeCopies(ports, item);
  }
  return items.length;
}

/** Repairs a missing or wrong copy whose other copy is right, together with everything else that is due. */
export async function repairCopy(ports: RepairPorts, key: string, side: Side): Promise<void> {
  await scheduleCopy(ports.db, { key, side, problem: 'corrupt' }, ports.clock());
  await repairObjects(ports);
}

async function makeCopies({ db, clock, mirrored }: RepairPorts, item: ObjectItem): Promise<void> {
  const wanted = sides.filter((side) => item.copies[side] === 'wanted' && mirrored.phase.delete.includes(side));
  const outcomes = await settle(wanted, (side) => makeCopy(mirrored, item, side));
  await recordPuts(db, item.key, { outcomes, now: clock(), retryAt: null });
  if (outcomes.every(({ problem }) => problem !== null)) await forgetIntent(db, item.key, clock());
}

/** @throws ObjectStoreError */
async function makeCopy(mirrored: MirroredStore, { key, sha256, contentType }: ObjectItem, side: Side): Promise<void> {
  const store = mirrored.storeOf(side);
  try {
    return void (await readWhole(store, key, sha256));
  } catch (error) {
    if (!['not_found', 'corrupt'].includes(failureOf(error))) throw error;
  }
  const { bytes } = await mirrored.getVerified(key, sha256);
  await store.put({ key, bytes, contentType, sha256 });
}

async function removeCopies({ db, mirrored }: RepairPorts, item: ObjectItem): Promise<void> {
  const unwanted = sides.filter((side) => item.copies[side] === 'unwanted' && mirrored.phase.delete.includes(side));
  const outcomes = await settle(unwanted, (side) => mirrored.storeOf(side).delete(item.key));
  await recordDeletes(db, item.key, outcomes);
}

/** In parallel; one failure does not affect the others. */
function settle(sides: readonly Side[], work: (side: Side) => Promise<void>): Promise<CopyOutcome[]> {
  return Promise.all(
    sides.map((side) =>
      work(side).then(
        () => ({ side, problem: null }),
        (error: unknown) => ({ side, problem: describeCause(error) }),
      ),
    ),
  );
}
