// A wallet holds one owner's coins of one currency.

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';

export const walletKinds = ['player', 'treasury', 'fees', 'escrow'] as const;
export type WalletKind = (typeof walletKinds)[number];

export interface Wallet {
  readonly id: Id<'wallet'>;
  readonly kind: WalletKind;
  /** A player id, or the tournament id for an escrow; empty for the treasury and the fees wallet. */
  readonly ownerId: string;
  readonly currency: string;
  readonly balance: Coins;
  /** The part of the balance reserved by active holds. */
  readonly held: Coins;
  readonly isFrozen: boolean;
  /** A closed wallet is frozen too. */
  readonly isClosed: boolean;
}

export function availableOf({ balance, held }: Pick<Wallet, 'balance' | 'held'>): Coins {
  return balance - held;
}

export const realCurrency = 'COIN';
/** Of sandboxes. */
export const playCurrency = 'PLAY';

export const currencyOf = ({ isSandbox }: { readonly isSandbox: boolean }): string =>
  isSandbox ? playCurrency : realCurrency;

/** Issues play coins, and may be negative too. */
export const playTreasuryWalletId: Id<'wallet'> = 'wal_7zzzzzzzzzzzzzzzzzzzzzzzzz';

/** The source of all coins and the only wallet of its currency that may be negative: all balances of a currency always sum to zero. */
export const treasuryWalletId: Id<'wallet'> = 'wal_00000000000000000000000000';
