// Sandboxes: the database and the pure rules decide alike when one is removed and by whom, when a driver may act, and what it may be made with. What
// asks only whether a tournament is a sandbox has no rule in code: test/http/integrations/sandbox.test.ts.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { brokenConstraint } from '../../../src/db/constraint.ts';
import { tournamentCreate } from '../../../src/tournaments/contract.ts';
import { draftOf, sandboxCreate } from '../../../src/tournaments/sandbox/contract.ts';
import {
  isDue,
  isRemovable,
  lastRemovable,
  mayDrive,
  mayRemove,
  removedAtOf,
  sandboxFormats,
} from '../../../src/tournaments/sandbox/sandbox.ts';
import {
  leaseSandbox,
  listDueSandboxes,
  listOldSandboxes,
  removeOwnSandbox,
} from '../../../src/tournaments/sandbox/sandbox-store.ts';
import { aPerson, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
/** Two days after a night of 23 hours in Berlin. */
const now = '2030-04-02T10:00:00.000Z' as Instant;
const at = (ms: number) => addSeconds(now, ms / 1000);
const weekMs = 7 * 86_400_000;

let db: Database;
let sandbox: Id<'tournament'>;
/** A real tournament, with the row of a sandbox. */
let real: Id<'tournament'>;
beforeAll(async () => {
  db = openDatabase(database.url, 1);
  const as = await aPerson({ roles: ['organizer'] });
  sandbox = ok(await post('/v1/sandbox/tournaments', { as, body: { actsPerMinute: 1 } }), 201).tournament.id;
  real = (await aTournament()).id as Id<'tournament'>;
  await database.sql`
    INSERT INTO tournament_sandbox SELECT (jsonb_populate_record(s, jsonb_build_object('tournament_id', ${real}::text))).*
    FROM tournament_sandbox s WHERE s.tournament_id = ${sandbox}`;
  return () => db.close();
});

/** Of the statement, which is taken back. */
async function attempt<T>(statement: (sql: typeof database.sql) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const back = new Error('taken back');
  await database.sql
    .begin(async (sql) => {
      result = await statement(sql as unknown as typeof database.sql);
      throw back;
    })
    .catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return result as T;
}

it('a sandbox is removed from its time on, by whatever clock, and a real tournament never', async () => {
  const generated = fc.record({
    isSandbox: fc.boolean(),
    ageMs: fc.oneof(
      fc.constantFrom(weekMs, weekMs - 1, weekMs + 1, weekMs - 3_600_000),
      fc.integer({ min: 0, max: 2 * weekMs }),
    ),
    zone: fc.constantFrom('UTC', 'Europe/Berlin'),
  });
  const property = fc.asyncProperty(generated, async ({ isSandbox, ageMs, zone }) => {
    const [id, createdAt] = [isSandbox ? sandbox : real, at(-ageMs)];
    const expected = isRemovable({ isSandbox, createdAt }, now);
    expect(removedAtOf(createdAt) <= now && isSandbox).toBe(expected);
    await database.sql`UPDATE tournament_sandbox SET created_at = ${createdAt} WHERE tournament_id = ${id}`;
    expect((await listOldSandboxes(db, lastRemovable(now), 5)).includes(id)).toBe(expected || ageMs >= weekMs);
    const removed = await attempt(async (sql) => {
      await sql`SELECT set_config('TimeZone', ${zone}, true)`;
      const [row] = await sql`SELECT tournament_remove_sandbox(${id}, ${now}::timestamptz) AS removed`;
      return row?.removed;
    });
    expect(removed).toBe(expected);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 60, nightly: 2_000 }) });
});

