// Who watches which rooms of this process. live/player-sockets.ts defines what follows from a sanction.

import type { Id } from '../../core/id.ts';
import { createPlayerSockets, type PlayerSockets, type Watching } from '../../live/player-sockets.ts';
import type { RoomName } from '../../live/relays/room-name.ts';

export interface Watchers {
  readonly enter: (player: Id<'player'>, room: RoomName) => void;
  readonly leave: (player: Id<'player'>, room: RoomName) => void;
  readonly recheck: (player: Id<'player'>) => void;
}

export function createWatchers(
  judge: (player: Id<'player'>, tournaments: readonly Id<'tournament'>[]) => Promise<Watching>,
  expel: (player: Id<'player'>, room: RoomName) => Promise<void>,
): Watchers {
  const watchers = new Map<Id<'player'>, PlayerSockets>();
  /** A failed check wakes by itself. */
  const settle = (check: Promise<void> | undefined) =>
    void check?.catch((error: unknown) => console.warn(String(error)));

  function open(player: Id<'player'>): PlayerSockets {
    const known = watchers.get(player);
    if (known !== undefined) return known;
    const rooms = new Set<RoomName>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const made = createPlayerSockets({
      rooms: { list: () => [...rooms], add: (room) => void rooms.add(room), remove: (room) => void rooms.delete(room) },
      judge: (asked) => judge(player, asked),
      closeIn: (room) => expel(player, room),
      wakeAt: (atMs) => {
        clearTimeout(timer);
        if (atMs === null) watchers.delete(player);
        else timer = setTimeout(() => settle(made.recheck()), Math.max(0, atMs - Date.now()));
      },
      now: Date.now,
    });
    watchers.set(player, made);
    return made;
  }

  return {
    enter: (player, room) => settle(open(player).enter(room)),
    leave: (player, room) => watchers.get(player)?.leave(room),
    recheck: (player) => settle(watchers.get(player)?.recheck()),
  };
}
