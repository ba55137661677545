// Rules that moderators add to the gates. Their terms never change; only their state does (rules.sql).

import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import type { SanctionReason } from '../reasons.ts';
import type { RecordedAct, RuleKind, RuleState } from './rule.ts';

export const ruleTable = pgTable(
  'sanction_rule',
  {
    id: idColumn<Id<'rule'>>('id').primaryKey(),
    title: text('title').notNull(),
    /** The acts that it refuses. */
    acts: text('acts').array().$type<RecordedAct[]>().notNull(),
    /** Refuses players with a sanction of one of these kinds; null: it counts strikes. */
    kinds: text('kinds').array().$type<RuleKind[]>(),
    /** Refuses players with so many points of strikes; null: it looks at kinds. */
    pointsMin: integer('points_min'),
    /** Counts only sanctions for these reasons; null: for any reason. */
    reasonCodes: text('reason_codes').array().$type<SanctionReason[]>(),
    /** null: everywhere. */
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    state: text('state').$type<RuleState>().notNull(),
    version: integer('version').notNull(),
    declaredBy: idColumn<Id<'player'>>('declared_by').notNull(),
    createdAt: instant('created_at').notNull(),
    switchedBy: idColumn<Id<'player'>>('switched_by').notNull(),
    switchedAt: instant('switched_at').notNull(),
  },
  (table) => [
    // Gates ask whether any is enforced.
    index('idx_rule_enforced').on(table.id).where(sql`${table.state} = 'enforced'`),
    check('rule_title_length', sql`char_length(${table.title}) between 1 and 200`),
    check(
      'rule_acts_known',
      sql`${table.acts} <@ array['register','check_in','report','transfer','staff','host'] and cardinality(${table.acts}) > 0`,
    ),
    check('rule_one_condition', sql`num_nonnulls(${table.kinds}, ${table.pointsMin}) = 1`),
    check(
      'rule_kinds_known',
      sql`${table.kinds} <@ array['warn','mute','suspend'] and cardinality(${table.kinds}) > 0`,
    ),
    check('rule_points_in_range', sql`${table.pointsMin} between 1 and 100`),
    check('rule_reasons_given', sql`cardinality(${table.reasonCodes}) > 0`),
    check('rule_state_known', sql`${table.state} in ('off','shadow','enforced')`),
  ],
);