it('its organizer and admins remove a sandbox at any age and in any state, nobody else does, and nobody a real tournament', async () => {
  const stranger = newId('player');
  const roles = ['co_organizer', 'referee', 'check_in', 'caster'] as const;
  const generated = fc.record({
    isSandbox: fc.boolean(),
    who: fc.constantFrom('organizer', 'creator', 'stranger', ...roles),
    isAdmin: fc.boolean(),
    state: fc.constantFrom('draft', 'registration_open', 'live', 'completed', 'cancelled'),
    ageMs: fc.constantFrom(0, weekMs, 2 * weekMs),
  });
  const removed = new Set<string>();
  const property = fc.asyncProperty(generated, async ({ isSandbox, who, isAdmin, state, ageMs }) => {
    const id = isSandbox ? sandbox : real;
    const [row] = await database.sql`SELECT organizer_id AS organizer FROM tournament_tournament WHERE id = ${id}`;
    // The row of a sandbox names who made it; its organizer is who the tournament names.
    const actor = who === 'organizer' ? row?.organizer : stranger;
    const staffRole = roles.find((role) => role === who) ?? null;
    const expected = mayRemove(
      { playerId: actor, roles: new Set(isAdmin ? ['admin' as const] : []) },
      { isSandbox, organizerId: row?.organizer, staffRole },
    );
    expect(expected).toBe(isSandbox && (isAdmin || who === 'organizer'));
    const found = await attempt(async (sql) => {
      await sql`
        UPDATE tournament_tournament SET state = ${state}, ended_at = CASE WHEN ${state} = 'completed' THEN now() END WHERE id = ${id}`;
      await sql`
        UPDATE tournament_sandbox SET created_at = ${at(-ageMs)}, creator_id = ${who === 'creator' ? stranger : row?.organizer}
        WHERE tournament_id = ${id}`;
      if (staffRole !== null)
        await sql`
          INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
          VALUES (${id}, ${stranger}, ${staffRole}, 'active', ${row?.organizer}, now(), now())`;
      const audit = {
        id: newId('audit'),
        event: 'tournament.deleted',
        actorId: actor,
        refId: id,
        createdAt: now,
      } as const;
      const result = await removeOwnSandbox(sql, id, { playerId: actor, isAdmin }, audit);
      const [left] = await sql`
        SELECT (SELECT count(*)::integer FROM tournament_tournament WHERE id = ${id}) AS tournaments,
          (SELECT count(*)::integer FROM moderation_audit WHERE id = ${audit.id}) AS audits`;
      return { result, ...left };
    });
    expect(found).toEqual({ result: expected, tournaments: expected ? 0 : 1, audits: expected ? 1 : 0 });
    if (expected) removed.add(state);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 120, nightly: 2_000 }) });
  expect(removed.size).toBe(5);
});

const instants = [null, at(-1), now, at(1)];
const turns = instants.flatMap((nextAt) => instants.map((leasedUntil) => ({ nextAt, leasedUntil })));

it.each(turns)('who acts when the next act is due at $nextAt and leased until $leasedUntil', async (turn) => {
  const { nextAt, leasedUntil } = turn;
  await database.sql`
    UPDATE tournament_sandbox SET next_at = ${nextAt}, leased_until = ${leasedUntil} WHERE tournament_id = ${sandbox}`;
  expect((await listDueSandboxes(db, now, 5)).includes(sandbox)).toBe(isDue(turn, now));
  const lease = { now, until: at(60_000) };
  const leased = await leaseSandbox(db, sandbox, lease);
  expect(leased !== null).toBe(mayDrive(turn, now));
  if (leased === null) return;
  expect(leased.nextAt).toBe(nextAt);
  expect(await leaseSandbox(db, sandbox, lease)).toBe(null);
});

const around = (min: number, max: number) => fc.constantFrom(min - 1, min, min + 1, max - 1, max, max + 1);

it('the database takes the speed and the chances that a request may ask for, and no others', async () => {
  const generated = fc.record({
    ...{ actsPerMinute: around(1, 6000), disputePercent: around(0, 100), noShowPercent: around(0, 100) },
  });
  const seen = new Set<string | null>();
  const property = fc.asyncProperty(generated, async (choice) => {
    const broken = await attempt(async (sql) => {
      const { actsPerMinute, disputePercent, noShowPercent } = choice;
      const written = sql`
        UPDATE tournament_sandbox SET acts_per_minute = ${actsPerMinute}, dispute_percent = ${disputePercent},
          no_show_percent = ${noShowPercent} WHERE tournament_id = ${sandbox}`;
      return written.then(() => null, brokenConstraint);
    });
    seen.add(broken);
    expect(broken === null, JSON.stringify(choice)).toBe(sandboxCreate.safeParse(choice).success);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 150, nightly: 2_000 }) });
  expect([...seen].sort()).toEqual([null, 'sandbox_chances_in_range', 'sandbox_speed_in_range'].sort());
});

it('every format and size that a request may ask for is a tournament that an organizer may make', () => {
  for (const format of sandboxFormats)
    for (let size = 3; size <= 33; size += 1)
      for (const playoffSize of [2, 4, 8, null]) {
        const asked = sandboxCreate.safeParse({ format, size, playoffSize });
        const isInRange = size >= 4 && size <= 32 && (playoffSize === null || playoffSize < size);
        expect(asked.success, `${format} ${size} ${playoffSize}`).toBe(isInRange);
        if (!asked.success) continue;
        const made = tournamentCreate.safeParse(draftOf(asked.data, now));
        expect(made.error?.issues ?? [], `${format} ${size} ${playoffSize}`).toEqual([]);
      }
  expect(sandboxCreate.safeParse({ format: 'custom' }).success).toBe(false);
});
