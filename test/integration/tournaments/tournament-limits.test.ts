// The limits of tournaments, registrations, matches, slots and results, as the database judges them, and that busy acts parse no rules.

import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';

const database = useDatabase();
const id = newId('tournament');
const [entrant, other, match, next] = [newId('registration'), newId('registration'), newId('match'), newId('match')];

beforeAll(async () => {
  const { sql } = database;
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, created_at)
    VALUES (${id}, 'Open', ${newId('player')}, 'solo', 'draft', 8, 2, '2026-11-24', '2026-11-24')`;
  await sql`INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
    VALUES (${id}, 1, 'single_elimination', '{}', false, 'live')`;
  await sql`INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    SELECT r, ${id}, r, 'Player', 'en', 'confirmed', now() FROM (VALUES (${entrant}), (${other})) v (r)`;
  await sql`INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state)
    VALUES (${match}, ${id}, 1, 1, 1, 0, 'ready'), (${next}, ${id}, 1, 1, 2, 0, 'scheduled')`;
  await sql`INSERT INTO tournament_slot (match_id, slot, registration_id, source_kind, source_match, source_number)
    VALUES (${match}, 0, ${entrant}, 'seed', NULL, 1), (${match}, 1, ${other}, 'seed', NULL, 2), (${next}, 0, NULL, 'winner', ${match}, 1)`;
});

type Limit = readonly [name: string, within: readonly string[], beyond: readonly string[]];

/** Each with what is just within the limit and, after it, what is just beyond it. */
const limits: readonly Limit[] = [
  ['tournament_state_known', ["state = 'cancelled'"], ["state = 'open'"]],
  [
    'tournament_ended_when_completed',
    ["state = 'archived', ended_at = now()"],
    ["state = 'completed'", "state = 'archived'"],
  ],
  ['tournament_visibility_known', ["visibility = 'private'"], ["visibility = 'secret'"]],
  ['tournament_entry_condition_known', ["entry_condition = 'code_and_list'"], ["entry_condition = 'lists'"]],
  ['tournament_auto_start_known', ["auto_start = 'off'"], ["auto_start = 'never', registration_closes_at = starts_at"]],
  [
    'tournament_auto_start_closes_registration',
    ["auto_start = 'always', registration_closes_at = starts_at"],
    ["auto_start = 'when_seeded'"],
  ],
  [
    'tournament_window_in_order',
    ['registration_opens_at = starts_at', 'registration_closes_at = starts_at'],
    [
      "registration_closes_at = starts_at + interval '1 ms'",
      'registration_opens_at = created_at, registration_closes_at = created_at',
    ],
  ],
  [
    'tournament_roster_size_in_range',
    ["mode = 'team', roster_size = 2", "mode = 'team', roster_size = 20"],
    ["mode = 'team'", "mode = 'team', roster_size = 1", "mode = 'team', roster_size = 21", 'roster_size = 2'],
  ],
  [
    'tournament_roster_size_max_in_range',
    ["mode = 'team', roster_size = 2, roster_size_max = 2", "mode = 'team', roster_size = 5, roster_size_max = 20"],
    [
      "mode = 'team', roster_size = 5, roster_size_max = 4",
      "mode = 'team', roster_size = 5, roster_size_max = 21",
      'roster_size_max = 2',
    ],
  ],
  [
    'tournament_certificate_holders_known',
    ["certificate_holders = 'members', mode = 'team', roster_size = 2"],
    ["certificate_holders = 'members'", "certificate_holders = 'all'"],
  ],
  ['tournament_capacity_in_range', ['capacity = 2', 'capacity = 4096'], ['capacity = 1', 'capacity = 4097']],
  ['tournament_entrants_min_in_range', ['entrants_min = capacity'], ['entrants_min = 1', 'entrants_min = 9']],
  ['tournament_waitlist_capacity_in_range', ['waitlist_capacity = 0'], ['waitlist_capacity = 4097']],
  [
    'tournament_auto_confirm_in_range',
    ['auto_confirm_minutes = 1440'],
    ['auto_confirm_minutes = -1', 'auto_confirm_minutes = 1441'],
  ],
  [
    'tournament_offer_in_range',
    ['offer_minutes = 5', 'offer_minutes = 10080'],
    ['offer_minutes = 4', 'offer_minutes = 10081'],
  ],
  [
    'tournament_check_in_in_range',
    ['check_in_minutes = 5', 'check_in_minutes = 1440'],
    ['check_in_minutes = 4', 'check_in_minutes = 1441'],
  ],
  ['tournament_entry_fee_not_negative', ['entry_fee = 0'], ['entry_fee = -1']],
  ['tournament_game_length', ["game = repeat('x', 60)"], ["game = ''", "game = repeat('x', 61)"]],
  [
    'tournament_time_zone_is_name',
    ["time_zone = 'Asia/Dhaka'"],
    ["time_zone = '+06'", "time_zone = 'x' || repeat('y', 64)"],
  ],
  ['tournament_accent_is_color', ["accent_color = '#00ff99'"], ["accent_color = '#00FF99'", "accent_color = '#fff'"]],
  ['tournament_capacity_exact', ['confirmed_count = capacity'], ['confirmed_count = 9', 'confirmed_count = -1']],
  [
    'tournament_waitlist_exact',
    ['waitlisted_count = waitlist_capacity'],
    ['waitlisted_count = -1', 'waitlist_capacity = 1, waitlisted_count = 2'],
  ],
];

const registrationLimits: readonly Limit[] = [
  ['registration_state_known', ["state = 'no_show'"], ["state = 'gone'"]],
  ['registration_language_known', ["language = 'bn'"], ["language = 'fr'"]],
  [
    'registration_names_are_clean',
    [],
    ["display_name = ' x'", "display_name = e'a\\u0301'", "printed_name = e'x\\u200B'"],
  ],
  [
    'registration_printed_name_length',
    ["printed_name = repeat('x', 50)"],
    ["printed_name = ''", "printed_name = repeat('x', 51)"],
  ],
  [
    'registration_name_length',
    ["display_name = repeat('x', 50)"],
    ["display_name = ''", "display_name = repeat('x', 51)"],
  ],
  ['registration_club_length', ["club = repeat('x', 80)"], ["club = ''", "club = repeat('x', 81)"]],
  ['registration_club_is_clean', ["club = 'x y'"], ["club = e'x\\u202E'", "club = 'x '"]],
  ['registration_country_is_code', ["country = 'BD'"], ["country = 'bd'", "country = 'BDX'"]],
  ['registration_rating_in_range', ['rating = 9999', 'rating = 1'], ['rating = 0', 'rating = 10000']],
  [
    'registration_waitlist_while_waiting',
    ["state = 'waitlisted', waitlist_number = 1"],
    ["state = 'waitlisted'", 'waitlist_number = 1'],
  ],
  ['registration_seed_positive', ['seed = 1'], ['seed = 0']],
];

const matchLimits: readonly Limit[] = [
  ['match_state_known', ["state = 'cancelled'", "state = 'live'"], ["state = 'over'"]],
  [
    'match_outcome_known',
    ["state = 'completed', outcome = 'bye', completed_at = now()"],
    ["state = 'completed', outcome = 'won', completed_at = now()"],
  ],
  [
    'match_completed_has_outcome',
    [],
    [
      "state = 'completed'",
      "outcome = 'bye', completed_at = now()",
      'completed_at = now()',
      "state = 'completed', outcome = 'bye'",
    ],
  ],
];

const slotLimits: readonly Limit[] = [
  ['slot_not_negative', ['slot = 7'], ['slot = -1']],
  ['slot_score_not_negative', ['score = 0'], ['score = -1']],
  ['slot_filled_or_vacant', ["registration_id = NULL, vacancy = 'bye'"], ["vacancy = 'bye'"]],
  [
    'slot_absentee_is_vacancy',
    [`registration_id = NULL, vacancy = 'forfeit', absent_id = '${other}'`],
    [`registration_id = NULL, absent_id = '${other}'`],
  ],
  ['slot_place_has_entrant', ['place = 1'], ['place = 0', 'registration_id = NULL, place = 1']],
  [
    'slot_source_known',
    [
      `source_kind = 'loser', source_match = '${next}', source_number = 2`,
      `source_kind = 'place', source_match = '${next}', source_number = 12`,
    ],
    [
      'source_number = 0',
      "source_kind = 'place'",
      "source_kind = 'other'",
      `source_match = '${next}'`,
      `source_kind = 'winner', source_match = '${next}', source_number = 2`,
      `source_kind = 'loser', source_match = '${next}', source_number = 1`,
    ],
  ],
];

const resultLimits: readonly Limit[] = [
  ['result_place_per_score', ["'{1,0}', '{1,2}', NULL"], ["'{1,0}', '{1}', NULL"]],
  ['result_games_are_list', ["'{1,0}', '{1,2}', '[]'"], ["'{1,0}', '{1,2}', '{}'"]],
];

const update = (table: string, row: string) => (change: string) =>
  `UPDATE tournament_${table} SET ${change} WHERE ${row}`;
const statements = [
  ...written(limits, update('tournament', `id = '${id}'`)),
  ...written(registrationLimits, update('registration', `id = '${entrant}'`)),
  ...written(matchLimits, update('match', `id = '${match}'`)),
  ...written(slotLimits, update('slot', `match_id = '${match}' AND slot = 1`)),
  ...written(
    resultLimits,
    (values) => `INSERT INTO tournament_result (id, match_id, kind, actor_id, created_at, scores, places, games)
      VALUES ('res', '${match}', 'report', 'ply', now(), ${values})`,
  ),
];

function written(list: readonly Limit[], statement: (change: string) => string): Limit[] {
  return list.map(([name, within, beyond]) => [name, within.map(statement), beyond.map(statement)]);
}

/** The constraint that the statement breaks; null: none. Nothing is kept. */
async function brokenBy(statement: string): Promise<string | null> {
  const undone = new Error('undone');
  try {
    await database.sql.begin(async (sql) => {
      await sql.unsafe(statement);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) return (error as { constraint_name: string }).constraint_name;
  }
  return null;
}

it.each(statements)('%s holds at its limits, whoever writes the row', async (name, within, beyond) => {
  for (const statement of within) expect(await brokenBy(statement), statement).toBeNull();
  for (const statement of beyond) expect(await brokenBy(statement), statement).toBe(name);
});

it('new rows are within the limits too', async () => {
  const columns =
    'id, title, organizer_id, mode, state, starts_at, created_at, capacity, entrants_min, confirmed_count';
  const tournament = (values: string) =>
    `INSERT INTO tournament_tournament (${columns}) VALUES ('trn', 'Open', 'ply', 'solo', 'draft', now(), now(), ${values})`;
  expect(await brokenBy(tournament('8, 9, 0'))).toBe('tournament_entrants_min_in_range');
  expect(await brokenBy(tournament('8, 2, 9'))).toBe('tournament_capacity_exact');
  expect(
    await brokenBy(`INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
      VALUES ('reg', '${id}', 'ply', ' x', 'en', 'confirmed', now())`),
  ).toBe('registration_names_are_clean');
  expect(
    await brokenBy(`INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state)
      VALUES ('mat', '${id}', 1, 1, 3, 0, 'completed')`),
  ).toBe('match_completed_has_outcome');
  expect(
    await brokenBy(
      `INSERT INTO tournament_slot (match_id, slot, source_kind, source_number) VALUES ('${next}', 1, 'seed', 0)`,
    ),
  ).toBe('slot_source_known');
});

it('rows that busy acts write have no CHECKs, and their triggers few conditions: each statement parses them', async () => {
  const parsed = await database.sql<{ name: string }[]>`
    SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text
      = ANY ('{tournament_tournament,tournament_registration,tournament_match,tournament_slot,tournament_result}')
    UNION ALL SELECT tgname FROM pg_trigger WHERE tgqual IS NOT NULL AND tgname <> 'match_kept'
      AND tgrelid::regclass::text = ANY ('{tournament_match,tournament_slot,tournament_result}')`;
  expect(parsed.map(({ name }) => name)).toEqual([]);
});
