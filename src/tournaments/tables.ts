// Tables of tournaments, registrations, rosters and placements. Rules are constraints and triggers. Stages and matches have files of their own.

import { getTableColumns, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Id } from '../core/id.ts';
import { coins, idColumn, instant } from '../db/columns.ts';
import type { PrizePlan } from '../economy/escrow/prize-split.ts';
import { teamTable } from '../teams/tables.ts';
import type { EntryCondition } from './conditions/entry-condition.ts';
import type { EntrantLanguage, RegistrationState } from './registration/registration.ts';
import type { AutoStart, CertificateHolders, TournamentMode, TournamentState, Visibility } from './tournament.ts';
import type { WaitlistPlace } from './waitlist/waitlist.ts';

export const tournamentTable = pgTable(
  'tournament_tournament',
  {
    id: idColumn<Id<'tournament'>>('id').primaryKey(),
    title: text('title').notNull(),
    /** null: the organizer's issuer profile at the time of issuing. */
    issuer: text('issuer'),
    game: text('game'),
    accentColor: text('accent_color'),
    /** IANA name, for printed and displayed dates. */
    timeZone: text('time_zone').notNull().default('UTC'),
    organizerId: idColumn<Id<'player'>>('organizer_id').notNull(),
    /** Simulated players play it. Never changed. */
    isSandbox: boolean('is_sandbox').notNull().default(false),
    mode: text('mode').$type<TournamentMode>().notNull(),
    /** Players that a team needs. */
    rosterSize: integer('roster_size'),
    /** With substitutes; null: exactly `roster_size`. */
    rosterSizeMax: integer('roster_size_max'),
    certificateHolders: text('certificate_holders').$type<CertificateHolders>().notNull().default('entrants'),
    state: text('state').$type<TournamentState>().notNull(),
    visibility: text('visibility').$type<Visibility>().notNull().default('public'),
    capacity: integer('capacity').notNull(),
    entrantsMin: integer('entrants_min').notNull(),
    /** 0: there is no waitlist. */
    waitlistCapacity: integer('waitlist_capacity').notNull().default(4096),
    /** Time for the answer to an offered place; null: who waits gets a free place at once. */
    offerMinutes: integer('offer_minutes'),
    /** Before the start; null: no check-in. */
    checkInMinutes: integer('check_in_minutes'),
    /** How long a report waits for an answer before silence confirms it; 0: for ever. */
    autoConfirmMinutes: integer('auto_confirm_minutes').notNull().default(15),
    /** true: the organizer confirms or rejects each entrant. false: entrants are confirmed when they pay. */
    requiresApproval: boolean('requires_approval').notNull().default(false),
    entryCondition: text('entry_condition').$type<EntryCondition>().notNull().default('none'),
    autoStart: text('auto_start').$type<AutoStart>().notNull().default('off'),
    entryFee: coins('entry_fee').notNull().default(sql`0`),
    prizes: jsonb('prizes').$type<PrizePlan>(),
    confirmedCount: integer('confirmed_count').notNull().default(0),
    waitlistedCount: integer('waitlisted_count').notNull().default(0),
    eventSeq: integer('event_seq').notNull().default(0),
    registrationOpensAt: instant('registration_opens_at'),
    registrationClosesAt: instant('registration_closes_at'),
    startsAt: instant('starts_at').notNull(),
    /** When it became public; null for a draft that was cancelled. */
    publishedAt: instant('published_at'),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** Set when all prizes are paid, or after a cancellation when all fees are returned. */
    settledAt: instant('settled_at'),
    seedingMethod: text('seeding_method'),
    seedingSeed: text('seeding_seed'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    // For registration that opens or closes by its times.
    index('idx_tournament_opening')
      .on(table.registrationOpensAt)
      .where(sql`${table.state} = 'published'`)
      .concurrently(),
    index('idx_tournament_closing')
      .on(table.registrationClosesAt)
      .where(sql`${table.state} = 'registration_open'`)
      .concurrently(),
    index('idx_tournament_waiting').on(table.id).where(sql`${table.waitlistedCount} > 0`).concurrently(),
    index('idx_tournament_unsettled')
      .on(table.id)
      .where(sql`${table.state} = 'cancelled' and ${table.settledAt} is null`)
      .concurrently(),
    // For the filters and both orders of the list: see setup/list-store.ts.
    index('idx_tournament_starts').on(table.startsAt, table.id).concurrently(),
    index('idx_tournament_state').on(table.state, table.id).concurrently(),
    index('idx_tournament_state_starts').on(table.state, table.startsAt, table.id).concurrently(),
    index('idx_tournament_organizer').on(table.organizerId, table.id).concurrently(),
    index('idx_tournament_organizer_starts').on(table.organizerId, table.startsAt, table.id).concurrently(),
    index('idx_tournament_game').on(table.game, table.id).concurrently(),
    index('idx_tournament_game_starts').on(table.game, table.startsAt, table.id).concurrently(),
    // Limits are triggers, in setup/limits.sql: each CHECK here costs every act that counts an event.
  ],
);

export const registrationTable = pgTable(
  'tournament_registration',
  {
    id: idColumn<Id<'registration'>>('id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    /** The entrant, or the captain of the team that entered. */
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    teamId: idColumn<Id<'team'>>('team_id'),
    displayName: text('display_name').notNull(),
    /** The name on certificates, if it differs from the display name. */
    printedName: text('printed_name'),
    language: text('language').$type<EntrantLanguage>().notNull(),
    club: text('club'),
    /** ISO 3166-1 alpha-2. */
    country: text('country'),
    rating: integer('rating'),
    state: text('state').$type<RegistrationState>().notNull(),
    seed: integer('seed'),
    /** Orders the waitlist of a tournament: the number of the event of the registration. Only while waitlisted. */
    waitlistNumber: integer('waitlist_number'),
    checkedInAt: instant('checked_in_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'registration_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    uniqueIndex('registration_once_per_player')
      .on(table.tournamentId, table.playerId)
      .where(sql`${table.state} in ('pending','confirmed','waitlisted')`),
    foreignKey({ name: 'registration_team_exists', columns: [table.teamId], foreignColumns: [teamTable.id] }),
    uniqueIndex('registration_once_per_team')
      .on(table.tournamentId, table.teamId)
      .where(sql`${table.state} in ('pending','confirmed','waitlisted')`)
      .concurrently(),
    uniqueIndex('registration_seed_once').on(table.tournamentId, table.seed),
    uniqueIndex('registration_waitlist_once').on(table.tournamentId, table.waitlistNumber).concurrently(),
    index('idx_registration_tournament').on(table.tournamentId, table.id),
    index('idx_registration_player').on(table.playerId).concurrently(),
    index('idx_registration_team').on(table.teamId, table.id).where(sql`${table.teamId} is not null`).concurrently(),
    // Limits are a trigger, in registration/limits.sql.
  ],
);

const { waitlistNumber: _, ...ownColumns } = getTableColumns(registrationTable);

/**
 * The position is counted: those with a number that is not above the own. Columns are written with their table, because Drizzle omits it
 * where a query has one table.
 */
export const registrationColumns = {
  ...ownColumns,
  waitlist: sql<WaitlistPlace | null>`CASE WHEN tournament_registration.waitlist_number IS NOT NULL THEN jsonb_build_object(
    'position', (SELECT count(*) FROM tournament_registration w WHERE w.tournament_id = tournament_registration.tournament_id
      AND w.waitlist_number <= tournament_registration.waitlist_number),
    'length', (SELECT t.waitlisted_count FROM tournament_tournament t WHERE t.id = tournament_registration.tournament_id),
    'offerEndsAt', (SELECT instant_text(o.ends_at) FROM tournament_waitlist_offer o WHERE o.registration_id = tournament_registration.id AND o.ends_at > clock_timestamp())) END`,
  isGuest: sql<boolean>`EXISTS (SELECT FROM tournament_guest g WHERE g.registration_id = tournament_registration.id AND g.claimed_at IS NULL)`,
};

/** Offers of a place that are open. What became of ended ones is in the events. */
export const offerTable = pgTable(
  'tournament_waitlist_offer',
  {
    registrationId: idColumn<Id<'registration'>>('registration_id').primaryKey(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'offer_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    index('idx_offer_tournament').on(table.tournamentId, table.endsAt),
  ],
);

/** Reminders that were written. */
export const reminderTable = pgTable(
  'tournament_reminder',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    /** Of the event. */
    type: text('type').notNull(),
    /** The match, or the deadline; empty for the tournament. */
    subject: text('subject').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ name: 'reminder_once', columns: [table.tournamentId, table.type, table.subject] })],
);

/** Players of registered teams. A player is on one roster per tournament. */
export const rosterTable = pgTable(
  'tournament_roster',
  {
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    playerId: idColumn<Id<'player'>>('player_id').notNull(),
    /** Copied from the team at registration; null if unknown. */
    displayName: text('display_name'),
  },
  (table) => [
    primaryKey({ name: 'roster_once_per_registration', columns: [table.registrationId, table.playerId] }),
    uniqueIndex('roster_once_per_tournament').on(table.tournamentId, table.playerId),
    index('idx_roster_player').on(table.playerId),
    foreignKey({
      name: 'roster_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
  ],
);

export const placementTable = pgTable(
  'tournament_placement',
  {
    tournamentId: idColumn<Id<'tournament'>>('tournament_id').notNull(),
    registrationId: idColumn<Id<'registration'>>('registration_id').notNull(),
    rank: integer('rank').notNull(),
    decidedBy: text('decided_by').notNull(),
  },
  (table) => [
    primaryKey({ name: 'placement_once_per_registration', columns: [table.tournamentId, table.registrationId] }),
    foreignKey({
      name: 'placement_tournament_exists',
      columns: [table.tournamentId],
      foreignColumns: [tournamentTable.id],
    }),
    foreignKey({
      name: 'placement_registration_exists',
      columns: [table.registrationId],
      foreignColumns: [registrationTable.id],
    }),
    check('placement_rank_positive', sql`${table.rank} > 0`),
  ],
);
