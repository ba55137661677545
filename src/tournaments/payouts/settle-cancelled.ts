// Use case: whoever entered a tournament that was cancelled is given back the fee. A hundred at a time, each hundred whole or not at
// all; what is left to do is read from the registrations, so that after a crash it is done again, by the cron if by nobody else.
// A fee that cannot be paid stays owed and holds up no other.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { returnFees } from '../../economy/escrow/resolve-fees.ts';
import { listOwedPayments } from '../../economy/owed/list-owed.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listEntrants, listUnsettled, markSettled, removeEntrants } from '../registration/entrant-store.ts';
import { activeStates } from '../registration/registration.ts';
import { insertAudit, lockRow } from '../store.ts';

const entrantsAtOnce = 100;
/** A cron run's share. */
const tournamentsMax = 20;

/** The tournament is settled once nothing is owed for it any more. */
export async function settleCancelled(ports: Ports, id: Id<'tournament'>): Promise<void> {
  let after: string | null = '';
  while (after !== null) {
    const from: string = after;
    after = await inTransaction(ports.db, (sql) => settleSome(sql, ports, id, from));
  }
}

/** @returns the last entrant looked at; null when there is none left. */
async function settleSome(sql: Sql, ports: Ports, id: Id<'tournament'>, after: string): Promise<string | null> {
  const tournament = await lockRow(sql, id);
  if (tournament?.state !== 'cancelled') return null;
  const entrants = await listEntrants(sql, id, activeStates, { after, limit: entrantsAtOnce });
  const last = entrants.at(-1);
  if (last === undefined) {
    if ((await listOwedPayments(sql, id)).length === 0) await markSettled(sql, id);
    return null;
  }
  // The organizer's decision, whoever carries it out.
  const actorId = tournament.organizerId;
  const fees = await returnFees(sql, ports, actorId, entrants);
  await removeEntrants(sql, id, entrants, 'cancelled');
  const coinsOf = (wanted: string) =>
    Number(fees.filter(({ done }) => done === wanted).reduce((sum, fee) => sum + fee.coins, 0n));
  const owedCoins = coinsOf('owed');
  await insertAudit(sql, {
    id: ports.newId('audit'),
    event: 'tournament.fees_returned',
    actorId,
    refType: 'tournament',
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

/** By the timetable: what a crash has left, or was owed until now. One that cannot be settled holds up no other. */
export async function settleOverdue(ports: Ports): Promise<void> {
  for (const id of await listUnsettled(ports.db.sql, tournamentsMax)) {
    await settleCancelled(ports, id).catch((error: unknown) => logUnsettled(id, error));
  }
}

export function logUnsettled(id: Id<'tournament'>, error: unknown): void {
  console.warn(JSON.stringify({ level: 'warn', message: 'fees are still owed', tournament: id, error: String(error) }));
}
