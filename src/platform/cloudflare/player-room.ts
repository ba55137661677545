// One object per player: knows in which rooms the player has sockets, so that a sanction closes them. live/player-sockets.ts defines what
// it does. Its name is the id of the player.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { unwrap } from '../../core/outcome.ts';
import { createPlayerSockets } from '../../live/player-sockets.ts';
import type { RoomName } from '../../live/relays/room-name.ts';
import { callBackend } from './call-backend.ts';
import { backendOf } from './services.ts';

export class PlayerRoom extends DurableObject<Env> {
  private readonly player = this.ctx.id.name as Id<'player'>;

  private readonly sockets = createPlayerSockets({
    rooms: {
      list: () => this.ctx.storage.kv.get<readonly RoomName[]>('rooms') ?? [],
      add: (room) => this.write((known) => known.add(room)),
      remove: (room) => this.write((known) => known.delete(room)),
    },
    judge: async (tournaments) =>
      unwrap(await callBackend(() => backendOf(this.env, this.player)).judgeWatching(this.player, tournaments)),
    closeIn: (room) => this.env.TOURNAMENT_ROOM.getByName(room).expel(this.player),
    wakeAt: (atMs) =>
      void (atMs === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(Math.max(atMs, Date.now()))),
    now: Date.now,
  });

  enter(room: RoomName): Promise<void> {
    return this.sockets.enter(room);
  }

  async leave(room: RoomName): Promise<void> {
    this.sockets.leave(room);
  }

  recheck(): Promise<void> {
    return this.sockets.recheck();
  }

  override alarm(): Promise<void> {
    return this.sockets.recheck();
  }

  private write(change: (rooms: Set<RoomName>) => unknown): void {
    const rooms = new Set(this.ctx.storage.kv.get<readonly RoomName[]>('rooms'));
    change(rooms);
    if (rooms.size === 0) this.ctx.storage.kv.delete('rooms');
    else this.ctx.storage.kv.put('rooms', [...rooms]);
  }
}
