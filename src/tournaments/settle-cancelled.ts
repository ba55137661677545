// Use case: whoever entered a tournament that was cancelled is given back the fee. A hundred at a time, each hundred whole or not at
// all; what is left to do is read from the registrations, so that after a crash it is simply done again, by the cron if by nobody else.

import type { Id } from '../core/id.ts';
import type { Sql } from '../db/client.ts';
import type { Ports } from '../db/ports.ts';
import { inTransaction } from '../db/transaction.ts';
import { returnFees } from '../economy/return-fees.ts';
import { listEntrants, listUnsettled, markSettled, removeEntrants } from './entrant-store.ts';
import { activeStates } from './registration.ts';
import { insertAudit, lockRow } from './store.ts';

const entrantsAtOnce = 100;
/** A cron run's share. */
const tournamentsMax = 20;

/** Fees of frozen wallets stay owed, and the tournament unsettled. @throws DomainError escrow_short. */
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
    const isSettled = (await listEntrants(sql, id, activeStates, { after: '', limit: 1 })).length === 0;
    if (isSettled) await markSettled(sql, id);
    return null;
  }
  // The organizer's decision, whoever carries it out.
  const actorId = tournament.organizerId;
  const fees = await returnFees(sql, ports, actorId, entrants);
  const frozen = new Set(fees.filter(({ done }) => done === 'frozen').map(({ registrationId }) => registrationId));
  const settled = entrants.filter((entrant) => !frozen.has(entrant));
  await removeEntrants(sql, id, settled, 'cancelled');
  const coins = fees.filter(({ done }) => done === 'refunded').reduce((sum, fee) => sum + fee.coins, 0n);
  if (settled.length > 0) {
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'tournament.fees_returned',
      actorId,
      refType: 'tournament',
      refId: id,
      meta: { registrations: settled.length, refundedCoins: Number(coins) },
      createdAt: ports.clock(),
    });
  }
  return last;
}

/** By the timetable: what a crash, a frozen wallet or an empty escrow has left. One that cannot be settled holds up no other. */
export async function settleOverdue(ports: Ports): Promise<void> {
  for (const id of await listUnsettled(ports.db.sql, tournamentsMax)) {
    await settleCancelled(ports, id).catch((error: unknown) => tellLeftOver(id, error));
  }
}

export function tellLeftOver(id: Id<'tournament'>, error: unknown): void {
  console.warn(JSON.stringify({ level: 'warn', message: 'fees are still owed', tournament: id, error: String(error) }));
}
