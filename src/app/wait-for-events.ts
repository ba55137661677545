// A request for events that waits for the first one. It waits at the room of the tournament, not in the backend, whose one thread
// everybody shares; what it answers is read by the backend for this caller, before and after.

import type { Context, Next } from 'hono';
import type { Id } from '../core/id.ts';
import { waitSecondsMax } from '../live/contract.ts';
import type { TicketRoom } from '../live/tickets/ticket.ts';
import { parsePosition } from '../outbox/position.ts';
import { tournamentOf } from './live-rooms.ts';
import type { EdgeEnv, EdgeServices } from './services.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly position: string;
  readonly recovered: boolean;
}

export async function waitForEvents(c: Context<EdgeEnv>, next: Next): Promise<Response | undefined> {
  const seconds = Number(c.req.query('wait') ?? 0);
  if (c.req.raw.method !== 'GET' || !(seconds > 0 && seconds <= waitSecondsMax)) {
    await next();
    return;
  }
  const services = c.get('services');
  const read = () => services.backend(new Request(c.req.raw));
  const first = await read();
  // What the backend refuses is refused at once.
  if (first.status !== 200) return first;
  const { items, position, recovered } = (await first.clone().json()) as Page;
  const from = parsePosition(position);
  if (items.length > 0 || !recovered || from === null) return first;
  await services.waitInRoom(await roomOf(services, c.req.param('id') ?? ''), from, seconds * 1000);
  return read();
}

/** The backend has answered, so the id is that of a tournament or a match. */
async function roomOf(services: EdgeServices, id: string): Promise<TicketRoom> {
  if (!id.startsWith('mat_')) return { tournament: id as Id<'tournament'>, match: null };
  const match = id as Id<'match'>;
  return { tournament: await tournamentOf(services, match), match };
}
