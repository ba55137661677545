// Use case: list the payments a tournament's escrow owes, for other domains.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { OwedPayment } from './owed-payment.ts';
import { listOwedOf } from './owed-store.ts';

export function listOwedPayments(sql: Sql, tournamentId: Id<'tournament'>): Promise<OwedPayment[]> {
  return listOwedOf(sql, tournamentId);
}
