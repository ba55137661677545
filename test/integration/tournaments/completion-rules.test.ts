// The review of placements and reopening: the database and the pure rules decide alike on generated states.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import {
  findConclusion,
  insertConclusion,
  withdrawConclusion,
} from '../../../src/tournaments/completion/completion-store.ts';
import { judgeReopening, reopeningVerdicts, requiresReview } from '../../../src/tournaments/completion/conclusion.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let owner: Database;
let app: Database;
beforeAll(() => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => Promise.all([owner?.close(), app?.close()]));

const now = '2026-11-24T10:00:00.000Z' as Instant;
const states = ['live', 'completed', 'archived', 'cancelled'] as const;
const outcomes = ['played', 'walkover', 'forfeit', 'double_forfeit', 'bye'] as const;

type Places = [number | null, number | null, number | null];
const place = fc.option(fc.integer({ min: 1, max: 3 }));
const match = fc.record({
  outcome: fc.constantFrom('played', 'played', ...outcomes),
  /** The slots of the entrants 0, 1 and 2. Mostly the first one wins. */
  places: fc.oneof(fc.constant<Places>([1, 2, null]), fc.tuple(place, place, place)),
});
const caseOf = fc.record({
  ranks: fc.tuple(...[1, 2, 3].map((max) => fc.integer({ min: 1, max }))),
  matches: fc.array(match, { minLength: 1, maxLength: 4 }),
});
type Case = typeof caseOf extends fc.Arbitrary<infer T> ? T : never;

async function writeCase({ ranks, matches }: Case, state: (typeof states)[number] = 'completed', isSettled = false) {
  const [tournament, organizer] = [newId('tournament'), newId('player')];
  const entrants = ranks.map(() => newId('registration'));
  const { sql } = owner;
  await sql`INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, ended_at, settled_at, created_at)
    VALUES (${tournament}, 'Open', ${organizer}, 'solo', ${state}, 8, 2, ${now}, ${now}, ${isSettled ? now : null}, ${now})`;
  await sql`INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
    VALUES (${tournament}, 1, 'gauntlet', '{}', true, 'live')`;
  const people = entrants.map((id) => ({
    id,
    tournament_id: tournament,
    player_id: newId('player'),
    display_name: 'A',
    language: 'en',
  }));
  await sql`INSERT INTO tournament_registration ${sql(people.map((row) => ({ ...row, state: 'confirmed', created_at: now })))}`;
  const placed = entrants.map((id, index) => ({ registration_id: id, rank: ranks[index] as number }));
  await sql`INSERT INTO tournament_placement ${sql(placed.map((row) => ({ ...row, tournament_id: tournament, decided_by: 'final' })))}`;
  const played = matches.map(({ outcome }, round) => ({ id: newId('match'), outcome, round: round + 1 }));
  if (played.length === 0) return { tournament, entrants };
  const where = {
    tournament_id: tournament,
    stage: 1,
    group_number: 1,
    position: 0,
    state: 'completed',
    completed_at: now,
  };
  await sql`INSERT INTO tournament_match ${sql(played.map((row) => ({ ...row, ...where })))}`;
  const slots = matches.flatMap(({ places }, index) =>
    places.map((each, slot) => ({
      match_id: played[index]?.id as string,
      slot,
      registration_id: entrants[slot] as string,
      place: each,
    })),
  );
  await sql`INSERT INTO tournament_slot ${sql(slots.map((row) => ({ ...row, source_kind: 'seed', source_number: row.slot + 1 })))}`;
  return { tournament, entrants };
}

it('whether the placements need a review', async () => {
  const found = new Set<boolean>();
  const property = fc.asyncProperty(caseOf, async (given) => {
    const { tournament } = await writeCase(given);
    const winners = [0, 1, 2].filter((index) => given.ranks[index] === 1);
    const matches = given.matches.map(({ outcome, places }) => ({
      outcome,
      slots: places.map((each, entrant) => ({ entrant, place: each })),
    }));
    const expected = requiresReview(winners, matches);
    expect(await insertConclusion(app.sql, tournament, now), JSON.stringify(given)).toBe(expected);
    found.add(expected);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 80, nightly: 3_000 }) });
  expect(found.size).toBe(2);
});

it.each([
  [['played', 'walkover'], true],
  [['played', 'played', 'forfeit'], false],
  [['walkover'], true],
  [['bye', 'played'], false],
  [[], false],
] as const)('a winner who won by %j: a review is needed: %s', (wins, expected) => {
  const slots = [
    { entrant: 'winner', place: 1 },
    { entrant: 'other', place: 2 },
  ];
  expect(
    requiresReview(
      ['winner'],
      wins.map((outcome) => ({ outcome, slots })),
    ),
  ).toBe(expected);
  expect(
    requiresReview(
      ['other'],
      wins.map((outcome) => ({ outcome, slots })),
    ),
  ).toBe(false);
});

it('whether a tournament is reopened', async () => {
  const found = new Set<string>();
  const day = 24 * 3600;
  const facts = fc.record({
    state: fc.constantFrom('completed' as const, ...states),
    isSettled: fc.boolean(),
    isCertified: fc.boolean(),
    ageSeconds: fc.constantFrom(0, day - 1, day, day + 1),
    isConcluded: fc.oneof(fc.constant(true), fc.boolean()),
  });
  type Reopened = typeof facts extends fc.Arbitrary<infer T> ? T : never;
  const property = fc.asyncProperty(facts, async ({ state, isSettled, isCertified, ageSeconds, isConcluded }) => {
    const { tournament } = await writeCase({ ranks: [1, 1, 1], matches: [] }, state, isSettled);
    const completedAt = addSeconds(now, -ageSeconds);
    if (isConcluded) await insertConclusion(app.sql, tournament, completedAt);
    if (isCertified) await app.sql`SELECT tournament_certify(${tournament})`;
    const conclusion = await findConclusion(app.sql, tournament);
    const verdict = judgeReopening({ state, isSettled, conclusion }, now);
    expect(await withdrawConclusion(app.sql, tournament, now)).toBe(verdict === 'reopened');
    expect(await findConclusion(app.sql, tournament as Id<'tournament'>)).toEqual(
      verdict === 'reopened' ? null : conclusion,
    );
    found.add(verdict);
  });
  const usual = { state: 'completed' as const, isSettled: false, isCertified: false, ageSeconds: 0, isConcluded: true };
  const others = [{}, { state: 'archived' as const }, { isSettled: true }, { isCertified: true }, { ageSeconds: day }];
  const examples = others.map((other): [Reopened] => [{ ...usual, ...other }]);
  await fc.assert(property, { examples, numRuns: caseCount({ usual: 40, nightly: 2_000 }) });
  expect([...found].sort()).toEqual([...reopeningVerdicts].sort());
});
