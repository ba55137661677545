// Part of a revocation: entrants whom the sanction has removed play again, where all can be taken back. The caller's transaction has
// revoked the sanction.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listRemovals, restoreEntrant } from './effect-store.ts';

export async function restoreEntrants(
  sql: Sql,
  ports: Pick<Ports, 'clock' | 'newId'>,
  { playerId: actorId }: Pick<Actor, 'playerId'>,
  sanctionId: Id<'sanction'>,
): Promise<OutboxJson[]> {
  const events: OutboxJson[] = [];
  for (const { registrationId, reversedAt } of await listRemovals(sql, sanctionId)) {
    if (reversedAt !== null) continue;
    const ids = { eventId: ports.newId('event'), auditId: ports.newId('audit') };
    const event = await restoreEntrant(sql, { sanctionId, registrationId, actorId, now: ports.clock(), ...ids });
    if (event !== null) events.push(event);
  }
  return events;
}
