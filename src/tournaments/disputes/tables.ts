// Table of disputes about the results of matches.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { registrationTable, tournamentTable } from '../tables.ts';
import type { DisputeOutcome, DisputeReason } from './dispute.ts';

export const disputeTable = pgTable(
  'tournament_dispute',
  {
    id: idColumn<Id<'dispute'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    /** The entrant who contests the result. */
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    openerId: idColumn<Id<'player'>>('opener_id').notNull(),
    reason: text('reason').$type<DisputeReason>().notNull(),
    /** null where two reports differ, and after an erasure. */
    text: text('text'),
    openedAt: instant('opened_at').notNull(),
    /** null while it is open. */
    outcome: text('outcome').$type<DisputeOutcome>(),
    closedAt: instant('closed_at'),
    /** null: it ended with the match. */
    closedBy: idColumn<Id<'player'>>('closed_by'),
  },
  (table) => [
    foreignKey({
      name: 'dispute_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    foreignKey({ name: 'dispute_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'dispute_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('dispute_open_once').on(table.matchId).where(sql`${table.outcome} is null`),
    index('idx_dispute_match').on(table.matchId, table.id),
    index('idx_dispute_queue').on(table.tournamentId, table.id),
    index('idx_dispute_opener').on(table.openerId),
    check(
      'dispute_reason_known',
      sql`${table.reason} in ('score_mismatch','no_show','cheating','technical_issue','other')`,
    ),
    check('dispute_text_length', sql`char_length(${table.text}) between 20 and 2000`),
    check('dispute_outcome_known', sql`${table.outcome} in ('decided','corrected','rejected','withdrawn','ended')`),
    check('dispute_closed_with_outcome', sql`(${table.outcome} is null) = (${table.closedAt} is null)`),
    check(
      'dispute_closed_by_somebody',
      sql`(${table.closedBy} is null) = (${table.outcome} is null or ${table.outcome} = 'ended')`,
    ),
  ],
);
