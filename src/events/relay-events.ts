// Use case: events reach their tournament's room, in order, at least once; the room drops what it has already heard.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import type { TournamentEvent } from './event.ts';
import { markRelayed, unrelayedEvents } from './store.ts';

/** Hands events of one tournament to its room. @returns the last seq without a gap before it that the room has. */
export type RoomDelivery = (id: Id<'tournament'>, events: readonly TournamentEvent[]) => Promise<number>;

/** A cron run's share; what is left over waits a minute. */
const relayBatchMax = 1000;

export async function deliverEvents(
  db: Database,
  deliver: RoomDelivery,
  events: readonly TournamentEvent[],
): Promise<void> {
  for (const [id, group] of Map.groupBy(events, (event) => event.tournamentId)) {
    await markRelayed(db, id, await deliver(id, group));
  }
}

/** @returns how many events were still waiting. */
export async function relayEvents(db: Database, deliver: RoomDelivery): Promise<number> {
  const waiting = await unrelayedEvents(db, relayBatchMax);
  await deliverEvents(db, deliver, waiting);
  return waiting.length;
}
