// Table of calls for a referee.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import { matchTable } from '../matches/tables.ts';
import { registrationTable, tournamentTable } from '../tables.ts';
import type { CallReason } from './referee-call.ts';

export const refereeCallTable = pgTable(
  'tournament_referee_call',
  {
    id: idColumn<Id<'refereeCall'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    /** The entrant for which the caller plays. */
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    callerId: idColumn<Id<'player'>>('caller_id').notNull(),
    reason: text('reason').$type<CallReason>().notNull(),
    calledAt: instant('called_at').notNull(),
    /** null while it is open. */
    resolvedAt: instant('resolved_at'),
    resolvedBy: idColumn<Id<'player'>>('resolved_by'),
  },
  (table) => [
    foreignKey({
      name: 'referee_call_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    foreignKey({ name: 'referee_call_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'referee_call_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('referee_call_open_once').on(table.matchId).where(sql`${table.resolvedAt} is null`),
    index('idx_referee_call_queue').on(table.tournamentId, table.id),
    index('idx_referee_call_caller').on(table.callerId),
    check(
      'referee_call_reason_known',
      sql`${table.reason} in ('rules','technical_issue','opponent_absent','conduct','result','other')`,
    ),
    check('referee_call_resolved_by_somebody', sql`(${table.resolvedAt} is null) = (${table.resolvedBy} is null)`),
  ],
);
