// Use case: return the fees of a cancelled tournament, one batch per transaction. The open registrations are the remaining work, so
// cron continues after a crash. A fee that cannot be paid stays owed and does not block the others.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { returnFees } from '../../economy/escrow/resolve-fees.ts';
import { listOwedPayments } from '../../economy/owed/list-owed.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listEntrants, listUnsettled, markSettled, removeEntrants } from '../registration/entrant-store.ts';
import { activeStates, leftStates } from '../registration/registration.ts';
import { insertAudit, lockRow } from '../store.ts';

const entrantsPerBatch = 100;
/** Limit per cron run. */
const tournamentsMax = 20;

/** The tournament is settled when it owes nothing. */
export async function settleCancelled(ports: Ports, id: Id<'tournament'>): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = await inTransaction(ports.db, (sql) => settleBatch(sql, ports, id, from));
  }
}

/** @returns the last entrant of the batch; null when none is left. */
async function settleBatch(sql: Sql, ports: Ports, id: Id<'tournament'>, after: string): Promise<string | null> {
  const tournament = await lockRow(sql, id);
  if (tournament?.state !== 'cancelled') return null;
  const entrants = await listEntrants(sql, id, [...activeStates, ...leftStates], { after, limit: entrantsPerBatch });
  const last = entrants.at(-1);
  if (last === undefined) {
    if ((await listOwedPayments(sql, id)).length === 0) await markSettled(sql, id);
    return null;
  }
  // The organizer cancelled, even if cron settles.
  const actorId = tournament.organizerId;
  const fees = await returnFees(sql, ports, actorId, entrants);
  await removeEntrants(sql, id, entrants, 'cancelled');
  const coinsOf = (result: string) =>
    Number(fees.filter(({ done }) => done === result).reduce((sum, fee) => sum + fee.coins, 0n));
  const owedCoins = coinsOf('owed');
  await insertAudit(sql, {
    id: ports.newId('audit'),
    event: 'tournament.fees_returned',
    actorId,
    refId: id,
    meta: {
      registrations: entrants.length,
      refundedCoins: coinsOf('refunded'),
      ...(owedCoins > 0 ? { owedCoins } : {}),
    },
    createdAt: ports.clock(),
  });
  return last;
}

/** For cron: continues after a crash or after owed payments. A tournament that fails does not block the others. */
export async function settleOverdue(ports: Ports): Promise<void> {
  for (const id of await listUnsettled(ports.db.sql, tournamentsMax)) {
    await settleCancelled(ports, id).catch((error: unknown) => logUnsettled(id, error));
  }
}

export function logUnsettled(id: Id<'tournament'>, error: unknown): void {
  console.warn(JSON.stringify({ level: 'warn', message: 'fees are still owed', tournament: id, error: String(error) }));
}
