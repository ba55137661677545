// The limits of the settings of a tournament, as the database judges them, and what CHECKs may cost the acts that update a row.

import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { newId } from '../support/ports.ts';

const database = useDatabase();
const id = newId('tournament');

beforeAll(
  () => database.sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, created_at)
    VALUES (${id}, 'Open', ${newId('player')}, 'solo', 'draft', 8, 2, '2026-11-24', '2026-11-24')`,
);

/** Each with what is just within the limit and, after it, what is just beyond it. */
const limits: readonly (readonly [name: string, within: readonly string[], beyond: readonly string[]])[] = [
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

/** The constraint that the change breaks; null: none. Nothing is kept. */
async function brokenBy(change: string): Promise<string | null> {
  const undone = new Error('undone');
  try {
    await database.sql.begin(async (sql) => {
      await sql.unsafe(`UPDATE tournament_tournament SET ${change} WHERE id = '${id}'`);
      throw undone;
    });
  } catch (error) {
    if (error !== undone) return (error as { constraint_name: string }).constraint_name;
  }
  return null;
}

it.each(limits)('%s holds at its limits', async (name, within, beyond) => {
  for (const change of within) expect(await brokenBy(change), change).toBeNull();
  for (const change of beyond) expect(await brokenBy(change), change).toBe(name);
});

it('a new tournament is within the limits too', async () => {
  await expect(database.sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, created_at)
    VALUES (${newId('tournament')}, 'Open', ${newId('player')}, 'solo', 'draft', 8, 9, '2026-11-24', '2026-11-24')`).rejects.toThrow(
    'tournament_entrants_min_in_range',
  );
});

it('CHECKs of the rows that a result act writes stay short: each statement parses them', async () => {
  const rows = await database.sql<{ table: string; bytes: number }[]>`
    SELECT conrelid::regclass::text AS table, sum(length(conbin::text))::integer AS bytes FROM pg_constraint
    WHERE contype = 'c' AND conrelid::regclass::text IN ('tournament_tournament', 'tournament_match', 'tournament_slot', 'tournament_result')
    GROUP BY 1 ORDER BY 1`;
  const bounds = {
    tournament_match: 3000,
    tournament_result: 1400,
    tournament_slot: 5000,
    tournament_tournament: 2000,
  };
  expect(rows.map(({ table }) => table)).toEqual(Object.keys(bounds));
  for (const { table, bytes } of rows) expect(bytes, table).toBeLessThan(bounds[table as keyof typeof bounds]);
});
