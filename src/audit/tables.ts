// The audit trail: one row for every privileged act. Append-only by trigger (audit.sql).

import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { AuditEvent, AuditRefType } from './event.ts';

export const auditTable = pgTable(
  'moderation_audit',
  {
    id: idColumn<Id<'audit'>>('id').primaryKey(),
    event: text('event').$type<AuditEvent>().notNull(),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    subjectId: text('subject_id'),
    refType: text('ref_type').$type<AuditRefType>().notNull(),
    refId: text('ref_id').notNull(),
    meta: jsonb('meta').$type<Readonly<Record<string, string | number | boolean | null>>>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('idx_moderation_ref_created_desc')
      .on(table.refType, table.refId, table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .concurrently(),
    // Also for the export of personal data.
    index('idx_moderation_actor').on(table.actorId, table.id).concurrently(),
    index('idx_moderation_event').on(table.event, table.id).concurrently(),
  ],
);
