// Use case, part of an act of another domain that costs a player coins, for example a registration.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireHolds } from '../holds/expire-holds.ts';
import { findOwnWallet, findWallet } from '../wallets/store.ts';
import { availableOf } from '../wallets/wallet.ts';
import { refuseForConstraint } from './run-ledger-act.ts';

/**
 * Runs `act`. If the player's coins are short, expires the player's due holds and runs `act` once more.
 * @throws DomainError insufficient_funds with `cost` and the available coins, wallet_frozen.
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
    const answer = await act().catch(shortOrThrow);
    if (answer !== isShort) return answer as T;
  }
  const neededCoins = coinsToJson(await cost());
  if (walletId === null) throw refuse('insufficient_funds', { ...noWallet, neededCoins });
  const wallet = await run(() => findWallet(ports.db.sql, walletId, ports.clock()));
  const availableCoins = wallet === null ? 0 : coinsToJson(availableOf(wallet));
  throw refuse('insufficient_funds', { walletId, neededCoins, availableCoins });
}

const noWallet = { walletId: null, availableCoins: 0, needs: 'a wallet: POST /v1/wallets opens one' };

const isShort = Symbol('insufficient funds');

function shortOrThrow(error: unknown): typeof isShort {
  return brokenConstraint(error) === 'wallet_available_not_negative' ? isShort : refuseForConstraint(error);
}
