// What happened on a day to the receipts of an issuer: one entry for each credit and each reversal, as a line of CSV (RFC 4180) or JSON,
// and their sums.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { type Coins, coinsToJson } from '../../core/money.ts';
import { csvCell } from '../../http/csv-cell.ts';
import type { TransferDetail } from '../ledger/transfer.ts';
import { isLate } from './receipt.ts';

export interface DayEntry extends TransferDetail {
  readonly receiptId: Id<'transfer'>;
  /** Of a credit the same as the receipt. */
  readonly transferId: Id<'transfer'>;
  /** The row in the history of the player's wallet. */
  readonly transactionId: Id<'transaction'>;
  readonly reference: string;
  readonly walletId: Id<'wallet'>;
  readonly playerId: Id<'player'>;
  /** As the wallet has it: negative for a reversal. */
  readonly amount: Coins;
  readonly createdAt: Instant;
  /** By which transfer the receipt was reversed, also on a later day; null: it stands. */
  readonly reversedBy: Id<'transfer'> | null;
  /** Cursor within the day: time in microseconds, and id. */
  readonly position: string;
}

export interface DayTotals {
  readonly credits: number;
  readonly credited: Coins;
  readonly reversals: number;
  readonly reversed: Coins;
  /** Credits of sales of earlier days, and their coins. */
  readonly late: number;
  readonly lateCoins: Coins;
}

export const noTotals: DayTotals = { credits: 0, credited: 0n, reversals: 0, reversed: 0n, late: 0, lateCoins: 0n };

export function addEntry(totals: DayTotals, { amount, occurredAt, createdAt }: DayEntry): DayTotals {
  if (amount < 0n) return { ...totals, reversals: totals.reversals + 1, reversed: totals.reversed - amount };
  const late = isLate(occurredAt, createdAt);
  return {
    ...totals,
    ...{ credits: totals.credits + 1, credited: totals.credited + amount },
    ...(late ? { late: totals.late + 1, lateCoins: totals.lateCoins + amount } : {}),
  };
}

/** Starts with a byte order mark, so that spreadsheets read UTF-8. */
export const csvHead =
  '\ufeffDate,Type,Reference,Amount,State,Reversed By,Event Time,Late,Wallet,Player,Receipt,Transfer,Transaction,Memo,Metadata\r\n';

const typeOf = ({ amount }: DayEntry) => (amount < 0n ? 'reversal' : 'credit');
const stateOf = ({ reversedBy }: DayEntry) => (reversedBy === null ? 'posted' : 'reversed');

export function toCsvLine(entry: DayEntry): string {
  const { createdAt, reference, amount, reversedBy, occurredAt, walletId, playerId, receiptId, transferId } = entry;
  const { transactionId, memo, metadata } = entry;
  const late = isLate(occurredAt, createdAt) ? 'late' : '';
  const texts = [memo ?? '', metadata === null ? '' : JSON.stringify(metadata)].map(csvCell);
  return `${[
    ...[createdAt, typeOf(entry), csvCell(reference), amount, stateOf(entry), reversedBy ?? '', occurredAt ?? '', late],
    ...[walletId, playerId, receiptId, transferId, transactionId, ...texts],
  ].join()}\r\n`;
}

export function toJsonLine(entry: DayEntry): string {
  const { amount, occurredAt, createdAt, position: _, ...rest } = entry;
  const line = {
    ...{ type: typeOf(entry), createdAt, amountCoins: coinsToJson(amount), state: stateOf(entry) },
    ...{ occurredAt, isLate: isLate(occurredAt, createdAt), ...rest },
  };
  return `${JSON.stringify(line)}\n`;
}
