// A hold sets coins of a wallet aside for a payee until it is captured, released or runs out. It resolves once.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { TransferReason } from '../ledger/transfer.ts';

export const holdStates = ['active', 'captured', 'released', 'expired'] as const;
export type HoldState = (typeof holdStates)[number];

/** What can be done to a hold, and the state it leads to. */
export const holdActs = { capture: 'captured', release: 'released', expire: 'expired' } as const;
export type HoldAct = keyof typeof holdActs;

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

/** A hold past its time is over, whether the sweeper has come by or not. */
export function stateAt(hold: Pick<Hold, 'state' | 'expiresAt'>, now: Instant): HoldState {
  return hold.state === 'active' && hold.expiresAt <= now ? 'expired' : hold.state;
}
