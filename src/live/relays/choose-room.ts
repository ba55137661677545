// Which room of a tournament a new socket joins: the first one with a place. A room says by itself that it is full; the edge remembers
// for a while where the last place was, so that mostly one room is asked.

import type { Id } from '../../core/id.ts';
import { createExpiringCache } from '../../identity/expiring-cache.ts';
import { nameOfRoom, type RoomName, relayRoomsMax } from './room-name.ts';

/** Afterwards the first room is asked again: sockets may have left it. */
const maxAgeMs = 10_000;
const entriesMax = 10_000;

/** @returns null if the room is full. */
export type Ask<T> = (room: RoomName) => Promise<T | null>;

/** @returns what the room with a place answers; null if all rooms are full. */
export type ChooseRoom = <T>(tournament: Id<'tournament'>, ask: Ask<T>) => Promise<T | null>;

export function createRoomChoice(nowMs: () => number): ChooseRoom {
  const lastPlaces = createExpiringCache<number>({ maxAgeMs, entriesMax, nowMs });
  return async (tournament, ask) => {
    const known = lastPlaces.get(tournament) ?? 0;
    for (let relay = known; relay <= relayRoomsMax; relay += 1) {
      const answer = await ask(nameOfRoom(tournament, relay));
      if (answer === null) continue;
      if (relay !== known) lastPlaces.set(tournament, relay);
      return answer;
    }
    lastPlaces.delete(tournament);
    return null;
  };
}
