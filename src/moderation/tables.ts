// Appeals against sanctions, once per sanction.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import { sanctionTable } from '../sanctions/tables.ts';
import type { AppealOutcome } from './appeals/appeal.ts';

export const appealTable = pgTable(
  'moderation_appeal',
  {
    id: idColumn<Id<'appeal'>>('id').primaryKey(),
    sanctionId: idColumn<Id<'sanction'>>('sanction_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull(),
    outcome: text('outcome').$type<AppealOutcome>(),
    statement: text('statement'),
    /** The end of a reduced sanction. */
    endsAt: instant('ends_at'),
    decidedBy: idColumn<Id<'player'>>('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (table) => [
    foreignKey({ name: 'appeal_sanction_exists', columns: [table.sanctionId], foreignColumns: [sanctionTable.id] }),
    uniqueIndex('appeal_once_per_sanction').on(table.sanctionId),
    index('idx_appeal_open').on(table.id).where(sql`${table.outcome} is null`),
    check('appeal_text_given', sql`char_length(${table.text}) between 20 and 2000`),
    check('appeal_outcome_known', sql`${table.outcome} in ('upheld','reduced','lifted')`),
    check(
      'appeal_decided_whole',
      sql`(${table.outcome} is null) = (${table.decidedBy} is null) and (${table.outcome} is null) = (${table.decidedAt} is null) and (${table.outcome} is null) = (${table.statement} is null)`,
    ),
    check('appeal_end_of_reduced', sql`coalesce(${table.outcome} = 'reduced', false) = (${table.endsAt} is not null)`),
    check('appeal_by_another', sql`${table.decidedBy} <> ${table.playerId}`),
  ],
);
