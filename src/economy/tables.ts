// The double-entry ledger: wallets and the legs of transfers. Append-only and sum-zero are triggers (drizzle/0001).

import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { coins, idColumn, instant } from '../db/columns.ts';
import type { TransferReason } from './transfer.ts';
import type { WalletKind } from './wallet.ts';

export const walletTable = pgTable(
  'economy_wallet',
  {
    id: idColumn<Id<'wallet'>>('id').primaryKey(),
    kind: text('kind').$type<WalletKind>().notNull(),
    /** The player, or for an escrow the tournament; empty for the treasury and the fees wallet. */
    ownerId: text('owner_id').notNull().default(''),
    currency: text('currency').notNull().default('COIN'),
    balance: coins('balance').notNull().default(sql`0`),
    allowsNegative: boolean('allows_negative').notNull().default(false),
    isFrozen: boolean('is_frozen').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('wallet_once_per_owner').on(table.kind, table.ownerId, table.currency),
    check('wallet_balance_not_negative', sql`${table.balance} >= 0 or ${table.allowsNegative}`),
    check('wallet_kind_known', sql`${table.kind} in ('player','treasury','fees','escrow')`),
  ],
);

export const transactionTable = pgTable(
  'economy_transaction',
  {
    id: idColumn<Id<'transaction'>>('id').primaryKey(),
    transferId: idColumn<Id<'transfer'>>('transfer_id').notNull(),
    walletId: idColumn<Id<'wallet'>>('wallet_id').notNull(),
    amount: coins('amount').notNull(),
    balanceAfter: coins('balance_after').notNull(),
    reason: text('reason').$type<TransferReason>().notNull(),
    reference: text('reference'),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'transaction_wallet_exists', columns: [table.walletId], foreignColumns: [walletTable.id] }),
    index('idx_tx_transfer').on(table.transferId),
    check('transaction_amount_not_zero', sql`${table.amount} <> 0`),
  ],
);
