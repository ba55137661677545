// Records which events rooms have received. Batches many tournaments into one statement, because one statement for each event would
// load a busy object. Eviction loses a batch: the relay then sends the events again, and rooms drop duplicates.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { markRelayed } from './store.ts';

/** Resolves when the acknowledgement is stored. */
export type Acknowledge = (id: Id<'tournament'>, seq: number) => Promise<void>;

const batchWindowMs = 200;

export function createAcknowledge(db: Database): Acknowledge {
  let pending = new Map<Id<'tournament'>, number>();
  let writing: Promise<void> | null = null;
  const write = async () => {
    await new Promise((resolve) => setTimeout(resolve, batchWindowMs));
    const batch = pending;
    [pending, writing] = [new Map(), null];
    await markRelayed(db, batch);
  };
  return (id, seq) => {
    pending.set(id, Math.max(seq, pending.get(id) ?? 0));
    writing ??= write();
    return writing;
  };
}
