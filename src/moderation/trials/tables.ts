// Trials of rules over acts that were done, and what the rule would have refused of them.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import type { RecordedAct } from '../../sanctions/rules/rule.ts';
import { ruleTable } from '../../sanctions/rules/tables.ts';
import type { Positions } from './trial.ts';

export const trialTable = pgTable(
  'moderation_trial',
  {
    id: idColumn<Id<'trial'>>('id').primaryKey(),
    ruleId: idColumn<Id<'rule'>>('rule_id').notNull(),
    fromAt: instant('from_at').notNull(),
    /** null: the rule is in shadow, and the trial goes on. */
    toAt: instant('to_at'),
    /** For each source of acts the last id that was read. */
    positions: jsonb('positions').$type<Positions>().notNull(),
    /** Acts of the kinds that the rule names. */
    judgedActs: integer('judged_acts').notNull().default(0),
    refusedActs: integer('refused_acts').notNull().default(0),
    startedBy: idColumn<Id<'player'>>('started_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When the last act was judged; null: not yet. */
    finishedAt: instant('finished_at'),
  },
  (table) => [
    foreignKey({ name: 'trial_rule_exists', columns: [table.ruleId], foreignColumns: [ruleTable.id] }),
    index('idx_trial_rule').on(table.ruleId, table.id.desc().nullsFirst()),
    // A rule in shadow has one.
    uniqueIndex('trial_in_shadow_once').on(table.ruleId).where(sql`${table.toAt} is null`),
    index('idx_trial_unfinished').on(table.id).where(sql`${table.finishedAt} is null`),
    check('trial_ends_after_start', sql`${table.toAt} >= ${table.fromAt}`),
    check('trial_finished_after_end', sql`${table.finishedAt} is null or ${table.toAt} is not null`),
    check('trial_counts_fit', sql`${table.refusedActs} between 0 and ${table.judgedActs}`),
  ],
);

export const trialRefusalTable = pgTable(
  'moderation_trial_refusal',
  {
    trialId: idColumn<Id<'trial'>>('trial_id').notNull(),
    /** Of what was done: the registration, the result, the transaction. */
    refId: text('ref_id').notNull(),
    act: text('act').$type<RecordedAct>().notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    actedAt: instant('acted_at').notNull(),
    sanctionId: idColumn<Id<'sanction'>>('sanction_id').notNull(),
    /** Until when the rule would have refused; null: for ever. */
    endsAt: instant('ends_at'),
  },
  (table) => [
    primaryKey({ name: 'refused_once_per_trial', columns: [table.trialId, table.refId] }),
    foreignKey({ name: 'refusal_trial_exists', columns: [table.trialId], foreignColumns: [trialTable.id] }),
    index('idx_trial_refusal_player').on(table.playerId),
    index('idx_trial_refusal_acted').on(table.actedAt),
  ],
);
