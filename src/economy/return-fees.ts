// Use case, part of whatever ends registrations: each gets its entry fee back, once; what was only held is free again.

import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import { brokenConstraint } from '../db/constraint.ts';
import type { Ports } from '../db/ports.ts';
import { giveBackFees, type ReturnedFee } from './fee-store.ts';

/**
 * Inside the caller's transaction, which holds the lock on the tournament. All or nothing, but for frozen wallets: their fees are
 * told as `frozen` and stay owed. @throws DomainError escrow_short when somebody has taken coins out of the escrow.
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
  return giveBackFees(sql, { actorId, now: ports.clock() }, movements).catch((error: unknown) => {
    throw /^wallet_(available|balance)_not_negative$/.test(brokenConstraint(error) ?? '')
      ? refuse('escrow_short')
      : error;
  });
}
