// Who gets a free place: the database function and the pure rule choose alike on generated waitlists, and write what belongs to it.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Instant } from '../../src/core/instant.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { tournamentStates } from '../../src/tournaments/tournament.ts';
import { judgePromotions, type WaitlistFacts } from '../../src/tournaments/waitlist/waitlist.ts';
import { promote } from '../../src/tournaments/waitlist/waitlist-store.ts';
import { useDatabase } from '../support/database.ts';
import { caseCount } from '../support/nightly.ts';
import { newId } from '../support/ports.ts';

const database = useDatabase();
let owner: Database;
let app: Database;

beforeAll(async () => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  await owner.sql.unsafe(`
    CREATE TABLE test_sanction (player text); GRANT SELECT ON test_sanction TO laurel_app;
    CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamptz) RETURNS jsonb LANGUAGE sql STABLE
      AS $$ SELECT '{"reason": "test"}'::jsonb FROM test_sanction WHERE player = p_player AND p_act = 'register' $$;
    SET session_replication_role = replica`);
});
afterAll(() => Promise.all([owner.close(), app.close()]));

const now = '2026-11-24T10:00:00.000Z' as Instant;
const fee = 50;

const wallet = fc.constantFrom('enough', 'none', 'short', 'held', 'frozen');
const entrant = fc.record({ wallet, sanctioned: fc.constantFrom('no', 'no', 'no', 'captain', 'mate') });
type Entrant = typeof entrant extends fc.Arbitrary<infer E> ? E : never;

const generated = fc
  .record({
    state: fc.oneof(
      { weight: 3, arbitrary: fc.constant('registration_open' as const) },
      fc.constantFrom(...tournamentStates),
    ),
    capacity: fc.integer({ min: 2, max: 6 }),
    taken: fc.nat(6),
    pendingCount: fc.nat(3),
    requiresApproval: fc.boolean(),
    hasFee: fc.boolean(),
    isEscrowFrozen: fc.constantFrom(false, false, false, true),
    waiting: fc.array(entrant, { maxLength: 8 }),
  })
  .map(({ taken, ...rest }) => ({ ...rest, confirmedCount: Math.min(taken, rest.capacity) }));
type Case = typeof generated extends fc.Arbitrary<infer C> ? C : never;

async function write(given: Case): Promise<{ id: ReturnType<typeof newId<'tournament'>>; registrations: string[] }> {
  const [id, sql] = [newId('tournament'), owner.sql];
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, requires_approval, entry_fee, confirmed_count,
      waitlisted_count, event_seq, starts_at, published_at, ended_at, created_at)
    VALUES (${id}, 'Open', ${newId('player')}, 'solo', ${given.state}, ${given.capacity}, 2, ${given.requiresApproval}, ${given.hasFee ? fee : 0}::bigint,
      ${given.confirmedCount}, ${given.waiting.length}, 20, '2030-01-01', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)`;
  await sql`
    INSERT INTO economy_wallet (id, kind, owner_id, balance, is_frozen, created_at)
    VALUES (${newId('wallet')}, 'escrow', ${id}, 0, ${given.isEscrowFrozen}, ${now}::timestamptz)`;
  for (let index = 0; index < given.pendingCount; index += 1) await enter(id, newId('player'), 'pending', null);
  const registrations: string[] = [];
  for (const [index, each] of given.waiting.entries()) {
    const player = newId('player');
    // Numbers need not be consecutive.
    const registration = await enter(id, player, 'waitlisted', 1 + index * 2);
    registrations.push(registration);
    await payFor(each, player);
    const mate = newId('player');
    await sql`INSERT INTO tournament_roster (registration_id, tournament_id, player_id) VALUES (${registration}, ${id}, ${mate})`;
    const sanctioned = { no: null, captain: player, mate }[each.sanctioned];
    if (sanctioned !== null) await sql`INSERT INTO test_sanction VALUES (${sanctioned})`;
  }
  return { id, registrations };
}

async function enter(tournament: string, player: string, state: string, number: number | null): Promise<string> {
  const id = newId('registration');
  await owner.sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, waitlist_number, created_at)
    VALUES (${id}, ${tournament}, ${player}, 'Player', 'en', ${state}, ${number}, ${now}::timestamptz)`;
  return id;
}

