// Sanctions on players. Their terms never change; they are confirmed and revoked once (sanctions.sql).

import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { SanctionReason } from './reasons.ts';
import type { SanctionArea, SanctionKind } from './sanction.ts';

export const sanctionTable = pgTable(
  'sanction_record',
  {
    id: idColumn<Id<'sanction'>>('id').primaryKey(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    kind: text('kind').$type<SanctionKind>().notNull(),
    /** null: all areas. */
    areas: text('areas').array().$type<SanctionArea[]>(),
    /** null: everywhere. */
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    reasonCode: text('reason_code').$type<SanctionReason>().notNull(),
    statement: text('statement').notNull(),
    note: text('note'),
    startsAt: instant('starts_at').notNull(),
    /** null: for ever. */
    endsAt: instant('ends_at'),
    imposedBy: idColumn<Id<'player'>>('imposed_by').notNull(),
    createdAt: instant('created_at').notNull(),
    needsConfirmation: boolean('needs_confirmation').notNull(),
    confirmedBy: idColumn<Id<'player'>>('confirmed_by'),
    confirmedAt: instant('confirmed_at'),
    revokedBy: idColumn<Id<'player'>>('revoked_by'),
    revokedAt: instant('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    index('idx_sanction_player').on(table.playerId, table.id.desc().nullsFirst()),
    check('sanction_kind_known', sql`${table.kind} in ('warn','mute','suspend','ban')`),
    check(
      'sanction_areas_known',
      sql`${table.areas} <@ array['competing','staffing','hosting','chatting'] and cardinality(${table.areas}) > 0`,
    ),
    check('sanction_ends_after_start', sql`${table.endsAt} > ${table.startsAt}`),
    check('sanction_by_another', sql`${table.imposedBy} <> ${table.playerId}`),
    check('sanction_statement_given', sql`char_length(${table.statement}) between 1 and 2000`),
    check('sanction_note_length', sql`char_length(${table.note}) <= 2000`),
    check('sanction_confirmed_whole', sql`(${table.confirmedBy} is null) = (${table.confirmedAt} is null)`),
    check(
      'sanction_second_is_another',
      sql`${table.confirmedBy} is null or ${table.needsConfirmation} and ${table.confirmedBy} not in (${table.imposedBy}, ${table.playerId})`,
    ),
    check(
      'sanction_revoked_whole',
      sql`(${table.revokedBy} is null) = (${table.revokedAt} is null) and (${table.revokedBy} is null) = (${table.revokeReason} is null)`,
    ),
    check('sanction_not_lifted_by_player', sql`${table.revokedBy} <> ${table.playerId}`),
  ],
);
