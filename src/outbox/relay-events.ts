// Use case: delivers events to the room of their tournament, in order, at least once. The room drops duplicates.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { type Acknowledge, createAcknowledge } from './acknowledge-events.ts';
import type { TournamentEvent } from './event.ts';
import { unrelayedEvents } from './store.ts';

/** Delivers events of one tournament to its room. @returns the last seq that the room has without a gap before it. */
export type RoomDelivery = (id: Id<'tournament'>, events: readonly TournamentEvent[]) => Promise<number>;

/** Limit of one cron run. The rest waits for the next minute. */
const relayBatchMax = 1000;

export interface Relay {
  readonly deliver: RoomDelivery;
  readonly acknowledge: Acknowledge;
}

/** A failing room does not delay the others. @throws the first failure, after the last room. */
export async function deliverEvents(
  { deliver, acknowledge }: Relay,
  events: readonly TournamentEvent[],
): Promise<void> {
  const groups = [...Map.groupBy(events, (event) => event.tournamentId)];
  const acknowledgements: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (const [id, group] of groups) {
    try {
      acknowledgements.push(acknowledge(id, await deliver(id, group)));
    } catch (error) {
      failures.push(error);
    }
  }
  await Promise.all(acknowledgements);
  if (failures.length > 0) throw failures[0];
}

/** @returns the number of events that were waiting. */
export async function relayEvents(db: Database, deliver: RoomDelivery): Promise<number> {
  const waiting = await unrelayedEvents(db, relayBatchMax);
  await deliverEvents({ deliver, acknowledge: createAcknowledge(db) }, waiting);
  return waiting.length;
}
