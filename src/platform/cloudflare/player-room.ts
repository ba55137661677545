// One object per player: knows the player's sockets and used tickets, so that there are not too many and a sanction closes them. live/player-sockets.ts defines what
// it does. Its name is the id of the player.

import { DurableObject } from 'cloudflare:workers';
import type { Id } from '../../core/id.ts';
import { unwrap } from '../../core/outcome.ts';
import { createPlayerSockets, type KnownSocket, type TakenTicket } from '../../live/player-sockets.ts';
import type { RoomName } from '../../live/relays/room-name.ts';
import type { Admission, SocketEntry } from '../../live/seats/admission.ts';
import type { UsedTicket } from '../../live/seats/seat.ts';
import { callBackend } from './call-backend.ts';
import { backendOf } from './services.ts';

export class PlayerRoom extends DurableObject<Env> {
  private readonly player = this.ctx.id.name as Id<'player'>;

  private readonly sockets = createPlayerSockets({
    sockets: this.stored<KnownSocket>('sockets'),
    tickets: this.stored<TakenTicket>('tickets'),
    judge: async (rooms) =>
      unwrap(await callBackend(() => backendOf(this.env, this.player)).judgeWatching(this.player, rooms)),
    idsIn: (room) => this.env.TOURNAMENT_ROOM.getByName(room).idsOf(this.player),
    closeIn: (room, reason) => this.env.TOURNAMENT_ROOM.getByName(room).expel(this.player, reason),
    wakeAt: (atMs) =>
      void (atMs === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(Math.max(atMs, Date.now()))),
    now: Date.now,
  });

  admit(room: RoomName, entry: SocketEntry, ticket: UsedTicket | null): Promise<Admission> {
    return this.sockets.admit(room, entry, ticket);
  }

  async leave(id: string): Promise<void> {
    this.sockets.leave(id);
  }

  recheck(): Promise<void> {
    return this.sockets.recheck();
  }

  override alarm(): Promise<void> {
    return this.sockets.recheck();
  }

  /** A short list. */
  private stored<T>(key: string) {
    const { kv } = this.ctx.storage;
    return {
      read: () => kv.get<readonly T[]>(key) ?? [],
      write: (list: readonly T[]) => void (list.length === 0 ? kv.delete(key) : kv.put(key, list)),
    };
  }
}
