// Use case: read a tournament's escrow balance, paid prizes and owed prizes from the ledger.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { OwedPayment } from '../owed/owed-payment.ts';
import { listOwedOf } from '../owed/owed-store.ts';
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
}

export interface OwedPrize extends Pick<OwedPayment, 'registrationId' | 'amount' | 'cause'> {
  /** null: not by time. */
  readonly nextAttemptAt: Instant | null;
}

export async function showPrizes(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  ranked: readonly { readonly registrationId: Id<'registration'>; readonly rank: number }[],
): Promise<PrizeTable> {
  const references = ranked.map(({ registrationId, rank }) => prizeReference(tournamentId, registrationId, rank));
  const escrow = await run(() => findEscrow(sql, tournamentId));
  const payments = escrow === null ? [] : await run(() => findPayments(sql, escrow.walletId, references));
  const byReference = new Map(payments.map((payment) => [payment.reference, payment]));
  const paid = ranked.flatMap(({ registrationId, rank }, index) => {
    const payment = byReference.get(references[index] as string);
    return payment === undefined ? [] : [{ registrationId, rank, amount: payment.amount, paidAt: payment.paidAt }];
  });
  const isPrize = ({ reference }: OwedPayment) => reference.startsWith('prize:');
  const owed = escrow === null ? [] : (await run(() => listOwedOf(sql, tournamentId))).filter(isPrize);
  return { escrow, paid, owed };
}
