// Queries on a tournament's escrow and its prize payments.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';

export interface LockedWallet {
  readonly id: Id<'wallet'>;
  readonly kind: 'escrow' | 'player';
  readonly ownerId: string;
  readonly available: Coins;
  readonly isFrozen: boolean;
}

/** Locks the escrow and the winners' wallets in id order until the transaction ends. Missing player wallets are opened. */
export async function lockPrizeWallets(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  winners: readonly { readonly playerId: Id<'player'>; readonly newWalletId: Id<'wallet'> }[],
  now: Instant,
): Promise<LockedWallet[]> {
  const [ids, owners] = [
    winners.map(({ newWalletId }) => newWalletId).join(','),
    winners.map(({ playerId }) => playerId).join(','),
  ];
  await sql`
    INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at)
    SELECT w.id, 'player'::wallet_kind, w.owner, e.currency, ${now}::timestamptz
    FROM unnest(string_to_array(${ids}, ','), string_to_array(${owners}, ',')) AS w (id, owner),
      (SELECT currency FROM economy_wallet WHERE kind = 'escrow' AND owner_id = ${tournamentId}) e
    ORDER BY owner ON CONFLICT (kind, owner_id, currency) DO NOTHING`;
  return sql<LockedWallet[]>`
    SELECT id, kind, owner_id AS "ownerId", balance - held AS available, is_frozen AS "isFrozen" FROM economy_wallet
    WHERE kind = 'escrow' AND owner_id = ${tournamentId}
      OR kind = 'player' AND owner_id = ANY (string_to_array(${owners}, ','))
        AND currency = (SELECT currency FROM economy_wallet WHERE kind = 'escrow' AND owner_id = ${tournamentId})
    ORDER BY id FOR NO KEY UPDATE`;
}

export interface PrizeMovement {
  readonly registrationId: Id<'registration'>;
  readonly rank: number;
  readonly payeeId: Id<'wallet'>;
  readonly amount: Coins;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** One call. @returns the cause of each failure by registration; null if paid. */
export async function postPrizes(
  sql: Sql,
  { actorId, now }: { readonly actorId: Id<'player'>; readonly now: Instant },
  tournamentId: Id<'tournament'>,
  prizes: readonly PrizeMovement[],
): Promise<Map<Id<'registration'>, string | null>> {
  const list = (of: (prize: PrizeMovement) => unknown) => prizes.map(of).join(',');
  const rows = await sql<{ registration: Id<'registration'>; cause: string | null }[]>`
    SELECT registration, cause FROM ledger_pay_prizes(${actorId}, ${now}::timestamptz, ${tournamentId},
      string_to_array(${list((p) => p.registrationId)}, ','), string_to_array(${list((p) => p.rank)}, ',')::integer[],
      string_to_array(${list((p) => p.payeeId)}, ','), string_to_array(${list((p) => p.amount)}, ',')::bigint[],
      string_to_array(${list((p) => p.transferId)}, ','), string_to_array(${list((p) => p.legIds[0])}, ','),
      string_to_array(${list((p) => p.legIds[1])}, ','))`;
  return new Map(rows.map(({ registration, cause }) => [registration, cause]));
}

export interface Escrow {
  readonly walletId: Id<'wallet'>;
  readonly balance: Coins;
}

/** null for a tournament without fees and prizes. */
export async function findEscrow(sql: Sql, tournamentId: Id<'tournament'>): Promise<Escrow | null> {
  const rows = await sql<Escrow[]>`
    SELECT id AS "walletId", balance FROM economy_wallet
    WHERE kind = 'escrow' AND owner_id = ${tournamentId}`;
  return rows[0] ?? null;
}

export interface Payment {
  readonly reference: string;
  readonly amount: Coins;
  readonly paidAt: Instant;
}

/** Only payments from this escrow. The same reference on a transfer from another wallet is no prize. */
export async function findPayments(
  sql: Sql,
  escrowId: Id<'wallet'>,
  references: readonly string[],
): Promise<Payment[]> {
  const rows = await sql<(Omit<Payment, 'paidAt'> & { readonly createdAt: string })[]>`
    SELECT reference, amount, created_at AS "createdAt" FROM economy_transaction credit
    WHERE reference = ANY (string_to_array(${references.join(',')}, ',')) AND reference IS NOT NULL AND amount > 0 AND reason = 'prize'
      AND EXISTS (SELECT FROM economy_transaction debit WHERE debit.transfer_id = credit.transfer_id AND debit.amount < 0 AND debit.wallet_id = ${escrowId})`;
  return rows.map(({ createdAt, ...payment }) => ({ ...payment, paidAt: toInstant(createdAt) }));
}