async function payFor({ wallet }: Entrant, player: string): Promise<void> {
  if (wallet === 'none') return;
  const balance = { enough: fee, short: fee - 1, held: fee, frozen: fee }[wallet];
  await owner.sql`
    INSERT INTO economy_wallet (id, kind, owner_id, balance, held, is_frozen, created_at)
    VALUES (${newId('wallet')}, 'player', ${player}, ${balance}::bigint, ${wallet === 'held' ? 1 : 0}::bigint, ${wallet === 'frozen'}, ${now}::timestamptz)`;
}

function choose(given: Case): number[] {
  const facts: WaitlistFacts = given;
  const canPay = ({ wallet }: Entrant) => !given.hasFee || (wallet === 'enough' && !given.isEscrowFrozen);
  const judged = given.waiting.map((each) => ({ canPay: canPay(each), isSanctioned: each.sanctioned !== 'no' }));
  return judgePromotions(facts, judged);
}

it('a free place goes to the first who can pay; the others keep their order', async () => {
  const sizes = new Set<number>();
  const property = fc.asyncProperty(generated, async (given) => {
    const { id, registrations } = await write(given);
    const expected = choose(given);
    sizes.add(expected.length);
    const events = await promote(app, id, now);
    const state = given.requiresApproval ? 'pending' : 'confirmed';
    expect(events.map(({ seq, payload }) => [seq, payload.registrationId, payload.state])).toEqual(
      expected.map((index, order) => [21 + order, registrations[index], state]),
    );
    const rows = await owner.sql<{ id: string }[]>`
      SELECT id FROM tournament_registration WHERE tournament_id = ${id} AND waitlist_number IS NOT NULL ORDER BY waitlist_number`;
    expect(rows.map((row) => row.id)).toEqual(registrations.filter((_, index) => !expected.includes(index)));
    const [counts] = await owner.sql<{ counts: string }[]>`
      SELECT concat_ws(' ', confirmed_count, waitlisted_count, event_seq,
        (SELECT balance FROM economy_wallet WHERE owner_id = ${id}), (SELECT count(*) FROM economy_hold h JOIN economy_wallet w ON w.id = h.to_wallet_id WHERE w.owner_id = ${id})) AS counts
      FROM tournament_tournament WHERE id = ${id}`;
    const promoted = expected.length;
    const [paid, held] = given.hasFee ? (given.requiresApproval ? [0, promoted] : [promoted * fee, 0]) : [0, 0];
    const confirmed = given.confirmedCount + (given.requiresApproval ? 0 : promoted);
    expect(counts?.counts).toBe([confirmed, given.waiting.length - promoted, 20 + promoted, paid, held].join(' '));
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 60, nightly: 2_000 }) });
  expect(sizes.size).toBeGreaterThan(2);
});

it('ids made by the database have the form of all ids, and sort by time', async () => {
  const [row] = await app.sql<{ early: string; late: string }[]>`
    SELECT make_id('evt', '2026-11-24T10:00:00.000Z') AS early, make_id('evt', '2026-11-24T10:00:00.001Z') AS late`;
  const { early = '', late = '' } = row ?? {};
  expect(early).toMatch(/^evt_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(early < late).toBe(true);
  const [own] = [newId('event')];
  expect(early.slice(0, 6) === own.slice(0, 6) || own > early).toBe(true);
  const many = await app.sql<{ id: string }[]>`SELECT make_id('evt', now()) AS id FROM generate_series(1, 1000)`;
  expect(new Set(many.map(({ id }) => id)).size).toBe(1000);
});
