// Part of the acts and reads of staff: which role the actor has in a tournament. The organizer and an admin need none.

import type { Principal } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { mayAct } from '../permission.ts';
import type { StaffRole } from './staff.ts';
import { findStaffRole } from './staff-store.ts';

interface Owned {
  readonly id: Id<'tournament'>;
  readonly organizerId: string;
}

type WithRole<T> = T & { readonly staffRole: StaffRole | null };

/** Costs a round trip for those who may not do everything anyway. Under the lock on the tournament the role cannot change. */
export async function withStaffRole<T extends Owned>(sql: Sql, actor: Principal, tournament: T): Promise<WithRole<T>> {
  const staffRole = mayAct(actor, tournament, 'own') ? null : await findStaffRole(sql, tournament.id, actor.playerId);
  return { ...tournament, staffRole };
}

/** The same for reads and for refusals. */
export function readWithStaffRole<T extends Owned>(
  db: Database,
  actor: Principal,
  tournament: T,
): Promise<WithRole<T>> {
  return run(() => withStaffRole(db.sql, actor, tournament));
}
