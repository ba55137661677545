// Use case: holds whose time has passed give their coins back; by the timetable, and at once where they stand in somebody's way.

import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireDueHolds } from './hold-store.ts';

/** @returns how many, of the wallets named or of all. Some hundreds a statement, until none is left. */
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
