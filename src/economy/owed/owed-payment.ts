// A payment that an escrow owes and could not make: a fee to be given back, or a prize. It is tried again by the timetable, later
// each time, and at once when the wallet in its way is thawed.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

export interface OwedPayment {
  /** `refund:…` or `prize:…`: paid once, for ever. */
  readonly reference: string;
  readonly tournamentId: Id<'tournament'>;
  readonly registrationId: Id<'registration'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: Coins;
  /** `wallet_frozen`, `escrow_short`, or the constraint that refused it. */
  readonly cause: string;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  readonly createdAt: Instant;
}

/** As metrics have it: everything that time or a transfer cannot mend is `refused`. */
export const owedCauses = ['wallet_frozen', 'escrow_short', 'refused'] as const;
export type OwedCause = (typeof owedCauses)[number];

export function causeOf(cause: string): OwedCause {
  return owedCauses.find((known) => known === cause) ?? 'refused';
}
