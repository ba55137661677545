// Part of every change of staff: its audit row and its event, in the same transaction.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertAudit, insertEvent } from '../store.ts';
import type { StaffRole } from './staff.ts';

export interface StaffChange {
  readonly tournamentId: Id<'tournament'>;
  readonly playerId: Id<'player'>;
  readonly role: StaffRole;
  readonly act: 'invited' | 'accepted' | 'left' | 'removed';
  readonly state: 'invited' | 'active' | 'ended';
}

/** The caller holds the lock on the tournament. */
export async function recordStaffChange(
  sql: Sql,
  ports: Ports,
  actor: Actor,
  { tournamentId, playerId, role, act, state }: StaffChange,
): Promise<OutboxJson> {
  const createdAt = ports.clock();
  await insertAudit(sql, {
    ...{ id: ports.newId('audit'), event: `staff.${act}`, actorId: actor.playerId, subjectId: playerId },
    ...{ refId: tournamentId, meta: { role }, createdAt },
  });
  const row = { id: ports.newId('event'), type: 'staff_changed' as const, createdAt };
  return insertEvent(sql, tournamentId, row, { playerId, role, state });
}
