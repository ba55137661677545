// Use case: holds whose time has passed give their coins back; by the timetable, and at once where they stand in somebody's way.

import type { Id } from '../core/id.ts';
import type { Ports } from '../db/ports.ts';
import { expireDueHolds } from './hold-store.ts';

/** @returns how many, of the wallets named or of all. */
export function expireHolds(ports: Ports, walletIds: readonly Id<'wallet'>[] = []): Promise<number> {
  return expireDueHolds(ports.db, walletIds, ports.clock());
}
