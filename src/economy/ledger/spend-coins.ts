// Use case, part of whatever costs a player coins inside a statement of another domain, such as registering.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireHolds } from '../holds/expire-holds.ts';
import { findOwnWallet, findWallet } from '../wallets/store.ts';
import { availableOf } from '../wallets/wallet.ts';
import { refuseForConstraint } from './conclude-act.ts';

/**
 * Does `act`, whole or not at all. Where the player's coins fall short, holds of theirs that have run out give back theirs first.
 * @throws DomainError insufficient_funds with what `cost` says and what the player has, wallet_frozen.
 */
export async function spendCoins<T>(
  ports: Ports,
  { playerId, cost }: { readonly playerId: Id<'player'>; readonly cost: () => Promise<Coins> },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (brokenConstraint(error) !== 'wallet_available_not_negative') return refuseForConstraint(error);
  }
  const walletId = await findOwnWallet(ports.db, playerId);
  if (walletId !== null && (await expireHolds(ports, [walletId])) > 0) {
    const answer = await act().catch(passUnlessShort);
    if (answer !== isShort) return answer as T;
  }
  const wallet = walletId === null ? null : await findWallet(ports.db, walletId, ports.clock());
  const availableCoins = wallet === null ? 0 : coinsToJson(availableOf(wallet));
  throw refuse('insufficient_funds', { walletId, neededCoins: coinsToJson(await cost()), availableCoins });
}

const isShort = Symbol('too few coins');

function passUnlessShort(error: unknown): typeof isShort {
  return brokenConstraint(error) === 'wallet_available_not_negative' ? isShort : refuseForConstraint(error);
}
