// Part of a revocation: entrants whom sanctions have removed play again, where nothing keeps them from it any more and all can be taken
// back. The caller's transaction has ended a sanction of the player.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listRemovalsToReverse, restoreEntrant } from './effect-store.ts';

export async function restoreEntrants(
  sql: Sql,
  ports: Pick<Ports, 'clock' | 'newId'>,
  { playerId: actorId }: Pick<Actor, 'playerId'>,
  playerId: Id<'player'>,
): Promise<OutboxJson[]> {
  const events: OutboxJson[] = [];
  const now = ports.clock();
  for (const { sanctionId, registrationId } of await listRemovalsToReverse(sql, playerId, now)) {
    const ids = { eventId: ports.newId('event'), auditId: ports.newId('audit') };
    events.push(...(await restoreEntrant(sql, { sanctionId, registrationId, actorId, now, ...ids })));
  }
  return events;
}
