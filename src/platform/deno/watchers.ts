// The players who have sockets in rooms of this process. live/player-sockets.ts defines what is counted and what follows from a sanction.

import type { Id } from '../../core/id.ts';
import {
  createPlayerSockets,
  type KnownSocket,
  type PlayerSockets,
  type TakenTicket,
  type WatchedRoom,
  type Watching,
} from '../../live/player-sockets.ts';
import type { RoomName } from '../../live/relays/room-name.ts';
import type { PlayersPort } from '../../live/seats/admission.ts';
import { wakeOnce } from './wake-once.ts';

export interface Watchers {
  readonly playersIn: (room: RoomName) => PlayersPort;
  readonly recheck: (player: Id<'player'>) => void;
}

export interface WatcherPorts {
  readonly judge: (player: Id<'player'>, rooms: readonly WatchedRoom[]) => Promise<Watching>;
  readonly idsIn: (player: Id<'player'>, room: RoomName) => Promise<readonly string[]>;
  readonly expel: (player: Id<'player'>, room: RoomName, reason: string) => Promise<void>;
}

/** A failed check wakes by itself. */
const settle = (check: Promise<void> | undefined) => void check?.catch((error: unknown) => console.warn(String(error)));

export function createWatchers({ judge, idsIn, expel }: WatcherPorts): Watchers {
  const watchers = new Map<Id<'player'>, PlayerSockets>();

  function open(player: Id<'player'>): PlayerSockets {
    const known = watchers.get(player);
    if (known !== undefined) return known;
    const wake = wakeOnce(() => settle(made.recheck()));
    const made = createPlayerSockets({
      sockets: listInMemory<KnownSocket>(),
      tickets: listInMemory<TakenTicket>(),
      judge: (rooms) => judge(player, rooms),
      idsIn: (room) => idsIn(player, room),
      closeIn: (room, reason) => expel(player, room, reason),
      wakeAt: (atMs) => {
        wake(atMs);
        if (atMs === null) watchers.delete(player);
      },
      now: Date.now,
    });
    watchers.set(player, made);
    return made;
  }

  return {
    playersIn: (room) => ({
      admit: (player, entry, ticket) => open(player).admit(room, entry, ticket),
      enter: (player) => open(player).recheck(),
      leave: (player, id) => watchers.get(player)?.leave(id),
      recheck: (player) => settle(watchers.get(player)?.recheck()),
    }),
    recheck: (player) => settle(watchers.get(player)?.recheck()),
  };
}

function listInMemory<T>() {
  let list: readonly T[] = [];
  return {
    read: () => list,
    write: (next: readonly T[]) => {
      list = next;
    },
  };
}
