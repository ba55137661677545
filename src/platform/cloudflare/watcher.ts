// Hands the visitor of a room to it, refuses sockets at the edge, and tells objects what no event says: a sanction of their player has changed,
// or their tournament was removed.

import type { Waiter } from '../../app/services.ts';
import type { Id } from '../../core/id.ts';
import { createOutlet } from '../../live/seats/outlet.ts';
import type { Visitor } from '../../live/seats/seat.ts';

const header = 'laurel-visitor';

/** What a client sends under this name is replaced. */
export function withVisitor(request: Request, visitor: Visitor): Request {
  const headers = new Headers(request.headers);
  headers.set(header, JSON.stringify(visitor));
  return new Request(request, { headers });
}

export const visitorOf = (request: Request) => JSON.parse(request.headers.get(header) ?? 'null') as Visitor;

/** Here, so that a ticket which is none does not reach a room. */
export function refuseSocket(code: number, reason: string): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  createOutlet().drop(server, code, reason);
  return new Response(null, { status: 101, webSocket: client });
}

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

/** The removal is committed. If both attempts fail, sockets without a player stay until their clients leave. */
export async function closeRooms(env: Env, tournament: Id<'tournament'>): Promise<void> {
  const close = async () => env.TOURNAMENT_ROOM.getByName(tournament).closeIfGone();
  await close()
    .catch(close)
    .catch((error: unknown) => {
      const message = 'closing the sockets of a removed tournament failed';
      console.warn(JSON.stringify({ level: 'warn', message, tournament, error: String(error) }));
    });
}
