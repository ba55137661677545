// Statements on prizes whose ranks changed after the payout. The function in prize-changes.sql moves the coins.

import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';

export interface StoredChange {
  readonly registrationId: Id<'registration'>;
  /** null: disqualified. */
  readonly rank: number | null;
  readonly amount: Coins;
  readonly changedAt: Instant;
}

/** The newest change of the tournament; empty: prizes are as they were paid. */
export async function findPrizeChange(sql: Sql, tournamentId: Id<'tournament'>): Promise<StoredChange[]> {
  const rows = await sql<(Omit<StoredChange, 'changedAt'> & { readonly createdAt: string })[]>`
    SELECT registration_id AS "registrationId", rank, amount, created_at AS "createdAt" FROM economy_prize_change
    WHERE tournament_id = ${tournamentId} AND revision = (SELECT max(revision) FROM economy_prize_change WHERE tournament_id = ${tournamentId})
    ORDER BY rank NULLS LAST, registration_id`;
  return rows.map(({ createdAt, ...row }) => ({ ...row, changedAt: toInstant(createdAt) }));
}

export interface PrizeMove {
  readonly registration: Id<'registration'>;
  /** null: nobody to pay to yet; then no coins move. */
  readonly wallet: Id<'wallet'> | null;
  readonly rank_before: number;
  readonly rank: number | null;
  readonly before: string;
  readonly after: string;
  readonly transfer: Id<'transfer'>;
  readonly leg_from: Id<'transaction'>;
  readonly leg_to: Id<'transaction'>;
  readonly rest_transfer: Id<'transfer'>;
  readonly rest_from: Id<'transaction'>;
  readonly rest_to: Id<'transaction'>;
}

export interface MovedPrize {
  readonly registration: Id<'registration'>;
  /** What the entrant got now; below zero: what was taken back. */
  readonly moved: Coins;
  /** What is owed to the entrant; below zero: what the entrant owes. */
  readonly owed: Coins;
  readonly cause: string | null;
}

/** One call. The caller holds the locks on the tournament and on the wallets. */
export async function postPrizeChanges(
  sql: Sql,
  { actorId, now }: { readonly actorId: Id<'player'>; readonly now: Instant },
  tournamentId: Id<'tournament'>,
  moves: readonly PrizeMove[],
): Promise<MovedPrize[]> {
  return sql<MovedPrize[]>`
    SELECT registration, moved, owed, cause FROM ledger_change_prizes(${actorId}, ${now}::timestamptz, ${tournamentId},
      ${JSON.stringify(moves)}::text::jsonb)`;
}
