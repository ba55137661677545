// How many sockets follow the same in all rooms of the tournament: approximate, and cheap, because a sum is used for a while.

import type { Id } from '../../core/id.ts';
import { socketsPerRoomMax } from '../frame.ts';

/** null: the whole tournament. */
export type CountSockets = (match: Id<'match'> | null) => Promise<number>;

/** A count of sockets is used for so long. */
export const presenceMs = 2_000;

/** Of a room that asks others. A sum that cannot be made is not remembered. */
export function createPresence<K>(sum: (of: K) => Promise<number>, now: () => number): (of: K) => Promise<number> {
  const known = new Map<K, { readonly count: Promise<number>; readonly atMs: number }>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined && now() - before.atMs < presenceMs) return before.count;
    // One entry for each match, or address, that somebody asked about.
    if (known.size >= socketsPerRoomMax) known.clear();
    const count = sum(of);
    known.set(of, { count, atMs: now() });
    count.catch(() => known.delete(of));
    return count;
  };
}

/** Of the first room: its own sockets and those of each relay room. One that does not answer is left out. */
export async function sumOfRooms(own: number, others: readonly Promise<number>[]): Promise<number> {
  const counts = await Promise.allSettled(others);
  return counts.reduce((sum, count) => sum + (count.status === 'fulfilled' ? count.value : 0), own);
}
