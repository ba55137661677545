// A wallet holds one owner's coins of one currency.

import type { Id } from '../core/id.ts';
import type { Coins } from '../core/money.ts';

export const walletKinds = ['player', 'treasury', 'fees', 'escrow'] as const;
export type WalletKind = (typeof walletKinds)[number];

export interface Wallet {
  readonly id: Id<'wallet'>;
  readonly kind: WalletKind;
  readonly ownerId: string;
  readonly currency: string;
  readonly balance: Coins;
  readonly isFrozen: boolean;
}

/** Where created coins come from: the one wallet that may be negative, so that all balances together are always zero. */
export const treasuryWalletId: Id<'wallet'> = 'wal_00000000000000000000000000';
