// One row for each object, written before its first PUT and never deleted (enforced by a trigger in objects.sql), and one
// row for each run over objects.

import { sql } from 'drizzle-orm';
import { boolean, check, customType, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { CopyStatus } from './runs/object-item.ts';
import type { Finding, Run, RunKind, Tally } from './runs/run.ts';

/** Sorted by bytes, as S3 and R2 list keys. */
const objectKey = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const objectTable = pgTable(
  'object_item',
  {
    key: objectKey('key').primaryKey(),
    sha256: text('sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    contentType: text('content_type').notNull(),
    r2Status: text('r2_status').$type<CopyStatus>().notNull(),
    s3Status: text('s3_status').$type<CopyStatus>().notNull(),
    /** Null unless the status is `wanted` or `unwanted` (enforced by a trigger). */
    r2Problem: text('r2_problem'),
    s3Problem: text('s3_problem'),
    /** Since when a copy has had the status `wanted` or `unwanted` without interruption; set by the same trigger. */
    owedSince: instant('owed_since'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    createdAt: instant('created_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    deletedAt: instant('deleted_at'),
    /** A legal hold: it forbids deletion. */
    isHeld: boolean('is_held').notNull().default(false),
  },
  (table) => [
    check('object_held_is_kept', sql`not (${table.isHeld} and ${table.deletedAt} is not null)`),
    check(
      'object_copies_fit_life',
      sql`case when ${table.deletedAt} is null
        then ${table.r2Status} in ('none','wanted','stored') and ${table.s3Status} in ('none','wanted','stored')
        else ${table.r2Status} in ('none','unwanted','removed') and ${table.s3Status} in ('none','unwanted','removed') end`,
    ),
    index('idx_object_backlog')
      .on(table.nextAttemptAt)
      .where(sql`${table.r2Status} in ('wanted','unwanted') or ${table.s3Status} in ('wanted','unwanted')`),
  ],
);

export const runTable = pgTable(
  'object_run',
  {
    id: idColumn<Id<'run'>>('id').primaryKey(),
    kind: text('kind').$type<RunKind>().notNull(),
    /** Two unfinished runs of the same kind and scope would do the same work twice. */
    scope: text('scope').notNull(),
    options: jsonb('options').$type<Run['options']>().notNull(),
    cursor: objectKey('cursor').notNull(),
    tally: jsonb('tally').$type<Tally>().notNull(),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    startedAt: instant('started_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Set: the run does not continue until it is resumed. */
    pausedAt: instant('paused_at'),
    /** Set: an operator ended the run early. */
    cancelledAt: instant('cancelled_at'),
  },
  (table) => [
    check('object_run_kind_known', sql`${table.kind} in ('backfill','consistency','integrity')`),
    check('object_run_paused_is_unfinished', sql`${table.pausedAt} is null or ${table.finishedAt} is null`),
    check('object_run_cancelled_is_finished', sql`${table.cancelledAt} is null or ${table.finishedAt} is not null`),
    uniqueIndex('object_run_once_at_a_time').on(table.kind, table.scope).where(sql`${table.finishedAt} is null`),
    index('idx_object_run_started_desc').on(table.kind, table.startedAt.desc().nullsFirst()),
  ],
);
