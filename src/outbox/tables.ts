// The transactional outbox: every event of a tournament, numbered without gaps in the transaction of the event; and the epochs of the
// numbering. A restored database begins a new one, so that a number given twice is never taken for the same event.

import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { EventType } from './event.ts';

export const outboxTable = pgTable(
  'event_outbox',
  {
    id: idColumn<Id<'event'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    seq: integer('seq').notNull(),
    /** The epoch in which it was written, and a hash of the tournament. */
    epoch: text('epoch').notNull(),
    type: text('type').$type<EventType>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull(),
    relayedAt: instant('relayed_at'),
  },
  (table) => [
    uniqueIndex('event_once_per_seq').on(table.tournamentId, table.seq),
    index('idx_event_not_relayed').on(table.tournamentId, table.seq).where(sql`${table.relayedAt} is null`),
  ],
);

/** The last row is the current epoch. */
export const epochTable = pgTable(
  'event_epoch',
  {
    number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
    epoch: text('epoch').notNull(),
    /** The server and timeline on which it began; an epoch that an operator began has that of the one before. */
    server: text('server').notNull(),
    startedAt: instant('started_at').notNull(),
  },
  (table) => [uniqueIndex('epoch_once').on(table.epoch), check('epoch_form', sql`${table.epoch} ~ '^[0-9a-f]{10}$'`)],
);
