// Use cases, part of the end of a registration: its entry fee is returned to the player.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type FeeMovement, postFeeReturns, type ReturnedFee } from './fee-store.ts';

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

const owedConstraint = 'fee_owed:';

/** For acts that change nothing instead of owing a fee: they raise the cause as a constraint. @throws DomainError, or `error` itself. */
export function refuseForOwed(error: unknown): never {
  const constraint = brokenConstraint(error);
  if (!constraint?.startsWith(owedConstraint)) throw error;
  const cause = constraint.slice(owedConstraint.length);
  if (cause === 'wallet_frozen' || cause === 'wallet_closed' || cause === 'escrow_short') throw refuse(cause);
  throw refuse('state_conflict', { fee: 'cannot be returned', cause });
}

function newMovement(ports: Ports, registrationId: Id<'registration'>): FeeMovement {
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  return { registrationId, transferId: ports.newId('transfer'), legIds };
}
