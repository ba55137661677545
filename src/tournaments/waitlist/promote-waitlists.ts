// Use case, for cron: gives places that are still free to entrants who wait. Most promotions happen with the cancellation that frees the
// place; these are for entrants who could not pay then.

import type { Id } from '../../core/id.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listPromotable, promote } from './waitlist-store.ts';

/** Limit per run. */
const tournamentsMax = 100;

/** One tournament that fails does not block the others. @returns how many entrants were promoted. */
export async function promoteWaitlists(ports: Ports): Promise<number> {
  let promoted = 0;
  for (const id of await listPromotable(ports.db, tournamentsMax)) {
    promoted += await promoteWaitlist(ports, id).catch((error: unknown) => {
      const line = { level: 'error', message: 'waitlist not promoted', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
      return 0;
    });
  }
  return promoted;
}

/** @returns how many entrants were promoted. */
export async function promoteWaitlist(ports: Ports, id: Id<'tournament'>): Promise<number> {
  const events = await promote(ports.db, id, ports.clock());
  ports.publish(events.map(toEvent));
  return events.length;
}
