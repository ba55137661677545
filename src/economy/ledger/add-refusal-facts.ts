// Adds facts to a ledger refusal: the wallets, and the needed and available coins. They are read after the database has refused and
// do not change the decision.

import { DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findWallet } from '../wallets/store.ts';
import { availableOf, type Wallet } from '../wallets/wallet.ts';
import type { TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount'>;

/** Returns the refusal with facts; any other error unchanged. */
export async function addRefusalFacts(
  ports: Pick<Ports, 'db' | 'clock'>,
  error: unknown,
  movements: readonly Movement[],
): Promise<unknown> {
  if (!(error instanceof DomainError) || Object.keys(error.facts).length > 0) return error;
  const { code } = error;
  if (code !== 'insufficient_funds' && code !== 'wallet_not_found' && code !== 'wallet_frozen') return error;
  const ids = [...new Set(movements.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]))];
  const wallets = new Map<Id<'wallet'>, Wallet | null>();
  for (const id of ids) wallets.set(id, await run(() => findWallet(ports.db.sql, id, ports.clock())));
  if (code === 'insufficient_funds') return refuse(code, shortage(movements, wallets));
  const isAtFault = (wallet: Wallet | null) => (code === 'wallet_frozen' ? wallet?.isFrozen === true : wallet === null);
  return refuse(code, { wallets: ids.filter((id) => isAtFault(wallets.get(id) ?? null)) });
}

/** Facts on the first payer with too few coins; empty if coins have arrived since. */
function shortage(movements: readonly Movement[], wallets: ReadonlyMap<Id<'wallet'>, Wallet | null>): Facts {
  const needed = new Map<Id<'wallet'>, Coins>();
  for (const { fromWalletId, amount } of movements) needed.set(fromWalletId, (needed.get(fromWalletId) ?? 0n) + amount);
  for (const [walletId, amount] of needed) {
    const wallet = wallets.get(walletId);
    if (wallet == null || wallet.kind === 'treasury' || availableOf(wallet) >= amount) continue;
    return { walletId, neededCoins: coinsToJson(amount), availableCoins: coinsToJson(availableOf(wallet)) };
  }
  return {};
}
