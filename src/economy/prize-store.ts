// Queries on the coins of a tournament: its escrow, and what its winners were paid.

import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Coins } from '../core/money.ts';
import type { Sql } from '../db/client.ts';

export interface Purse {
  readonly id: Id<'wallet'>;
  readonly kind: 'escrow' | 'player';
  readonly ownerId: string;
  readonly available: Coins;
  readonly isFrozen: boolean;
}

/** The escrow and the winners' wallets, opened where there is none yet, locked in id order until the transaction ends. */
export async function lockPurses(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  winners: readonly { readonly playerId: Id<'player'>; readonly freshId: Id<'wallet'> }[],
  now: Instant,
): Promise<Purse[]> {
  const [ids, owners] = [
    winners.map(({ freshId }) => freshId).join(','),
    winners.map(({ playerId }) => playerId).join(','),
  ];
  await sql`
    INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at)
    SELECT id, 'player'::wallet_kind, owner, 'COIN', ${now}::timestamptz FROM unnest(string_to_array(${ids}, ','), string_to_array(${owners}, ',')) AS w (id, owner)
    ORDER BY owner ON CONFLICT (kind, owner_id, currency) DO NOTHING`;
  return sql<Purse[]>`
    SELECT id, kind, owner_id AS "ownerId", balance - held AS available, is_frozen AS "isFrozen" FROM economy_wallet
    WHERE currency = 'COIN' AND (kind = 'escrow' AND owner_id = ${tournamentId}
      OR kind = 'player' AND owner_id = ANY (string_to_array(${owners}, ',')))
    ORDER BY id FOR NO KEY UPDATE`;
}

export interface Escrow {
  readonly walletId: Id<'wallet'>;
  readonly balance: Coins;
}

/** null for a tournament without coins. */
export async function findEscrow(sql: Sql, tournamentId: Id<'tournament'>): Promise<Escrow | null> {
  const rows = await sql<Escrow[]>`
    SELECT id AS "walletId", balance FROM economy_wallet
    WHERE kind = 'escrow' AND owner_id = ${tournamentId} AND currency = 'COIN'`;
  return rows[0] ?? null;
}

export interface Payment {
  readonly reference: string;
  readonly amount: Coins;
  readonly paidAt: Instant;
}

export async function findPayments(sql: Sql, references: readonly string[]): Promise<Payment[]> {
  const rows = await sql<(Omit<Payment, 'paidAt'> & { readonly createdAt: string })[]>`
    SELECT reference, amount, created_at AS "createdAt" FROM economy_transaction
    WHERE reference = ANY (string_to_array(${references.join(',')}, ',')) AND reference IS NOT NULL AND amount > 0`;
  return rows.map(({ createdAt, ...payment }) => ({ ...payment, paidAt: toInstant(createdAt) }));
}
