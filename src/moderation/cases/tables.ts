// Reports, the cases that they are folded into, reporters who are muted, and the rights on queues.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { sanctionTable } from '../../sanctions/tables.ts';
import type { ReportEvidence } from '../reports/report.ts';
import type { ReportCategory, SubjectType } from '../reports/subject.ts';
import type { CaseState } from './case.ts';

const list = (...texts: readonly string[]) => sql.raw(texts.map((text) => `'${text}'`).join(','));
const categories = list(
  ...['cheating', 'match_fixing', 'multiple_accounts', 'impersonation', 'fraud', 'harassment', 'hate_speech'],
  ...['offensive_name', 'other'],
);
const subjects = list('player', 'team', 'match', 'registration', 'evidence', 'certificate', 'transfer');

export const caseTable = pgTable(
  'moderation_case',
  {
    id: idColumn<Id<'case'>>('id').primaryKey(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id').notNull(),
    category: text('category').$type<ReportCategory>().notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    /** Whom it concerns. */
    playerIds: text('player_ids').array().$type<Id<'player'>[]>().notNull(),
    /** The subject when the first report came. */
    snapshot: jsonb('snapshot').$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text('state').$type<CaseState>().notNull(),
    priority: integer('priority').notNull(),
    reportCount: integer('report_count').notNull(),
    version: integer('version').notNull(),
    assigneeId: idColumn<Id<'player'>>('assignee_id'),
    leaseEndsAt: instant('lease_ends_at'),
    statement: text('statement'),
    sanctionId: idColumn<Id<'sanction'>>('sanction_id'),
    decidedBy: idColumn<Id<'player'>>('decided_by'),
    decidedAt: instant('decided_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    // Reports of the same subject and category fold into one case.
    uniqueIndex('case_open_once')
      .on(table.subjectType, table.subjectId, table.category)
      .where(sql`${table.state} in ('open','triaged')`),
    index('idx_case_queue')
      .on(table.category, table.priority.desc().nullsFirst(), table.id)
      .where(sql`${table.state} in ('open','triaged')`),
    index('idx_case_players').using('gin', table.playerIds),
    index('idx_case_sanction').on(table.sanctionId).where(sql`${table.sanctionId} is not null`),
    foreignKey({ name: 'case_sanction_exists', columns: [table.sanctionId], foreignColumns: [sanctionTable.id] }),
    check('case_subject_known', sql`${table.subjectType} in (${subjects})`),
    check('case_category_known', sql`${table.category} in (${categories})`),
    check('case_state_known', sql`${table.state} in ('open','triaged','resolved','rejected')`),
    check('case_priority_in_range', sql`${table.priority} between 0 and 5`),
    check('case_lease_whole', sql`(${table.assigneeId} is null) = (${table.leaseEndsAt} is null)`),
    check(
      'case_decided_whole',
      sql`(${table.state} in ('resolved','rejected')) = (${table.decidedBy} is not null) and (${table.decidedBy} is null) = (${table.decidedAt} is null) and (${table.decidedBy} is null) = (${table.statement} is null)`,
    ),
    check('case_statement_length', sql`char_length(${table.statement}) between 1 and 2000`),
    check('case_decided_by_another', sql`not ${table.decidedBy} = any (${table.playerIds})`),
  ],
);

export const reportTable = pgTable(
  'moderation_report',
  {
    id: idColumn<Id<'report'>>('id').primaryKey(),
    caseId: idColumn<Id<'case'>>('case_id').notNull(),
    reporterId: idColumn<Id<'player'>>('reporter_id').notNull(),
    /** Where it happened; null: outside of tournaments, or not said. */
    tournamentId: idColumn<Id<'tournament'>>('tournament_id'),
    text: text('text').notNull(),
    evidence: jsonb('evidence').$type<readonly ReportEvidence[]>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'report_case_exists', columns: [table.caseId], foreignColumns: [caseTable.id] }),
    uniqueIndex('report_once_per_case').on(table.caseId, table.reporterId),
    index('idx_report_reporter').on(table.reporterId, table.id.desc().nullsFirst()),
    check('report_text_given', sql`char_length(${table.text}) between 1 and 2000`),
    check('report_evidence_list', sql`jsonb_array_length(${table.evidence}) <= 10`),
  ],
);

/** One row for everybody who has reported. Its lock makes the limit and the mute exact. */
export const reporterTable = pgTable(
  'moderation_reporter',
  {
    playerId: idColumn<Id<'player'>>('player_id').primaryKey(),
    mutedAt: instant('muted_at'),
    /** null: without an end. */
    muteEndsAt: instant('mute_ends_at'),
    muteReason: text('mute_reason'),
    mutedBy: idColumn<Id<'player'>>('muted_by'),
  },
  (table) => [
    check(
      'reporter_mute_whole',
      sql`(${table.mutedAt} is null) = (${table.muteReason} is null) and (${table.mutedAt} is null) = (${table.mutedBy} is null) and (${table.muteEndsAt} is null or ${table.muteEndsAt} > ${table.mutedAt})`,
    ),
    check('reporter_mute_reason_length', sql`char_length(${table.muteReason}) between 1 and 500`),
    check('reporter_muted_by_another', sql`${table.mutedBy} <> ${table.playerId}`),
  ],
);

/** Which moderator sees which queue. Administrators see all. */
export const queueRightTable = pgTable(
  'moderation_queue_right',
  {
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    category: text('category').$type<ReportCategory>().notNull(),
    grantedBy: idColumn<Id<'player'>>('granted_by').notNull(),
    grantedAt: instant('granted_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'queue_granted_once', columns: [table.playerId, table.category] }),
    check('queue_category_known', sql`${table.category} in (${categories})`),
  ],
);
