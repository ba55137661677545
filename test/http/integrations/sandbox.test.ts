// Sandboxes: which events they show, that the same seed gives the same course although drivers are killed, and what keeps them apart from real
// tournaments and real coins.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { unwrap } from '../../../src/core/outcome.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { eventPayloads } from '../../../src/outbox/contract.ts';
import { sandboxFormats } from '../../../src/tournaments/sandbox/sandbox.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { anOwner, hold } from '../../support/ledger/ledger.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Played {
  readonly id: string;
  readonly creator: Person;
  readonly acts: number;
  readonly refused: readonly string[];
  readonly events: readonly { readonly type: string; readonly payload: Readonly<Record<string, unknown>> }[];
}

async function make(fields: object, creator?: Person) {
  const as = creator ?? (await aPerson({ roles: ['organizer'] }));
  const { tournament } = ok(
    await post('/v1/sandbox/tournaments', { as, body: { actsPerMinute: 6000, ...fields } }),
    201,
  );
  return { id: tournament.id as string, creator: as };
}

/** Beside the queue, which is slow to begin. `between`: after each turn of a driver. */
async function play(fields: object, between: (id: string) => Promise<unknown> = async () => {}): Promise<Played> {
  const { id, creator } = await make(fields);
  for (;;) {
    unwrap(await env.BACKEND.getByName('0').driveSandbox(id as Id<'tournament'>));
    const [row] = await database.sql`SELECT next_at FROM tournament_sandbox WHERE tournament_id = ${id}`;
    if (row?.next_at === null) break;
    await between(id);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const acts =
    await database.sql`SELECT key, refusal FROM tournament_sandbox_act WHERE tournament_id = ${id} ORDER BY key`;
  const events = await database.sql`SELECT type, payload FROM event_outbox WHERE tournament_id = ${id} ORDER BY seq`;
  const refused = acts.filter(({ refusal }) => refusal !== null).map(({ key, refusal }) => `${key}: ${refusal}`);
  return { id, creator, acts: acts.length, refused, events: events as unknown as Played['events'] };
}

/** What no sandbox emits, with the reason. */
const neverSeen: Readonly<Record<string, string>> = {
  registration_restored: 'moderators revoke a sanction; nobody sanctions simulated players',
  match_check_in_closed: 'the check-in of a lobby ends after a minute at the earliest',
  line_up_set: 'teams do not play in a sandbox',
  evidence_removed: 'the personal data of the giver is erased; a simulated player has none',
  certificates_issued: 'there are no certificates of a sandbox',
  case_decided: 'moderators decide cases; nobody reports simulated players',
};

let swiss: Played;
let absent: Played;
beforeAll(async () => {
  swiss = await play({ seed: 'a' });
  absent = await play({ format: 'single_elimination', size: 4, playoffSize: null, noShowPercent: 100, seed: 'b' });
}, 300_000);

describe('a sandbox', () => {
  it('shows every type of event, but for those that have a reason', () => {
    const seen = new Set([...swiss.events, ...absent.events].map(({ type }) => type));
    const missing = Object.keys(eventPayloads).filter((type) => !seen.has(type));
    expect(missing.sort(), `${swiss.refused} ${absent.refused}`).toEqual(Object.keys(neverSeen).sort());
  });

  it('is over within a minute at the usual speed, and reaches its last state', async () => {
    expect(swiss.acts).toBeLessThan(240);
    const { state, isSandbox, settledAt: _ } = ok(await get(`/v1/tournaments/${swiss.id}`, { as: swiss.creator }), 200);
    expect({ state, isSandbox }).toEqual({ state: 'archived', isSandbox: true });
  });

  it('has the same course from the same seed, although each driver is killed before it has recorded its last act', async () => {
    const again = await play(
      { format: 'single_elimination', size: 4, playoffSize: null, noShowPercent: 100, seed: 'b' },
      (id) => database.sql`
        DELETE FROM tournament_sandbox_act WHERE tournament_id = ${id} AND acted_at = (
          SELECT max(acted_at) FROM tournament_sandbox_act WHERE tournament_id = ${id})
          -- A PUT or a PATCH that is sent again leaves the same state, but may write its event again.
          AND key !~ '^(change|drop|match_plan|veto_plan|start_now|label|schedule|book|byes|score)'`,
    );
    const course = ({ events }: Played) =>
      events.map(({ type, payload: { state, outcome, round, position, scores, displayName } }) => {
        return { type, state, outcome, round, position, scores, displayName };
      });
    expect(course(again)).toEqual(course(absent));
    expect(again.refused).toEqual(absent.refused);
  });
});

describe('a sandbox in which nobody comes to a match', () => {
  it.each(sandboxFormats)(
    'of the format %s starts, is decided by forfeits, and ends after an approval',
    async (format) => {
      const { id, creator, refused } = await play({ format, noShowPercent: 100, seed: 'c' });
      expect(ok(await get(`/v1/tournaments/${id}`, { as: creator }), 200).state, String(refused)).toBe('archived');
      const outcomes = await database.sql`SELECT DISTINCT outcome FROM tournament_match WHERE tournament_id = ${id}`;
      expect(outcomes.map(({ outcome }) => outcome)).toContain('walkover');
      expect(outcomes.map(({ outcome }) => outcome)).not.toContain('played');
    },
  );

  it('of four players has a second stage by default', async () => {
    expect((await make({ size: 4, actsPerMinute: 1 })).id).toMatch(/^trn_/);
    const { status, body } = await post('/v1/sandbox/tournaments', {
      as: await aPerson({ roles: ['organizer'] }),
      body: { playoffSize: 3 },
    });
    expect([status, body.errors]).toEqual([422, [{ field: 'playoffSize', problem: 'must be one of: 2, 4, 8, null' }]]);
  });
});

describe('is kept apart', () => {
  it('from public lists, unless it is asked for; it never becomes public', async () => {
    const { id, creator } = await make({ actsPerMinute: 1 });
    const idsOf = async (query: string, as?: Person) =>
      ok(await get(`/v1/tournaments?${query}`, as === undefined ? {} : { as }), 200).items.map(
        (item: { id: string }) => item.id,
      );
    expect(await idsOf('')).not.toContain(swiss.id);
    expect(await idsOf('mine=true', swiss.creator)).toEqual([]);
    expect(await idsOf('mine=true&sandbox=true', swiss.creator)).toEqual([swiss.id]);
    expect(await idsOf('sandbox=true', swiss.creator)).toEqual([swiss.id]);
    expect(await idsOf('sandbox=true', await aPerson())).toEqual([]);
    expect((await get('/v1/tournaments?sandbox=true')).status).toBe(401);
    const shown = await call('PATCH', `/v1/tournaments/${id}`, { as: creator, body: { visibility: 'public' } });
    expect([shown.status, shown.body.code]).toEqual([409, 'state_conflict']);
    const publish = database.sql`UPDATE tournament_tournament SET visibility = 'public' WHERE id = ${id}`;
    await expect(publish).rejects.toMatchObject({ constraint_name: 'tournament_sandbox_not_public' });
    const turn = database.sql`UPDATE tournament_tournament SET is_sandbox = false WHERE id = ${id}`;
    await expect(turn).rejects.toThrow(/append-only/);
  });

  it('from certificates, series and rating lists', async () => {
    const { id, creator: as } = swiss;
    const refusal = async (method: string, path: string, body: object) => {
      const { status, body: problem } = await call(method, path, { as, body });
      return [status, problem?.code];
    };
    expect(await refusal('POST', `/v1/tournaments/${id}/certificates`, {})).toEqual([409, 'state_conflict']);
    const series = ok(await post('/v1/series', { as, body: { title: 'Season', points: [3, 1] } }), 201);
    expect(await refusal('PUT', `/v1/series/${series.id}/tournaments/${id}`, {})).toEqual([409, 'state_conflict']);
    const list = ok(await post('/v1/rating-lists', { as, body: { name: 'Club' } }), 201);
    const draft = await make({ actsPerMinute: 1 }, as);
    const counted = await call('PUT', `/v1/tournaments/${draft.id}/rating-list`, {
      as,
      body: { ratingListId: list.id },
    });
    expect([counted.status, counted.body.code, counted.body.facts?.isSandbox]).toEqual([409, 'state_conflict', true]);
    const count = database.sql`INSERT INTO tournament_counted (tournament_id, list_id) VALUES (${draft.id}, ${list.id})`;
    await expect(count).rejects.toMatchObject({ constraint_name: 'sandbox_stays_apart' });
    const certify = database.sql`
      INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name, tournament_title, ended_on, issuer, entrant_count, created_at)
      SELECT 'crt_x', 'x', ${id}, 'reg_x', 'winner', 'en', 'pending', 'A', 'T', '2026-01-01', 'I', 2, now()`;
    await expect(certify).rejects.toMatchObject({ constraint_name: 'sandbox_stays_apart' });
  });

  it('from probations of its organizer', async () => {
    const { id, creator: as } = await make({ actsPerMinute: 1 });
    const moderator = await aPerson({ roles: ['moderator'] });
    const terms = { kind: 'hosting_probation', reasonCode: 'other', statement: 'Said.', endsAt: null };
    const probation = ok(await post('/v1/sanctions', { as: moderator, body: { ...terms, playerId: as.id } }), 201);
    const review = { note: 'A sandbox.' };
    ok(await post(`/v1/moderation/tournaments/${id}/hosting-review`, { as: moderator, body: review }), 200);
    ok(await post(`/v1/tournaments/${id}/transitions`, { as, body: { to: 'published' } }), 200);
    await database.sql`UPDATE tournament_tournament SET state = 'completed', ended_at = now() WHERE id = ${id}`;
    const found = ok(await get(`/v1/sanctions/${probation.id}`, { as: moderator }), 200);
    expect(found).toMatchObject({ phase: 'in_force', fulfilledAt: null });
  });

  it('from real coins: no transfer, no second currency, and every sum is zero', async () => {
    const owner = await anOwner();
    const [play] =
      await database.sql`SELECT id, owner_id FROM economy_wallet WHERE kind = 'player' AND currency = 'PLAY' LIMIT 1`;
    const [escrow] = await database.sql`SELECT id FROM economy_wallet WHERE kind = 'escrow' AND owner_id = ${swiss.id}`;
    for (const toWalletId of [play?.id, escrow?.id]) {
      const body = { fromWalletId: owner.walletId, toWalletId, amountCoins: 1 };
      const { status } = await post('/v1/transfers', {
        as: owner,
        body,
        headers: { 'idempotency-key': crypto.randomUUID() },
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect((await hold(owner, { walletId: toWalletId }, 1)).status).toBeGreaterThanOrEqual(400);
      const move = (from: string, to: string) => database.sql`
        INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
        VALUES (${`trf_${crypto.randomUUID()}`}, 'txn_a', 'txn_b', ${from}, ${to}, 1, 'manual_adjust', 'ply_x')`;
      await expect(move('wal_00000000000000000000000000', toWalletId)).rejects.toMatchObject({
        constraint_name: 'transfer_one_currency',
      });
      await expect(move('wal_7zzzzzzzzzzzzzzzzzzzzzzzzz', owner.walletId)).rejects.toMatchObject({
        constraint_name: 'transfer_one_currency',
      });
    }
    const second = (currency: string, ownerId: string) => database.sql`
      INSERT INTO economy_wallet (id, kind, owner_id, currency, created_at) VALUES ('wal_x', 'player', ${ownerId}, ${currency}, now())`;
    await expect(second('COIN', play?.owner_id)).rejects.toMatchObject({ constraint_name: 'wallet_one_currency' });
    await expect(second('PLAY', owner.id)).rejects.toMatchObject({ constraint_name: 'wallet_one_currency' });
    const sums =
      await database.sql`SELECT currency, sum(balance)::integer AS sum FROM economy_wallet GROUP BY 1 ORDER BY 1`;
    expect([...sums]).toEqual([
      { currency: 'COIN', sum: 0 },
      { currency: 'PLAY', sum: 0 },
    ]);
    const db = openDatabase(database.url, 1);
    expect((await reconcileLedger(portsOf(db))).driftCount).toBe(0);
    await db.close();
  });
});

it('one creator has twenty at a time', async () => {
  const { id, creator: as } = await make({ actsPerMinute: 1 });
  await database.sql`
    INSERT INTO tournament_tournament SELECT (jsonb_populate_record(t, jsonb_build_object('id', 'trn_copy' || n))).*
    FROM tournament_tournament t, generate_series(1, 19) n WHERE t.id = ${id}`;
  await database.sql`
    INSERT INTO tournament_sandbox SELECT (jsonb_populate_record(s, jsonb_build_object('tournament_id', 'trn_copy' || n, 'next_at', NULL))).*
    FROM tournament_sandbox s, generate_series(1, 19) n WHERE s.tournament_id = ${id}`;
  const { status, body } = await post('/v1/sandbox/tournaments', { as, body: {} });
  expect([status, body.code, body.facts]).toEqual([409, 'limit_reached', { kind: 'sandbox', limit: 20 }]);
  await database.sql`DELETE FROM tournament_tournament WHERE id LIKE 'trn_copy%'`;
});

it.each([
  ['tournament_result', 'tournament_result_append_only'],
  ['tournament_superseded_result', 'tournament_superseded_result_append_only'],
  ['tournament_dispute', 'dispute_final'],
  ['tournament_stage', 'stage_keeps_plan'],
  ['tournament_match', 'stage_frozen'],
  ['tournament_slot', 'stage_frozen'],
  ['tournament_stage_entrant', 'stage_frozen'],
  ['tournament_bye', 'stage_frozen'],
])('rows of %s go with a sandbox, and stay in a real tournament', async (table, constraint) => {
  const remove = database.sql.begin(async (sql) => {
    await sql`ALTER TABLE tournament_tournament DISABLE TRIGGER tournament_tournament_append_only`;
    await sql`UPDATE tournament_tournament SET is_sandbox = false WHERE id = ${swiss.id}`;
    const [row] = await sql`SELECT count(*)::integer AS count FROM ${sql(table)}`;
    expect(row?.count).toBeGreaterThan(0);
    await sql`DELETE FROM ${sql(table)}`;
  });
  await expect(remove).rejects.toMatchObject({ constraint_name: constraint });
});

it('says what its simulated players do next, and when it is removed', async () => {
  const { id, creator } = await make({ actsPerMinute: 1, seed: 'c', noShowPercent: 5 });
  const status = async (as?: Person) => get(`/v1/sandbox/tournaments/${id}`, as === undefined ? {} : { as });
  const found = ok(await status(creator), 200);
  const { createdAt } = ok(await get(`/v1/tournaments/${id}`, { as: creator }), 200);
  const after = (seconds: number) => new Date(Date.parse(createdAt) + seconds * 1000).toISOString();
  expect(found).toEqual({
    ...{ tournamentId: id, seed: 'c', actsPerMinute: 1, disputePercent: 20, noShowPercent: 5 },
    ...{ actCount: 0, nextAt: after(60), removedAt: after(7 * 86_400) },
    nextAct: { operation: 'changeTournamentState', playerId: creator.id, params: { id } },
  });
  // A draft is nobody else's.
  expect((await status()).status).toBe(404);
  // The driver that its making called may come late, hold the lease, and leave the time that it found.
  const driven = async () => {
    await database.sql`UPDATE tournament_sandbox SET next_at = now() WHERE tournament_id = ${id}
      AND NOT EXISTS (SELECT FROM tournament_sandbox_act a WHERE a.tournament_id = ${id})`;
    unwrap(await env.BACKEND.getByName('0').driveSandbox(id as Id<'tournament'>));
    return (await status()).status;
  };
  await expect.poll(driven).toBe(200);
  const next = ok(await status(), 200);
  expect(next).toMatchObject({ actCount: 1, nextAct: { operation: 'changeTournament' } });
  // People act in between: what comes next is another act, of a simulated player.
  const to = { to: 'registration_open' };
  ok(await post(`/v1/tournaments/${id}/transitions`, { as: creator, body: to }), 200);
  const [row] = await database.sql`SELECT players[1] AS first FROM tournament_sandbox WHERE tournament_id = ${id}`;
  expect(ok(await status(), 200).nextAct).toEqual({ operation: 'register', playerId: row?.first, params: { id } });
  // One that was played to its end, and a real tournament.
  expect(ok(await get(`/v1/sandbox/tournaments/${swiss.id}`), 200)).toMatchObject({
    ...{ actCount: swiss.acts, nextAt: null, nextAct: null },
  });
  const { id: real } = await aTournament();
  const as = await aPerson({ roles: ['admin'] });
  const problem = await get(`/v1/sandbox/tournaments/${real}`, { as });
  expect([problem.status, problem.body.code, problem.body.facts]).toEqual([404, 'not_found', { kind: 'sandbox' }]);
});
