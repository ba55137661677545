// The double-entry ledger: wallets, the legs of transfers, holds. Triggers (ledger/ledger.sql) update balances and refuse direct
// writes to them.

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { coins, idColumn, instant, isCleanName, preciseInstant } from '../db/columns.ts';
import type { HoldState } from './holds/hold.ts';
import type { Metadata, TransferReason } from './ledger/transfer.ts';
import { walletKinds } from './wallets/wallet.ts';

export const walletKind = pgEnum('wallet_kind', walletKinds);

export const walletTable = pgTable(
  'economy_wallet',
  {
    id: idColumn<Id<'wallet'>>('id').primaryKey(),
    kind: walletKind('kind').notNull(),
    /** A player id, or the tournament id for an escrow; empty for the treasury and the fees wallet. */
    ownerId: text('owner_id').notNull().default(''),
    currency: text('currency').notNull().default('COIN'),
    balance: coins('balance').notNull().default(sql`0`),
    /** Sum of the active holds, including expired ones that are not swept yet. */
    held: coins('held').notNull().default(sql`0`),
    allowsNegative: boolean('allows_negative').notNull().default(false),
    isFrozen: boolean('is_frozen').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    /** Time of the last posting. The next posting gets a later time, so history has a total order. */
    postedAt: preciseInstant('posted_at').notNull().default(sql`'epoch'`),
    /** Number of numbered rows, equal to the last `entry_no`. Reconciliation finds deleted rows by it. */
    entryCount: bigint('entry_count', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  (table) => [
    uniqueIndex('wallet_once_per_owner').on(table.kind, table.ownerId, table.currency),
    // The only CHECK here: Postgres parses each CHECK again for every statement that updates the row. post_transfer checks the other rules.
    check('wallet_available_not_negative', sql`${table.held} <= ${table.balance} or ${table.allowsNegative}`),
  ],
);

export const transactionTable = pgTable(
  'economy_transaction',
  {
    id: idColumn<Id<'transaction'>>('id').primaryKey(),
    transferId: idColumn<Id<'transfer'>>('transfer_id').notNull(),
    walletId: idColumn<Id<'wallet'>>('wallet_id').notNull(),
    /** The currency of the wallet. */
    currency: text('currency').notNull().default('COIN'),
    amount: coins('amount').notNull(),
    balanceAfter: coins('balance_after').notNull(),
    reason: text('reason').$type<TransferReason>().notNull(),
    reference: text('reference'),
    /** The transfer that this one reverses. */
    reverses: idColumn<Id<'transfer'>>('reverses'),
    /** On the debit leg: scope and Idempotency-Key of the request. */
    claim: text('claim'),
    /** SHA-256 of the request body. */
    fingerprint: text('fingerprint'),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    createdAt: preciseInstant('created_at').notNull(),
    /** 1, 2, 3 … within the wallet; null on rows older than numbering. */
    entryNo: bigint('entry_no', { mode: 'bigint' }),
  },
  (table) => [
    // No foreign key to the wallet: post_transfer reads the wallet and raises transaction_wallet_exists.
    // One debit and one credit per transfer; no leg can be added later.
    uniqueIndex('transaction_two_legs').on(table.transferId, sql`(${table.amount} > 0)`).concurrently(),
    // A reference is used once. Only the credit leg is indexed.
    uniqueIndex('transaction_once_per_reference')
      .on(table.reference)
      .where(sql`${table.amount} > 0 and ${table.reference} is not null`)
      .concurrently(),
    uniqueIndex('transaction_reversed_once')
      .on(table.reverses)
      .where(sql`${table.amount} > 0 and ${table.reverses} is not null`)
      .concurrently(),
    uniqueIndex('transaction_once_per_claim').on(table.claim).where(sql`${table.claim} is not null`).concurrently(),
    index('idx_tx_wallet_created_desc')
      .on(table.walletId, table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .concurrently(),
    // Covers the revenue queries: fees and refunds posted by Laurel itself.
    index('idx_tx_fee')
      .on(table.createdAt, table.walletId, table.amount, table.reason)
      .where(
        sql`${table.reason} = 'entry_fee' and ${table.amount} < 0 and ${table.reference} like 'entry_fee:%' or ${table.reason} = 'refund' and ${table.amount} > 0 and ${table.reverses} is not null`,
      )
      .concurrently(),
    check('transaction_amount_not_zero', sql`${table.amount} <> 0`),
  ],
);

/** One row per transfer of which something was said. Shown in histories, never used to decide. */
export const transferDetailTable = pgTable(
  'economy_transfer_detail',
  {
    transferId: idColumn<Id<'transfer'>>('transfer_id').primaryKey(),
    memo: text('memo'),
    /** When that which is paid took place. */
    occurredAt: instant('occurred_at'),
    metadata: jsonb('metadata').$type<Metadata>(),
  },
  (table) => [
    // No foreign key: a transfer is two rows. Trigger detail_follows_transfer demands them in the same transaction.
    check('transfer_detail_not_empty', sql`num_nonnulls(${table.memo}, ${table.occurredAt}, ${table.metadata}) > 0`),
    check('transfer_memo_is_line', sql`char_length(${table.memo}) between 1 and 200 and ${isCleanName(table.memo)}`),
    // jsonb spells large numbers out, so the text may be longer than the 2 KB of a request.
    check(
      'transfer_metadata_flat',
      sql`jsonb_typeof(${table.metadata}) = 'object' and octet_length(${table.metadata}::text) <= 8192 and jsonb_array_length(jsonb_path_query_array(${table.metadata}, '$.keyvalue()')) <= 16 and not jsonb_path_exists(${table.metadata}, '$.* ? (@.type() == "object" || @.type() == "array" || @.type() == "null")')`,
    ),
  ],
);

/**
 * Credits of partners, and their reversals, each with its transfer. What a transfer moves is in its legs. `issuer` and `reference` are of
 * the partner's books.
 */
export const receiptTable = pgTable(
  'economy_receipt',
  {
    transferId: idColumn<Id<'transfer'>>('transfer_id').primaryKey(),
    issuer: text('issuer').notNull(),
    reference: text('reference').notNull(),
    /** The receipt that this transfer has reversed; null: it is the credit. */
    reverses: idColumn<Id<'transfer'>>('reverses'),
    /** Of a credit: SHA-256 of what the partner said. */
    content: text('content'),
    /** Of the transfer. */
    createdAt: preciseInstant('created_at').notNull(),
  },
  (table) => [
    // No foreign key: a transfer is two rows. Trigger receipt_follows_transfer demands it.
    uniqueIndex('receipt_once_per_reference').on(table.issuer, table.reference).where(sql`${table.reverses} is null`),
    index('idx_receipt_day').on(table.issuer, table.createdAt, table.transferId),
    check('receipt_issuer_is_name', sql`${table.issuer} ~ '^[a-z0-9][a-z0-9_-]{0,39}$'`),
    check('receipt_reference_is_name', sql`${table.reference} ~ '^[A-Za-z0-9_.:/-]{1,200}$'`),
    check(
      'receipt_credit_has_content',
      sql`(${table.content} is not null) = (${table.reverses} is null) and ${table.content} ~ '^[0-9a-f]{64}$'`,
    ),
  ],
);

export const holdTable = pgTable(
  'economy_hold',
  {
    id: idColumn<Id<'hold'>>('id').primaryKey(),
    walletId: idColumn<Id<'wallet'>>('wallet_id').notNull(),
    /** The payee. */
    toWalletId: idColumn<Id<'wallet'>>('to_wallet_id').notNull(),
    amount: coins('amount').notNull(),
    captured: coins('captured').notNull().default(sql`0`),
    state: text('state').$type<HoldState>().notNull(),
    reason: text('reason').$type<TransferReason>().notNull(),
    reference: text('reference'),
    transferId: idColumn<Id<'transfer'>>('transfer_id'),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    createdAt: preciseInstant('created_at').notNull(),
    expiresAt: preciseInstant('expires_at').notNull(),
    resolvedAt: preciseInstant('resolved_at'),
  },
  (table) => [
    foreignKey({ name: 'hold_wallet_exists', columns: [table.walletId], foreignColumns: [walletTable.id] }),
    foreignKey({ name: 'hold_payee_exists', columns: [table.toWalletId], foreignColumns: [walletTable.id] }),
    index('idx_hold_active_wallet').on(table.walletId, table.expiresAt).where(sql`${table.state} = 'active'`),
    index('idx_hold_active_due').on(table.expiresAt).where(sql`${table.state} = 'active'`),
    index('idx_hold_wallet').on(table.walletId, table.id).concurrently(),
    index('idx_hold_payee').on(table.toWalletId, table.id),
    uniqueIndex('hold_once_per_reference').on(table.reference).where(sql`${table.reference} is not null`),
    check('hold_amount_positive', sql`${table.amount} > 0`),
    check('hold_wallets_differ', sql`${table.walletId} <> ${table.toWalletId}`),
    check('hold_state_known', sql`${table.state} in ('active','captured','released','expired')`),
    check(
      'hold_captured_within_amount',
      sql`case when ${table.state} = 'captured' then ${table.captured} between 1 and ${table.amount} and ${table.transferId} is not null else ${table.captured} = 0 and ${table.transferId} is null end`,
    ),
    check('hold_resolved_when_closed', sql`(${table.state} = 'active') = (${table.resolvedAt} is null)`),
  ],
);

/** Wallets that are closed now. Triggers (wallets/closing.sql) close only empty ones, and freeze them. The audit trail has the history. */
export const closedWalletTable = pgTable('economy_closed_wallet', {
  walletId: idColumn<Id<'wallet'>>('wallet_id').primaryKey(),
  closedAt: instant('closed_at').notNull(),
});

/** A refund or prize that an escrow owes and could not pay. Only ledger functions write it. */
export const owedPaymentTable = pgTable(
  'economy_owed_payment',
  {
    /** `refund:<registration>` or `prize:<tournament>:<registration>:<rank>`: unique, so it is paid once. */
    reference: text('reference').primaryKey(),
    tournamentId: text('tournament_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    fromWalletId: idColumn<Id<'wallet'>>('from_wallet_id').notNull(),
    toWalletId: idColumn<Id<'wallet'>>('to_wallet_id').notNull(),
    amount: coins('amount').notNull(),
    reason: text('reason').$type<TransferReason>().notNull(),
    reverses: idColumn<Id<'transfer'>>('reverses'),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    /** Why the last attempt failed: `wallet_frozen`, `escrow_short`, or the constraint that refused it. */
    cause: text('cause').notNull(),
    attempts: integer('attempts').notNull().default(1),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
    /** The ranks changed, so that it is not owed any more. */
    cancelledAt: instant('cancelled_at'),
  },
  (table) => [
    check('owed_cancelled_is_settled', sql`${table.cancelledAt} is null or ${table.settledAt} is not null`),
    index('idx_owed_due').on(table.nextAttemptAt).where(sql`${table.settledAt} is null`),
    index('idx_owed_tournament').on(table.tournamentId).where(sql`${table.settledAt} is null`),
  ],
);

/** What became of prizes when ranks changed after the payout: each change has all entrants with a prize before or after it. */
export const prizeChangeTable = pgTable(
  'economy_prize_change',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    /** 1, 2, 3 … of the tournament. */
    revision: integer('revision').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    rankBefore: integer('rank_before').notNull(),
    /** null: disqualified. */
    rank: integer('rank'),
    amountBefore: coins('amount_before').notNull(),
    amount: coins('amount').notNull(),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({
      name: 'prize_change_once',
      columns: [table.tournamentId, table.revision, table.registrationId],
    }),
    check('prize_change_not_negative', sql`${table.amountBefore} >= 0 and ${table.amount} >= 0`),
  ],
);

/** One row per night: the result of the reconciliation. */
export const reconciliationTable = pgTable('economy_reconciliation', {
  /** `yyyy-mm-dd`. */
  day: text('day').primaryKey(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
  driftCount: integer('drift_count'),
  report: jsonb('report').$type<Readonly<Record<string, unknown>>>(),
});
