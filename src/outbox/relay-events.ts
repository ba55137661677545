// Use case: events reach their tournament's room, in order, at least once; the room drops what it has already heard.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { type Acknowledge, createAcknowledge } from './acknowledge-events.ts';
import type { TournamentEvent } from './event.ts';
import { unrelayedEvents } from './store.ts';

/** Hands events of one tournament to its room. @returns the last seq without a gap before it that the room has. */
export type RoomDelivery = (id: Id<'tournament'>, events: readonly TournamentEvent[]) => Promise<number>;

/** A cron run's share; what is left over waits a minute. */
const relayBatchMax = 1000;

export interface Relay {
  readonly deliver: RoomDelivery;
  readonly acknowledge: Acknowledge;
}

/** One room that fails holds up no other. @throws the first failure, once every room has been asked. */
export async function deliverEvents(
  { deliver, acknowledge }: Relay,
  events: readonly TournamentEvent[],
): Promise<void> {
  const groups = [...Map.groupBy(events, (event) => event.tournamentId)];
  const written: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (const [id, group] of groups) {
    try {
      written.push(acknowledge(id, await deliver(id, group)));
    } catch (error) {
      failures.push(error);
    }
  }
  await Promise.all(written);
  if (failures.length > 0) throw failures[0];
}

/** @returns how many events were still waiting. */
export async function relayEvents(db: Database, deliver: RoomDelivery): Promise<number> {
  const waiting = await unrelayedEvents(db, relayBatchMax);
  await deliverEvents({ deliver, acknowledge: createAcknowledge(db) }, waiting);
  return waiting.length;
}
