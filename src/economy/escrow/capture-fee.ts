// Use case, part of approving a registration: the fee that was held for it goes to the tournament's escrow.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseForVerdict } from '../ledger/conclude-act.ts';
import { captureHeldFee } from './fee-store.ts';

/**
 * Nothing where the tournament is free, or finance has captured all of it by hand.
 * @throws DomainError wallet_frozen, hold_closed when finance has released it, or captured a part.
 */
export async function captureFee(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  registrationId: Id<'registration'>,
): Promise<void> {
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  const movement = { registrationId, transferId: ports.newId('transfer'), legIds };
  const verdict = await captureHeldFee(sql, { actorId, now: ports.clock() }, movement);
  if (verdict !== null) refuseForVerdict({ verdict });
}
