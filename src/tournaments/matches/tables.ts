// Tables of matches: slots with their entrants, games, and the results that were reported. Rules are constraints and triggers.

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Id } from '../../core/id.ts';
import { idColumn, instant } from '../../db/columns.ts';
import type { Game, MatchOutcome, SlotSource } from '../stages/match.ts';
import { stageTable } from '../stages/tables.ts';
import { registrationTable } from '../tables.ts';
import type { MatchState, StoredResultKind } from './result.ts';

export const matchTable = pgTable(
  'tournament_match',
  {
    id: idColumn<Id<'match'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    stage: integer('stage').notNull(),
    group: integer('group_number').notNull(),
    round: integer('round').notNull(),
    position: integer('position').notNull(),
    state: text('state').$type<MatchState>().notNull(),
    /** How the match ended; null before. */
    outcome: text('outcome').$type<MatchOutcome>(),
    reportedBy: idColumn<Id<'player'>>('reported_by'),
    /** When the reporter said last what stands. */
    reportedAt: instant('reported_at'),
    completedAt: instant('completed_at'),
    /** The match whose result created it, as a reset of a final; null for matches that are known at the start. */
    createdAfter: idColumn<Id<'match'>>('created_after'),
  },
  (table) => [
    foreignKey({
      name: 'match_stage_exists',
      columns: [table.tournamentId, table.stage],
      foreignColumns: [stageTable.tournamentId, stageTable.number],
    }),
    uniqueIndex('match_once_per_position').on(
      table.tournamentId,
      table.stage,
      table.group,
      table.round,
      table.position,
    ),
    // For reports that silence confirms.
    index('idx_match_pending')
      .on(table.tournamentId, table.reportedAt)
      .where(sql`${table.state} = 'pending_result'`)
      .concurrently(),
    foreignKey({ name: 'match_creator_exists', columns: [table.createdAfter], foreignColumns: [table.id] }),
    // Limits of matches, slots and results are triggers, in matches/limits.sql.
  ],
);

/** Slots 0 and 1 are the sides of a match of two. */
export const slotTable = pgTable(
  'tournament_slot',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    slot: integer('slot').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id'),
    /** Why nobody comes: the outcome of the source match, or `forfeit` if its entrant has left. */
    vacancy: text('vacancy').$type<MatchOutcome>(),
    /** Who would have come, but has left the tournament or does not play this match. */
    absentId: idColumn<Id<'registration'>>('absent_id'),
    /** The score that was reported last. */
    score: integer('score'),
    /** As reported last; it counts when the match is completed. Equal places are a draw. */
    place: integer('place'),
    sourceKind: text('source_kind').$type<SlotSource['kind']>().notNull(),
    sourceMatch: idColumn<Id<'match'>>('source_match'),
    /** The seed, or the place in the source match. */
    sourceNumber: integer('source_number').notNull(),
  },
  (table) => [
    primaryKey({ name: 'slot_once_per_match', columns: [table.matchId, table.slot] }),
    foreignKey({ name: 'slot_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({ name: 'slot_source_exists', columns: [table.sourceMatch], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'slot_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    foreignKey({
      name: 'slot_absentee_exists',
      columns: [table.absentId],
      foreignColumns: [registrationTable.id],
    }),
    uniqueIndex('slot_entrants_differ').on(table.matchId, table.registrationId),
    index('idx_slot_source').on(table.sourceMatch).where(sql`${table.sourceMatch} is not null`),
  ],
);

/** The games of a match, where they were reported: one row per game and slot. */
export const gameTable = pgTable(
  'tournament_game',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    number: integer('number').notNull(),
    slot: integer('slot').notNull(),
    score: integer('score').notNull(),
    /** Only in games of a lobby; null: no place. */
    place: integer('place'),
  },
  (table) => [
    primaryKey({ name: 'game_once_per_slot', columns: [table.matchId, table.number, table.slot] }),
    foreignKey({
      name: 'game_slot_exists',
      columns: [table.matchId, table.slot],
      foreignColumns: [slotTable.matchId, slotTable.slot],
    }),
    check('game_number_positive', sql`${table.number} > 0`),
    check('game_score_not_negative', sql`${table.score} >= 0`),
    check('game_place_positive', sql`${table.place} > 0`),
  ],
);

/** All reports, confirmations, decisions, forfeits and corrections, in order. The match and its slots hold the result that stands. */
export const resultTable = pgTable(
  'tournament_result',
  {
    id: idColumn<Id<'result'>>('id').primaryKey(),
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    kind: text('kind').$type<StoredResultKind>().notNull(),
    /** One per slot. */
    scores: integer('scores').array().notNull(),
    /** One per slot; null: no place. */
    places: integer('places').array().notNull(),
    /** The games as they were sent; null: none were. */
    games: jsonb('games').$type<readonly Game[]>(),
    actorId: idColumn<Id<'player'>>('actor_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({ name: 'result_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    index('idx_result_match').on(table.matchId, table.id),
  ],
);

/** Results that a correction has taken back. Results are never changed; this says which of them do not stand any more. */
export const supersededResultTable = pgTable(
  'tournament_superseded_result',
  {
    resultId: idColumn<Id<'result'>>('result_id').primaryKey(),
    correctionId: idColumn<Id<'result'>>('correction_id').notNull(),
  },
  (table) => [
    foreignKey({ name: 'superseded_result_exists', columns: [table.resultId], foreignColumns: [resultTable.id] }),
    foreignKey({ name: 'superseding_result_exists', columns: [table.correctionId], foreignColumns: [resultTable.id] }),
  ],
);

/** Matches without an opponent that an entrant had won when it left. A correction that brings the entrant back finds it there again. */
export const lastingWalkoverTable = pgTable(
  'tournament_lasting_walkover',
  {
    matchId: idColumn<Id<'match'>>('match_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'walkover_lasts_once', columns: [table.matchId, table.registrationId] }),
    foreignKey({ name: 'lasting_walkover_match_exists', columns: [table.matchId], foreignColumns: [matchTable.id] }),
    foreignKey({
      name: 'lasting_walkover_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
  ],
);
