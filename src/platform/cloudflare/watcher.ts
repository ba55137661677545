// Hands the player of a socket to the room, and tells a player's object that a sanction has changed.

import type { Waiter } from '../../app/services.ts';
import type { Id } from '../../core/id.ts';

const header = 'laurel-player';

/** What a client sends under this name is dropped. */
export function withPlayer(request: Request, player: Id<'player'> | null): Request {
  const headers = new Headers(request.headers);
  if (player === null) headers.delete(header);
  else headers.set(header, player);
  return new Request(request, { headers });
}

export const playerOf = (request: Request) => request.headers.get(header) as Id<'player'> | null;

/** The sanction is committed, so the answer does not wait. If both attempts fail, the object asks by itself within a minute. */
export function recheckWatcher(env: Env, waiter: Waiter, player: Id<'player'>): void {
  const recheck = async () => env.PLAYER_ROOM.getByName(player).recheck();
  waiter.waitUntil(
    recheck()
      .catch(recheck)
      .catch((error: unknown) => {
        const message = 'closing sockets of a sanctioned player failed; it is tried again';
        console.warn(JSON.stringify({ level: 'warn', message, error: String(error) }));
      }),
  );
}
