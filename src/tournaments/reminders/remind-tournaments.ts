// Use case, for cron: writes the reminders that are due, each once.

import type { Id } from '../../core/id.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listRemindable, remind } from './reminder-store.ts';

/** Limit per run. */
const tournamentsMax = 200;

/** One tournament that fails does not block the others. @returns how many events were written. */
export async function remindTournaments(ports: Ports): Promise<number> {
  let written = 0;
  for (const id of await listRemindable(ports.db, ports.clock(), tournamentsMax)) {
    written += await remindTournament(ports, id).catch((error: unknown) => {
      const line = { level: 'error', message: 'reminders not written', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
      return 0;
    });
  }
  return written;
}

/** @returns how many events were written. */
export async function remindTournament(ports: Ports, id: Id<'tournament'>): Promise<number> {
  const events = await remind(ports.db, id, ports.clock());
  ports.publish(events.map(toEvent));
  return events.length;
}
