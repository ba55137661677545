// A refund or prize that an escrow owes and could not pay, or a prize that an entrant owes back. Cron retries it with growing delay, and in its next run after
// the frozen wallet is thawed, or the closed one opened again.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

export interface OwedPayment {
  /** `refund:…` or `prize:…`; unique, so it is paid once. */
  readonly reference: string;
  readonly tournamentId: Id<'tournament'>;
  readonly registrationId: Id<'registration'>;
  readonly fromWalletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  /** An entrant owes it to the escrow: a prize that was lost after the payout. Otherwise the escrow owes it. */
  readonly isClaim: boolean;
  readonly amount: Coins;
  /** `wallet_frozen`, `wallet_closed`, `escrow_short`, or the name of the constraint that refused it. */
  readonly cause: string;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  readonly createdAt: Instant;
}

/** Metric labels. `refused` means that neither waiting nor a transfer to the escrow helps. */
export const owedCauses = ['wallet_frozen', 'wallet_closed', 'insufficient_funds', 'escrow_short', 'refused'] as const;
export type OwedCause = (typeof owedCauses)[number];

export function causeOf(cause: string): OwedCause {
  return owedCauses.find((known) => known === cause) ?? 'refused';
}
