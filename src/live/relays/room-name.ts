// Names of the rooms of one tournament: the first has the tournament's id, relay rooms have a number besides. Events are delivered to the
// first room, which hands them to the relay rooms.

import type { Id } from '../../core/id.ts';

export type RoomName = Id<'tournament'> | `${Id<'tournament'>}/${number}`;

/** With `socketsPerRoomMax` in each room a tournament has 42,000 sockets at most. */
export const relayRoomsMax = 20;

/** `relay`: 0 for the first room. */
export function nameOfRoom(tournament: Id<'tournament'>, relay: number): RoomName {
  return relay === 0 ? tournament : `${tournament}/${relay}`;
}

export function tournamentOfRoom(name: RoomName): Id<'tournament'> {
  return name.split('/')[0] as Id<'tournament'>;
}

/** 0 for the first room. */
export function relayOfRoom(name: RoomName): number {
  return Number(name.split('/')[1] ?? 0);
}
