// Use case: expire due holds and release their coins. Cron does it for all wallets; a posting that lacks coins does it for its payers.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireDueHolds } from './hold-store.ts';

/** Expires due holds of the given wallets, or of all, in batches. @returns how many. */
export async function expireHolds(
  ports: Pick<Ports, 'db' | 'clock'>,
  walletIds: readonly Id<'wallet'>[] = [],
): Promise<number> {
  const now = ports.clock();
  for (let total = 0; ; ) {
    const expired = await expireDueHolds(ports.db, walletIds, now);
    if (expired === 0) return total;
    total += expired;
  }
}
