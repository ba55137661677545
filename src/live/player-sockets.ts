// The rooms in which one player has sockets, and the end of those sockets when a sanction begins. Independent of the platform. The
// database judges; what is stored here says only whom to ask about.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import { type RoomName, tournamentOfRoom } from './relays/room-name.ts';

/** What the database says of a player in some tournaments. */
export interface Watching {
  /** The tournaments in whose rooms a sanction keeps the player from watching now. */
  readonly barred: readonly Id<'tournament'>[];
  /** When the next sanction begins; null if none waits. */
  readonly nextStartsAt: Instant | null;
}

export interface PlayerSocketPorts {
  readonly rooms: {
    readonly list: () => readonly RoomName[];
    readonly add: (room: RoomName) => void;
    readonly remove: (room: RoomName) => void;
  };
  /** @throws if the backend does not answer. */
  readonly judge: (tournaments: readonly Id<'tournament'>[]) => Promise<Watching>;
  /** Closes the player's sockets in the room. */
  readonly closeIn: (room: RoomName) => Promise<void>;
  /** Calls `recheck` at this time, in milliseconds; null: not at all. */
  readonly wakeAt: (atMs: number | null) => void;
  /** In milliseconds. */
  readonly now: () => number;
}

export interface PlayerSockets {
  /** Called after the socket is attached to the room: a sanction of the same moment is found here, or rechecks afterwards. */
  enter(room: RoomName): Promise<void>;
  /** The player has no socket in the room any more. */
  leave(room: RoomName): void;
  /** Called after the commit of a sanction, when one begins, and from time to time. */
  recheck(): Promise<void>;
}

/** A sanction whose call got lost is noticed after this time. */
const recheckMs = 60_000;
const retryMs = 2_000;

export function createPlayerSockets({ rooms, judge, closeIn, wakeAt, now }: PlayerSocketPorts): PlayerSockets {
  async function recheck(): Promise<void> {
    const asked = rooms.list();
    if (asked.length === 0) return wakeAt(null);
    // If anything below fails, this call comes again.
    wakeAt(now() + retryMs);
    const { barred, nextStartsAt } = await judge([...new Set(asked.map(tournamentOfRoom))]);
    for (const room of asked) {
      if (!barred.includes(tournamentOfRoom(room))) continue;
      await closeIn(room);
      rooms.remove(room);
    }
    if (rooms.list().length === 0) return wakeAt(null);
    const later = now() + recheckMs;
    wakeAt(nextStartsAt === null ? later : Math.min(later, Date.parse(nextStartsAt)));
  }

  return {
    enter: (room) => {
      rooms.add(room);
      return recheck();
    },
    leave: (room) => {
      rooms.remove(room);
      if (rooms.list().length === 0) wakeAt(null);
    },
    recheck,
  };
}
