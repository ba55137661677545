// Use case, for cron: closes check-in of matches that is due. Who has not come forfeits.

import type { Id } from '../../core/id.ts';
import { toEvents } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { growStages } from '../stages/grow-stage.ts';
import { closeDueMatchCheckIn, listDueMatchCheckIns } from './match-check-in-store.ts';

/** Limit per run. */
const matchesMax = 200;

/** One match that fails does not block the others. @returns how many were closed. */
export async function closeMatchCheckIns(ports: Ports): Promise<number> {
  let closed = 0;
  for (const id of await listDueMatchCheckIns(ports.db, ports.clock(), matchesMax)) {
    closed += await close(ports, id).catch((error: unknown) => {
      const line = { level: 'error', message: 'match check-in not closed', match: id, error: String(error) };
      console.error(JSON.stringify(line));
      return 0;
    });
  }
  return closed;
}

async function close(ports: Ports, id: Id<'match'>): Promise<number> {
  const { tournament, stages, event } = await closeDueMatchCheckIn(ports.db, id, ports.clock());
  if (tournament === null || stages === null || event === null) return 0;
  ports.publish(toEvents(event));
  await growStages(ports, tournament, stages);
  return 1;
}
