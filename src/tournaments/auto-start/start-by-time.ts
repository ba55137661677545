// Use case, for cron: starts tournaments whose time has come, where their organizer has said so. All of a start is one transaction, which
// judges anew what is due under the lock. A start that is refused leaves the reason, and an event whenever the reason is another one.

import { DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { beginTournament } from '../stages/start-tournament.ts';
import { insertEvent } from '../store.ts';
import { listDueStarts, lockDueStart, writeStartBlock } from './auto-start-store.ts';
import { blockJson } from './start-block.ts';

/** Limit per run. */
const tournamentsMax = 100;

/** One that fails does not block the others. */
export async function startDue(ports: Ports): Promise<void> {
  for (const id of await listDueStarts(ports.db, ports.clock(), tournamentsMax)) {
    await startByTime(ports, id).catch((error: unknown) => {
      const line = { level: 'error', message: 'tournament not started', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
    });
  }
}

export async function startByTime(ports: Ports, id: Id<'tournament'>): Promise<void> {
  try {
    const events = await inTransaction(ports.db, async (sql) => {
      const due = await lockDueStart(sql, id, ports.clock());
      if (due === null) return [];
      if (due.autoStart === 'when_seeded' && !due.isSeeded) throw refuse('not_seeded');
      const { organizerId: playerId, entrantsMin } = due;
      // The organizer set the time, so the organizer is the actor.
      return beginTournament(sql, ports, { playerId }, { id, entrantsMin, by: 'time' });
    });
    ports.publish(events.map(toEvent));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await recordBlock(ports, id, error);
  }
}

async function recordBlock(ports: Ports, id: Id<'tournament'>, { code, facts }: DomainError): Promise<void> {
  const events = await inTransaction(ports.db, async (sql) => {
    const since = ports.clock();
    // Somebody may have started or changed it meanwhile.
    if ((await lockDueStart(sql, id, since)) === null) return [];
    if (!(await writeStartBlock(sql, id, { code, facts, since }))) return [];
    const row = { id: ports.newId('event'), type: 'start_blocked' as const, createdAt: since };
    return [await insertEvent(sql, id, row, blockJson({ code, facts }))];
  });
  ports.publish(events.map(toEvent));
}
