// Sanctions on players. Their terms never change; they are confirmed and revoked once (sanctions.sql).

import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
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
    /** When a hosting probation has ended with a clean tournament. */
    fulfilledAt: instant('fulfilled_at'),
    /** The sanction that it continues: one that an appeal has reduced, or one of a player whose data was erased. */
    earlierId: idColumn<Id<'sanction'>>('earlier_id'),
  },
  (table) => [
    foreignKey({ name: 'sanction_earlier_exists', columns: [table.earlierId], foreignColumns: [table.id] }),
    check('sanction_continues_another', sql`${table.earlierId} <> ${table.id}`),
    index('idx_sanction_player').on(table.playerId, table.id.desc().nullsFirst()),
    // The few organizers whose drafts wait for a review.
    index('idx_sanction_probation')
      .on(table.playerId)
      .where(sql`${table.kind} = 'hosting_probation' and ${table.revokedAt} is null and ${table.fulfilledAt} is null`)
      .concurrently(),
    check(
      'sanction_kind_known',
      sql`${table.kind} in ('warn','mute','suspend','ban','wallet_freeze','certificate_suspension','hosting_probation')`,
    ),
    check(
      'sanction_kind_scope',
      sql`${table.kind} in ('warn','mute','suspend','ban') or ${table.areas} is null and (${table.tournamentId} is null or ${table.kind} = 'certificate_suspension')`,
    ),
    check('sanction_fulfilled_probation', sql`${table.fulfilledAt} is null or ${table.kind} = 'hosting_probation'`),
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

/** What a moderator has reviewed before an organizer on probation may publish it: one tournament, with its settings as they were. */
export const hostingReviewTable = pgTable(
  'sanction_hosting_review',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').primaryKey(),
    organizerId: idColumn<Id<'player'>>('organizer_id').notNull(),
    /** Of the settings. Others need another review. */
    settingsHash: text('settings_hash').notNull(),
    outcome: text('outcome').$type<'approved' | 'refused'>().notNull().default('approved'),
    /** Why it was refused; the organizer reads it. */
    reason: text('reason'),
    reviewedBy: idColumn<Id<'player'>>('reviewed_by').notNull(),
    reviewedAt: instant('reviewed_at').notNull(),
  },
  (table) => [
    check('hosting_review_by_another', sql`${table.reviewedBy} <> ${table.organizerId}`),
    check('hosting_review_outcome_known', sql`${table.outcome} in ('approved','refused')`),
    check('hosting_review_refused_with_reason', sql`(${table.outcome} = 'refused') = (${table.reason} is not null)`),
    check('hosting_review_reason_length', sql`char_length(${table.reason}) between 1 and 2000`),
  ],
);

/** One for each sanction whose reason has points. */
export const strikeTable = pgTable(
  'sanction_strike',
  {
    sanctionId: idColumn<Id<'sanction'>>('sanction_id').primaryKey(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    points: integer('points').notNull(),
    createdAt: instant('created_at').notNull(),
    decaysAt: instant('decays_at').notNull(),
    dismissedBy: idColumn<Id<'player'>>('dismissed_by'),
    dismissedAt: instant('dismissed_at'),
    dismissReason: text('dismiss_reason'),
  },
  (table) => [
    foreignKey({ name: 'strike_sanction_exists', columns: [table.sanctionId], foreignColumns: [sanctionTable.id] }),
    index('idx_strike_player').on(table.playerId, table.sanctionId.desc().nullsFirst()),
    check('strike_points_positive', sql`${table.points} > 0`),
    check('strike_decays_after_start', sql`${table.decaysAt} > ${table.createdAt}`),
    check(
      'strike_dismissed_whole',
      sql`(${table.dismissedBy} is null) = (${table.dismissedAt} is null) and (${table.dismissedBy} is null) = (${table.dismissReason} is null)`,
    ),
    check('strike_not_dismissed_by_player', sql`${table.dismissedBy} <> ${table.playerId}`),
  ],
);

/** Keyed hashes of erased subjects whose sanctions are not over. */
export const erasedSubjectTable = pgTable(
  'sanction_erased_subject',
  {
    hash: text('hash').primaryKey(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    erasedAt: instant('erased_at').notNull(),
  },
  (table) => [index('idx_erased_subject_player').on(table.playerId)],
);
