// Use cases, part of a registration's decision or end: its entry fee is captured for the escrow, or returned to the player.

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseForVerdict } from '../ledger/run-ledger-act.ts';
import { captureHeldFee, type FeeMovement, postFeeReturns, type ReturnedFee } from './fee-store.ts';

/**
 * Does nothing if the tournament is free, or if finance has already captured the full fee.
 * @throws DomainError wallet_frozen, hold_closed when finance has released the hold or captured a part of it.
 */
export async function captureFee(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  registrationId: Id<'registration'>,
): Promise<void> {
  const act = { actorId, now: ports.clock() };
  const verdict = await captureHeldFee(sql, act, newMovement(ports, registrationId));
  if (verdict !== null) refuseForVerdict({ verdict });
}

/**
 * Returns each fee once: a captured fee is refunded, a held fee is released. The caller's transaction holds the lock on the
 * tournament. A fee that cannot be paid now has the result `owed`: it is recorded and paid later, and the registration may end.
 */
export function returnFees(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  registrationIds: readonly Id<'registration'>[],
): Promise<ReturnedFee[]> {
  const movements = registrationIds.map((registrationId) => newMovement(ports, registrationId));
  return postFeeReturns(sql, { actorId, now: ports.clock() }, movements);
}

/** For callers that roll back instead of owing a fee. */
export function refusalForOwed({ cause }: ReturnedFee): DomainError {
  if (cause === 'wallet_frozen' || cause === 'escrow_short') return refuse(cause);
  return refuse('state_conflict', { fee: 'cannot be returned', cause });
}

function newMovement(ports: Ports, registrationId: Id<'registration'>): FeeMovement {
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  return { registrationId, transferId: ports.newId('transfer'), legIds };
}
