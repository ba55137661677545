// Use case, part of whatever costs a player coins inside a statement of another domain, such as registering.

import type { Id } from '../core/id.ts';
import { brokenConstraint } from '../db/constraint.ts';
import type { Ports } from '../db/ports.ts';
import { refuseForConstraint } from './conclude-act.ts';
import { expireHolds } from './expire-holds.ts';
import { findOwnWallet } from './store.ts';

/**
 * Does `act`, whole or not at all. Where the player's coins fall short, holds of theirs that have run out give back theirs first.
 * @throws DomainError insufficient_funds, wallet_frozen.
 */
export function spendCoins<T>(ports: Ports, playerId: Id<'player'>, act: () => Promise<T>): Promise<T> {
  return act().catch(async (error: unknown) => {
    if (brokenConstraint(error) !== 'wallet_available_not_negative') return refuseForConstraint(error);
    const walletId = await findOwnWallet(ports.db, playerId);
    if (walletId === null || (await expireHolds(ports, [walletId])) === 0) return refuseForConstraint(error);
    return act().catch(refuseForConstraint);
  });
}
