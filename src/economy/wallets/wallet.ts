// A wallet holds one owner's coins of one currency.

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';

export const walletKinds = ['player', 'treasury', 'fees', 'escrow'] as const;
export type WalletKind = (typeof walletKinds)[number];

export interface Wallet {
  readonly id: Id<'wallet'>;
  readonly kind: WalletKind;
  /** The player, or for an escrow the tournament; empty for the treasury and the fees wallet. */
  readonly ownerId: string;
  readonly currency: string;
  readonly balance: Coins;
  /** Of the balance, what active holds set aside; the rest can be spent. */
  readonly held: Coins;
  readonly isFrozen: boolean;
}

export function availableOf({ balance, held }: Pick<Wallet, 'balance' | 'held'>): Coins {
  return balance - held;
}

/** Where created coins come from: the one wallet that may be negative, so that all balances together are always zero. */
export const treasuryWalletId: Id<'wallet'> = 'wal_00000000000000000000000000';
