// Entrants whom a sanction has removed from a running tournament, with the rows of play before and after (removals.sql).

import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import type { RegistrationState } from '../registration/registration.ts';
import { registrationTable } from '../tables.ts';
import type { Remainder } from './removal.ts';

export const removalTable = pgTable(
  'tournament_removal',
  {
    sanctionId: idColumn<Id<'sanction'>>('sanction_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    stateBefore: text('state_before').$type<RegistrationState>().notNull(),
    /** Of the tournament. Matches that were created since cannot be taken back. */
    matchCount: integer('match_count').notNull(),
    /** Of all matches that the removal changed, by kind, match and key. */
    rowsBefore: jsonb('rows_before').notNull(),
    rowsAfter: jsonb('rows_after').notNull(),
    removedBy: idColumn<Id<'player'>>('removed_by').notNull(),
    removedAt: instant('removed_at').notNull(),
    /** When the sanction was revoked. */
    reversedAt: instant('reversed_at'),
    reversedBy: idColumn<Id<'player'>>('reversed_by'),
    /** Why nothing could be taken back; null: all was. */
    remainder: text('remainder').$type<Remainder>(),
    matchesGoneOn: text('matches_gone_on').array(),
  },
  (table) => [
    primaryKey({ name: 'removal_once_per_sanction', columns: [table.sanctionId, table.registrationId] }),
    foreignKey({
      name: 'removal_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    check(
      'removal_reversed_whole',
      sql`(${table.reversedAt} is null) = (${table.reversedBy} is null) and (${table.remainder} is null or ${table.reversedAt} is not null)`,
    ),
    check(
      'removal_remainder_known',
      sql`${table.remainder} in ('tournament_over','entrant_changed','stage_completed','matches_went_on','round_paired','no_place')`,
    ),
  ],
);
