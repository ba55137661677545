// Use case, part of whatever ends registrations: each gets its entry fee back, once; what was only held is free again.

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { giveBackFees, type ReturnedFee } from './fee-store.ts';

/**
 * Inside the caller's transaction, which holds the lock on the tournament. A fee that cannot be paid is told as `owed` and written
 * down: it is paid later, whatever becomes of the registration, and stands in nobody's way.
 */
export function returnFees(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  registrationIds: readonly Id<'registration'>[],
): Promise<ReturnedFee[]> {
  const movements = registrationIds.map((registrationId) => ({
    registrationId,
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  }));
  return giveBackFees(sql, { actorId, now: ports.clock() }, movements);
}

/** For callers who rather leave everything as it is than owe a fee. */
export function refusalForOwed({ cause }: ReturnedFee): DomainError {
  if (cause === 'wallet_frozen' || cause === 'escrow_short') return refuse(cause);
  return refuse('state_conflict', { fee: 'cannot be given back', cause });
}
