// Use case of the queue and the cron: makes the stores agree with what is known. A wanted copy is checked byte for byte and
// made again from the other store where it is wrong; an unwanted one is removed.

import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { type MirroredStore, readWhole } from './mirrored.ts';
import { type ObjectItem, sides } from './object-item.ts';
import { failureOf } from './observed.ts';
import type { Side } from './phase.ts';
import { claimBacklog, forgetIntent, recordDeletes, recordPuts, wantCopy } from './store.ts';

export interface RepairPorts {
  readonly db: Database;
  readonly clock: Clock;
  readonly mirrored: MirroredStore;
}

/** @returns how many objects were looked at. */
export async function repairObjects(ports: RepairPorts, limit = 100): Promise<number> {
  const items = await claimBacklog(ports.db, ports.clock(), limit);
  for (const item of items) {
    if (item.deletedAt === null) await makeCopies(ports, item);
    else await removeCopies(ports, item);
  }
  return items.length;
}

/** A copy was found missing or wrong while another was right: repaired with whatever else is due. */
export async function repairCopy(ports: RepairPorts, key: string, side: Side): Promise<void> {
  await wantCopy(ports.db, key, side, ports.clock());
  await repairObjects(ports);
}

async function makeCopies({ db, clock, mirrored }: RepairPorts, item: ObjectItem): Promise<void> {
  const wanted = sides.filter((side) => item.copies[side] === 'wanted' && mirrored.phase.delete.includes(side));
  const outcomes = await Promise.all(
    wanted.map(async (side) => ({ side, isDone: await makeCopy(mirrored, item, side) })),
  );
  await recordPuts(db, item.key, { outcomes, now: clock(), retryAt: null });
  if (outcomes.every((outcome) => !outcome.isDone)) await forgetIntent(db, item.key, clock());
}

async function makeCopy(mirrored: MirroredStore, item: ObjectItem, side: Side): Promise<boolean> {
  const { key, sha256, contentType } = item;
  try {
    await readWhole(mirrored.storeOf(side), key, sha256);
    return true;
  } catch (error) {
    if (!['not_found', 'corrupt'].includes(failureOf(error))) return false;
  }
  try {
    const { bytes } = await mirrored.getVerified(key, sha256);
    await mirrored.storeOf(side).put({ key, bytes, contentType, sha256 });
    return true;
  } catch {
    return false;
  }
}

async function removeCopies({ db, mirrored }: RepairPorts, item: ObjectItem): Promise<void> {
  const unwanted = sides.filter((side) => item.copies[side] === 'unwanted');
  const results = await Promise.all(
    unwanted.map(async (side) => {
      if (!mirrored.phase.delete.includes(side)) return { side, isDone: false };
      const isDone = await mirrored
        .storeOf(side)
        .delete(item.key)
        .then(
          () => true,
          () => false,
        );
      return { side, isDone };
    }),
  );
  await recordDeletes(db, item.key, results);
}
