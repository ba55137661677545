// Who gets a free place: the database function and the pure rule choose alike on generated waitlists, and write what belongs to it.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { dueReminders } from '../../../src/tournaments/reminders/reminder.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { judgeOffers } from '../../../src/tournaments/waitlist/offer.ts';
import { judgePromotions, type WaitlistFacts } from '../../../src/tournaments/waitlist/waitlist.ts';
import { promote } from '../../../src/tournaments/waitlist/waitlist-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';

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
const entrant = fc.record({
  offer: fc.constantFrom('none', 'none', 'open', 'lapsed'),
  wallet,
  sanctioned: fc.constantFrom('no', 'no', 'no', 'captain', 'mate'),
});
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

async function write(
  given: Case,
  offerMinutes: number | null = null,
): Promise<{ id: ReturnType<typeof newId<'tournament'>>; registrations: string[] }> {
  const [id, sql] = [newId('tournament'), owner.sql];
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, requires_approval, entry_fee, confirmed_count,
      waitlisted_count, offer_minutes, event_seq, starts_at, published_at, ended_at, created_at)
    VALUES (${id}, 'Open', ${newId('player')}, 'solo', ${given.state}, ${given.capacity}, 2, ${given.requiresApproval}, ${given.hasFee ? fee : 0}::bigint,
      ${given.confirmedCount}, ${given.waiting.length}, ${offerMinutes}, 20, '2030-01-01', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)`;
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
    const endsAt = endOfOffer(each, index);
    if (offerMinutes !== null && endsAt !== null)
      await sql`INSERT INTO tournament_waitlist_offer (registration_id, tournament_id, ends_at) VALUES (${registration}, ${id}, ${endsAt}::timestamptz)`;
    await payFor(each, player);
    const mate = newId('player');
    await sql`INSERT INTO tournament_roster (registration_id, tournament_id, player_id) VALUES (${registration}, ${id}, ${mate})`;
    const sanctioned = { no: null, captain: player, mate }[each.sanctioned];
    if (sanctioned !== null) await sql`INSERT INTO test_sanction VALUES (${sanctioned})`;
  }
  return { id, registrations };
}

/** Those that have lapsed ended at different times. */
function endOfOffer({ offer }: Entrant, index: number): Instant | null {
  if (offer === 'none') return null;
  return addSeconds(now, offer === 'open' ? 60 : -60 * index);
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

it('a free place is offered to the first who can pay; lapsed offers go to the end, and open ones take a place', async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(generated, async (given) => {
    const { id, registrations } = await write(given, 30);
    const canPay = ({ wallet }: Entrant) => !given.hasFee || (wallet === 'enough' && !given.isEscrowFrozen);
    const waiting = given.waiting.map((each, index) => {
      return { canPay: canPay(each), isSanctioned: each.sanctioned !== 'no', offerEndsAt: endOfOffer(each, index) };
    });
    const { lapsed, offered } = judgeOffers(given, waiting, now);
    seen.add(`${lapsed.length > 0} ${offered.length}`);
    const events = await promote(app, id, now);
    expect(events.map(({ seq, type, payload }) => [seq, type, payload.registrationId])).toEqual(
      [
        ...lapsed.map((index) => ['waitlist_offer_ended', registrations[index]]),
        ...offered.map((index) => ['waitlist_offer', registrations[index]]),
      ].map((event, order) => [21 + order, ...event]),
    );
    const rows = await owner.sql<{ id: string; isOpen: boolean }[]>`
      SELECT id, EXISTS (SELECT FROM tournament_waitlist_offer o WHERE o.registration_id = r.id) AS "isOpen"
      FROM tournament_registration r WHERE tournament_id = ${id} AND waitlist_number IS NOT NULL ORDER BY waitlist_number`;
    const order = [...given.waiting.keys()].filter((index) => !lapsed.includes(index)).concat(lapsed);
    const isOpen = (index: number) =>
      offered.includes(index) || (waiting[index]?.offerEndsAt != null && !lapsed.includes(index));
    expect(rows.map((row) => [row.id, row.isOpen])).toEqual(
      order.map((index) => [registrations[index], isOpen(index)]),
    );
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 50, nightly: 2_000 }) });
  expect(seen.size).toBeGreaterThan(3);
});

it('reminders before the start are due alike in the database and in code', async () => {
  // Beside the edges.
  const minutes = fc.constantFrom(-1, 0, 1, 9, 10, 11, 29, 30, 31, 55, 59, 60, 61);
  const states = fc.oneof(fc.constant('registration_open' as const), fc.constantFrom(...tournamentStates));
  const times = fc.record({
    state: states,
    start: minutes,
    closes: fc.option(minutes),
    checkIn: fc.option(fc.constantFrom(5, 10, 30, 60)),
  });
  const property = fc.asyncProperty(times, async ({ state, start, closes, checkIn }) => {
    const at = (offset: number) => addSeconds(now, offset * 60);
    const registrationClosesAt = closes === null ? null : at(Math.min(closes, start));
    const given = { state, startsAt: at(start), registrationClosesAt, checkInMinutes: checkIn };
    const id = newId('tournament');
    await owner.sql`
      INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, check_in_minutes, registration_closes_at, starts_at, ended_at, created_at)
      VALUES (${id}, 'Open', ${newId('player')}, 'solo', ${state}, 4, 2, ${checkIn}, ${registrationClosesAt}::timestamptz, ${given.startsAt}::timestamptz,
        ${now}::timestamptz, ${now}::timestamptz)`;
    const rows = await app.sql<{ due: string }[]>`
      SELECT type || ' ' || subject AS due FROM tournament_due_reminders(${id}, ${now}::timestamptz)`;
    expect(rows.map(({ due }) => due).sort()).toEqual(dueReminders(given, now).sort());
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 60, nightly: 2_000 }) });
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
