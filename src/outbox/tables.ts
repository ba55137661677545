// The transactional outbox: every event of a tournament, numbered without gaps in the transaction of the event.

import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { idColumn, instant } from '../db/columns.ts';
import type { EventType } from './event.ts';

export const outboxTable = pgTable(
  'event_outbox',
  {
    id: idColumn<Id<'event'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    seq: integer('seq').notNull(),
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
