// Table of evidence. A row is written before its file is stored; it is not shown until then.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import type { EvidenceType } from './evidence.ts';

export const evidenceTable = pgTable(
  'tournament_evidence',
  {
    id: idColumn<Id<'evidence'>>('id').primaryKey(),
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    url: text('url'),
    objectKey: text('object_key'),
    sha256: text('sha256'),
    sizeBytes: integer('size_bytes'),
    contentType: text('content_type').$type<EvidenceType>(),
    createdAt: instant('created_at').notNull(),
    /** When a store had the file; of a link when it was given. */
    storedAt: instant('stored_at'),
  },
  (table) => [
    foreignKey({ name: 'evidence_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    uniqueIndex('evidence_file_once').on(table.matchId, table.playerId, table.sha256),
    uniqueIndex('evidence_url_once').on(table.matchId, table.playerId, table.url),
    index('idx_evidence_player').on(table.playerId),
    check('evidence_file_or_url', sql`num_nonnulls(${table.url}, ${table.objectKey}) = 1`),
    check(
      'evidence_file_whole',
      sql`num_nulls(${table.objectKey}, ${table.sha256}, ${table.sizeBytes}, ${table.contentType}) in (0, 4)`,
    ),
    check('evidence_url_is_https', sql`${table.url} like 'https://%' and char_length(${table.url}) <= 2000`),
    check('evidence_size_in_range', sql`${table.sizeBytes} between 1 and 5000000`),
    check('evidence_type_known', sql`${table.contentType} in ('image/jpeg','image/png','application/pdf','video/mp4')`),
  ],
);
