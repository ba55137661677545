// Adds facts to a ledger refusal: the wallets, and the needed and available coins. They are read after the database has refused and
// do not change the decision.

import { DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findOwnWallet, findWallet } from '../wallets/store.ts';
import { availableOf, type Wallet } from '../wallets/wallet.ts';
import { isPlayer, type Payee, type TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount' | 'isUpTo'>;

/** Returns the refusal with facts; any other error unchanged. */
export async function addRefusalFacts(
  ports: Pick<Ports, 'db' | 'clock'>,
  error: unknown,
  movements: readonly Movement[],
): Promise<unknown> {
  if (!(error instanceof DomainError) || Object.keys(error.facts).length > 0) return error;
  const { code } = error;
  if (
    code !== 'insufficient_funds' &&
    code !== 'wallet_not_found' &&
    code !== 'wallet_frozen' &&
    code !== 'wallet_closed'
  )
    return error;
  const ids = [...new Set(movements.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]))];
  const wallets = new Map<Payee, Wallet | null>();
  for (const id of ids) {
    const walletId = isPlayer(id) ? await findOwnWallet(ports.db, id) : id;
    wallets.set(id, walletId === null ? null : await run(() => findWallet(ports.db.sql, walletId, ports.clock())));
  }
  if (code === 'insufficient_funds') return refuse(code, shortage(movements, wallets));
  const isAtFault = (wallet: Wallet | null) => {
    if (code === 'wallet_closed') return wallet?.isClosed === true;
    return code === 'wallet_frozen' ? wallet?.isFrozen === true : wallet === null;
  };
  const atFault = ids.filter((id) => isAtFault(wallets.get(id) ?? null));
  const named = atFault.filter((id) => !isPlayer(id));
  return refuse(code, named.length < atFault.length ? { players: atFault.filter(isPlayer) } : { wallets: named });
}

/** Facts on the first payer with too few coins; empty if coins have arrived since. */
function shortage(movements: readonly Movement[], wallets: ReadonlyMap<Payee, Wallet | null>): Facts {
  const needed = new Map<Id<'wallet'>, Coins>();
  for (const { fromWalletId, amount, isUpTo } of movements) {
    needed.set(fromWalletId, (needed.get(fromWalletId) ?? 0n) + (isUpTo ? 1n : amount));
  }
  for (const [walletId, amount] of needed) {
    const wallet = wallets.get(walletId);
    if (wallet == null || wallet.kind === 'treasury' || availableOf(wallet) >= amount) continue;
    return { walletId, neededCoins: coinsToJson(amount), availableCoins: coinsToJson(availableOf(wallet)) };
  }
  return {};
}
