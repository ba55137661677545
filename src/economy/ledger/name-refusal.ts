// What a refusal of the ledger is about: which wallet, and how many coins were needed and free. Read after the refusal, when the
// database has decided; it explains and decides nothing.

import { DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findWallet } from '../wallets/store.ts';
import { availableOf, type Wallet } from '../wallets/wallet.ts';
import type { TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount'>;

/** The same refusal with its facts; every other error as it is. */
export async function nameRefusal(
  ports: Pick<Ports, 'db' | 'clock'>,
  error: unknown,
  movements: readonly Movement[],
): Promise<unknown> {
  if (!(error instanceof DomainError) || Object.keys(error.facts).length > 0) return error;
  const { code } = error;
  if (code !== 'insufficient_funds' && code !== 'wallet_not_found' && code !== 'wallet_frozen') return error;
  const ids = [...new Set(movements.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]))];
  const wallets = new Map<Id<'wallet'>, Wallet | null>();
  for (const id of ids) wallets.set(id, await findWallet(ports.db, id, ports.clock()));
  if (code === 'insufficient_funds') return refuse(code, shortage(movements, wallets));
  const isAtFault = (wallet: Wallet | null) => (code === 'wallet_frozen' ? wallet?.isFrozen === true : wallet === null);
  return refuse(code, { wallets: ids.filter((id) => isAtFault(wallets.get(id) ?? null)) });
}

/** Of the first payer who has too few; nothing where coins have come in since. */
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
