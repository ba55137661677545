// A hold reserves coins of a wallet for a payee until it is captured, released or expired. It is resolved once.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { TransferReason } from '../ledger/transfer.ts';

export const holdStates = ['active', 'captured', 'released', 'expired'] as const;
export type HoldState = (typeof holdStates)[number];

export const holdSecondsDefault = 24 * 3600;
export const holdSecondsMax = 30 * 24 * 3600;

export interface Hold {
  readonly id: Id<'hold'>;
  readonly walletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: Coins;
  readonly captured: Coins;
  readonly state: HoldState;
  readonly reason: TransferReason;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly resolvedAt: Instant | null;
}

/** A hold past `expiresAt` is expired, even if cron has not swept it yet. */
export function stateAt(hold: Pick<Hold, 'state' | 'expiresAt'>, now: Instant): HoldState {
  return hold.state === 'active' && hold.expiresAt <= now ? 'expired' : hold.state;
}
