// Use case: read a tournament's escrow balance, paid prizes and owed prizes from the ledger.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OwedPayment } from '../owed/owed-payment.ts';
import { listOwedOf } from '../owed/owed-store.ts';
import { findPrizeChange, type StoredChange } from './prize-change-store.ts';
import { prizeReference } from './prize-split.ts';
import { type Escrow, findEscrow, findPayments } from './prize-store.ts';

export interface PaidPrize {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly amount: Coins;
  readonly paidAt: Instant;
}

export interface PrizeTable {
  readonly escrow: Escrow | null;
  /** Best first. */
  readonly paid: readonly PaidPrize[];
  /** Prizes that could not be paid yet. */
  readonly owed: readonly OwedPrize[];
  /** Prizes that entrants have to pay back. */
  readonly claims: readonly OwedPrize[];
}

export interface OwedPrize extends Pick<OwedPayment, 'registrationId' | 'amount' | 'cause'> {
  /** null: not by time. */
  readonly nextAttemptAt: Instant | null;
}

interface RankedEntrant {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
}

export async function showPrizes(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  ranked: readonly RankedEntrant[],
): Promise<PrizeTable> {
  const escrow = await run(() => findEscrow(sql, tournamentId));
  if (escrow === null) return { escrow, paid: [], owed: [], claims: [] };
  const isPrize = ({ reference }: OwedPayment) => reference.startsWith('prize:');
  const open = (await run(() => listOwedOf(sql, tournamentId))).filter(isPrize);
  const [claims, owed] = [open.filter(({ isClaim }) => isClaim), open.filter(({ isClaim }) => !isClaim)];
  const changes = await run(() => findPrizeChange(sql, tournamentId));
  const paid =
    changes.length > 0 ? paidAfter(changes, owed) : await paidAsRanked(sql, escrow.walletId, tournamentId, ranked);
  return { escrow, paid, owed, claims };
}

/** With the ranks of the payout: they are part of the references. */
async function paidAsRanked(
  sql: Sql,
  escrowId: Id<'wallet'>,
  tournamentId: Id<'tournament'>,
  ranked: readonly RankedEntrant[],
): Promise<PaidPrize[]> {
  const references = ranked.map(({ registrationId, rank }) => prizeReference(tournamentId, registrationId, rank));
  const payments = await run(() => findPayments(sql, escrowId, references));
  const byReference = new Map(payments.map((payment) => [payment.reference, payment]));
  return ranked.flatMap(({ registrationId, rank }, index) => {
    const payment = byReference.get(references[index] as string);
    return payment === undefined ? [] : [{ registrationId, rank, amount: payment.amount, paidAt: payment.paidAt }];
  });
}

/** What of each prize has been paid: all that is not owed to the entrant. */
function paidAfter(changes: readonly StoredChange[], owed: readonly OwedPrize[]): PaidPrize[] {
  return changes.flatMap(({ registrationId, rank, amount, changedAt }) => {
    const missing = owed.find((one) => one.registrationId === registrationId)?.amount ?? 0n;
    const paid = amount - missing;
    return rank === null || paid <= 0n ? [] : [{ registrationId, rank, amount: paid, paidAt: changedAt }];
  });
}
