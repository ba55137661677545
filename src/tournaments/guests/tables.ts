// Table of guests: entrants whom staff entered without an account, with the code by which a player takes the entry over.

import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { coins, idColumn, instant } from '../../db/columns.ts';
import { registrationTable } from '../tables.ts';

/** The row stays when the entry is claimed: a guest never owes an entry fee. */
export const guestTable = pgTable(
  'tournament_guest',
  {
    registrationId: idColumn<Id<'registration'>>('registration_id').primaryKey(),
    /** SHA-256 of the claim code; null: the personal data was erased, and nobody can claim the entry. */
    codeHash: text('code_hash'),
    claimedBy: idColumn<Id<'player'>>('claimed_by'),
    claimedAt: instant('claimed_at'),
    /** A prize that waits for the claim. */
    prizeRank: integer('prize_rank'),
    prizeAmount: coins('prize_amount'),
  },
  (table) => [
    foreignKey({
      name: 'guest_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('guest_code_once').on(table.codeHash),
    check('guest_code_is_hash', sql`${table.codeHash} ~ '^[0-9a-f]{64}$'`),
    check('guest_claim_complete', sql`(${table.claimedBy} is null) = (${table.claimedAt} is null)`),
    check(
      'guest_prize_complete',
      sql`(${table.prizeRank} is null) = (${table.prizeAmount} is null) and coalesce(${table.prizeRank} > 0 and ${table.prizeAmount} > 0, true)`,
    ),
  ],
);
