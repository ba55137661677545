// A wallet's history: one row per leg, newest first, with the balance after it, the other wallet and what was said. Also as CSV (RFC 4180).

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import { csvCell } from '../../http/csv-cell.ts';
import type { TransferDetail, TransferReason } from '../ledger/transfer.ts';
import type { WalletKind } from './wallet.ts';

/** The other wallet of the transfer. */
export interface Counterparty {
  readonly walletId: Id<'wallet'>;
  readonly kind: WalletKind;
  /** As that of a wallet: a player, or the tournament of an escrow. */
  readonly ownerId: string;
  /** Of a player; null if unknown or erased. */
  readonly displayName: string | null;
}

export interface Entry extends TransferDetail {
  readonly id: Id<'transaction'>;
  readonly transferId: Id<'transfer'>;
  readonly amount: Coins;
  readonly balanceAfter: Coins;
  readonly reason: TransferReason;
  readonly reference: string | null;
  /** null: the other row of the transfer is missing, which the reconciliation reports. */
  readonly counterparty: Counterparty | null;
  readonly createdAt: Instant;
  /** Cursor within the wallet's history: time in microseconds, and id. */
  readonly position: string;
}

export interface HistoryFilter {
  readonly direction?: 'in' | 'out' | undefined;
  readonly reason?: TransferReason | undefined;
  /** `from` is inclusive, `to` is exclusive. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

export interface Position {
  readonly createdAt: string;
  readonly id: string;
}

/** @throws DomainError invalid_request unless it is the `position` of an entry. */
export function readPosition(text: string): Position {
  const [, createdAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (txn_\w+)$/.exec(text) ?? [];
  if (createdAt === undefined || id === undefined || !isOnCalendar(createdAt)) {
    throw refuse('invalid_request', { field: 'cursor', reason: 'must be a nextCursor of this list' });
  }
  return { createdAt, id };
}

/** Rejects dates such as 31 February, which `Date` parses as 3 March. */
function isOnCalendar(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && text.startsWith(new Date(time).toISOString().slice(0, 23));
}

/** Starts with a byte order mark, so that spreadsheets read UTF-8. */
export const csvHeader =
  '\ufeffDate,Type,Amount,Balance After,Reason,ID,Counterparty,Counterparty Owner,Counterparty Name,Memo\r\n';

/** Only what people have typed can contain a comma, a quote or a formula. */
export function toCsvRow({ createdAt, amount, balanceAfter, reason, id, counterparty, memo }: Entry): string {
  const { walletId = '', ownerId = '', displayName = null } = counterparty ?? {};
  const cells = [createdAt, amount > 0n ? 'credit' : 'debit', amount, balanceAfter, reason, id, walletId, ownerId];
  return `${cells.join()},${csvCell(displayName ?? '')},${csvCell(memo ?? '')}\r\n`;
}
