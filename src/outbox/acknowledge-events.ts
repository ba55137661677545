// Writes down what rooms have heard, many tournaments at a time: a busy object would otherwise spend a statement on each event.
// Lost when the object is evicted in between; the relay then sends again, and rooms drop what they know.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { markRelayed } from './store.ts';

/** Settles once it is written down. */
export type Acknowledge = (id: Id<'tournament'>, seq: number) => Promise<void>;

const gatherMs = 200;

export function createAcknowledge(db: Database): Acknowledge {
  let heard = new Map<Id<'tournament'>, number>();
  let writing: Promise<void> | null = null;
  const write = async () => {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    const gathered = heard;
    [heard, writing] = [new Map(), null];
    await markRelayed(db, gathered);
  };
  return (id, seq) => {
    heard.set(id, Math.max(seq, heard.get(id) ?? 0));
    writing ??= write();
    return writing;
  };
}
