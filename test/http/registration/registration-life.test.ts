// Approval, rejection and withdrawal of registrations, and cancellation of tournaments. Each fee is returned exactly once, under
// concurrency and crashes.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { settleCancelled } from '../../../src/tournaments/payouts/settle-cancelled.ts';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import {
  anOwner,
  coinsOf,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  newKey,
  type Owner,
  setFrozen,
} from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament({ entryFeeCoins: 50, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

const register = (stage: Stage, as: Person, body = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as, body });
const enter = async (stage: Stage, as: Person): Promise<string> => ok(await register(stage, as), 201).id;
const act = (id: string, what: 'cancellation' | 'approval' | 'rejection', as: Person, body = {}) =>
  post(`/v1/registrations/${id}/${what}`, { as, body });

const stateOf = async (id: string) =>
  (await database.sql`SELECT state FROM tournament_registration WHERE id = ${id}`)[0]?.state;
const placesTaken = async (stage: Stage) =>
  (await database.sql`SELECT confirmed_count FROM tournament_tournament WHERE id = ${stage.id}`)[0]?.confirmed_count;
const lastEvent = async (stage: Stage) =>
  (
    await database.sql`SELECT type, payload FROM event_outbox WHERE tournament_id = ${stage.id} ORDER BY seq DESC LIMIT 1`
  )[0];
const auditOf = (refId: string) =>
  database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${refId} ORDER BY created_at, id`;

describe('a withdrawal before the start', () => {
  it('returns the fee, frees the place, and allows a new registration with a new fee', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(60)];
    const first = await enter(stage, player);
    ok(await act(first, 'cancellation', player, { reason: 'ill' }), 200);
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[60, 60], 0]);
    expect([await stateOf(first), await placesTaken(stage)]).toEqual(['cancelled', 0]);
    expect(await lastEvent(stage)).toEqual({
      type: 'registration_cancelled',
      payload: { registrationId: first, state: 'cancelled' },
    });
    expect(await auditOf(first)).toEqual([
      { event: 'registration.cancelled', meta: { reason: 'ill', fee: 'refunded', coins: 50 } },
    ]);
    const second = await enter(stage, player);
    expect([second === first, await coinsOf(player)]).toEqual([false, [10, 10]]);
    ok(await act(second, 'cancellation', player), 200);
    expect(await coinsOf(player)).toEqual([60, 60]);
    await expectConsistentLedger(database.sql);
  });

  it('sent ten times concurrently returns the fee once', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    const id = await enter(stage, player);
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, 'cancellation', player)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect([await coinsOf(player), await placesTaken(stage)]).toEqual([[50, 50], 0]);
  });

  it('of a pending registration releases the hold', async () => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true }), await anOwner(50)];
    ok(await act(await enter(stage, player), 'cancellation', player), 200);
    expect(await coinsOf(player)).toEqual([50, 50]);
  });

  it('after finance has reversed the fee does not return it again', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    const id = await enter(stage, player);
    const [fee] =
      await database.sql`SELECT transfer_id FROM economy_transaction WHERE reference = ${`entry_fee:${id}`}`;
    const finance = await aPerson({ roles: ['finance'] });
    const body = { note: 'by mistake' };
    ok(await post(`/v1/transfers/${fee?.transfer_id}/reversals`, { as: finance, body, headers: newKey() }), 201);
    ok(await act(id, 'cancellation', player), 200);
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[50, 50], 0]);
    await expectConsistentLedger(database.sql);
  });

  it('with a frozen wallet is refused until the thaw', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    const id = await enter(stage, player);
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${player.walletId}`;
    expect(codeOf(await act(id, 'cancellation', player))).toEqual([409, 'wallet_frozen']);
    expect([await stateOf(id), await placesTaken(stage)]).toEqual(['confirmed', 1]);
    await database.sql`UPDATE economy_wallet SET is_frozen = false WHERE id = ${player.walletId}`;
    ok(await act(id, 'cancellation', player), 200);
  });

  it('is refused as escrow_short when the escrow is empty', async () => {
    const [stage, player] = [await anOpenTournament(), await anOwner(50)];
    const id = await enter(stage, player);
    const [escrow] = await database.sql`SELECT id FROM economy_wallet WHERE owner_id = ${stage.id}`;
    const finance = await aPerson({ roles: ['finance'] });
    const body = { walletId: escrow?.id, amountCoins: 1, note: 'by mistake' };
    ok(await post('/v1/debits', { as: finance, body, headers: newKey() }), 201);
    expect(codeOf(await act(id, 'cancellation', player))).toEqual([409, 'escrow_short']);
    expect(await stateOf(id)).toBe('confirmed');
  });

  it('requires the entrant or the organizer, and is refused after the start', async () => {
    const [stage, one, two] = [await anOpenTournament(), await anOwner(50), await anOwner(50)];
    const [id] = [await enter(stage, one), await enter(stage, two)];
    expect(codeOf(await act(id, 'cancellation', two))).toEqual([403, 'forbidden']);
    expect((await post(`/v1/registrations/${id}/cancellation`, { body: {} })).status).toBe(401);
    expect(codeOf(await act(`reg_${'0'.repeat(26)}`, 'cancellation', one))).toEqual([404, 'not_found']);
    expect(codeOf(await act(id, 'cancellation', one, { refund: 100 }))).toEqual([422, 'invalid_request']);
    await move(stage, 'registration_closed', 'live');
    expect(codeOf(await act(id, 'cancellation', one))).toEqual([409, 'state_conflict']);
    expect(await coinsOf(one)).toEqual([0, 0]);
  });

  it('of a team refunds the captain and frees its players for other teams', async () => {
    const stage = await anOpenTournament({ mode: 'team', rosterSize: 2 });
    const [captain, mate] = [await anOwner(100, 'Captain'), await aPerson({ name: 'Mate' })];
    const form = async (owner: Person, other: Person) => {
      const team = ok(await post('/v1/teams', { as: owner, body: { name: 'Team' } }), 201);
      ok(await post(`/v1/teams/${team.id}/members`, { as: other, body: { joinCode: team.joinCode } }), 201);
      return team.id;
    };
    const teamId = await form(captain, mate);
    const id = ok(await register(stage, captain, { teamId }), 201).id;
    expect(await coinsOf(captain)).toEqual([50, 50]);
    ok(await act(id, 'cancellation', captain), 200);
    expect(await coinsOf(captain)).toEqual([100, 100]);
    ok(await register(stage, captain, { teamId }), 201);
  });
});

describe('a registration that needs approval', () => {
  const pending = async (coins = 50, fields = {}) => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true, ...fields }), await anOwner(coins)];
    return { stage, player, id: await enter(stage, player) };
  };

  it('is charged and takes a place on approval', async () => {
    const { stage, player, id } = await pending(60);
    ok(await act(id, 'approval', stage.organizer), 200);
    expect([await coinsOf(player), await escrowOf(database.sql, stage.id)]).toEqual([[10, 10], 50]);
    expect([await stateOf(id), await placesTaken(stage)]).toEqual(['confirmed', 1]);
    expect(await lastEvent(stage)).toMatchObject({ type: 'registration_promoted', payload: { state: 'confirmed' } });
    expect((await auditOf(id)).map(({ event }) => event)).toEqual(['registration.approved']);
    expect(codeOf(await act(id, 'approval', stage.organizer))).toEqual([409, 'state_conflict']);
    ok(await act(id, 'cancellation', player), 200);
    expect(await coinsOf(player)).toEqual([60, 60]);
    await expectConsistentLedger(database.sql);
  });

  it('costs nothing when rejected, and the player may register again', async () => {
    const { stage, player, id } = await pending();
    ok(await act(id, 'rejection', stage.organizer, { reason: 'too strong' }), 200);
    expect([await coinsOf(player), await stateOf(id)]).toEqual([[50, 50], 'rejected']);
    expect(await auditOf(id)).toEqual([{ event: 'registration.rejected', meta: { reason: 'too strong' } }]);
    expect(codeOf(await act(id, 'approval', stage.organizer))).toEqual([409, 'state_conflict']);
    expect(ok(await register(stage, player), 201).state).toBe('pending');
  });

  it('is decided only by this tournament’s organizer', async () => {
    const { player, id } = await pending();
    for (const what of ['approval', 'rejection'] as const) {
      for (const as of [player, await aPerson({ roles: ['organizer', 'finance', 'moderator'] })]) {
        expect(codeOf(await act(id, what, as))).toEqual([403, 'forbidden']);
      }
    }
    expect(await coinsOf(player)).toEqual([50, 0]);
  });

  it('stays pending when the tournament is full or the wallet is frozen', async () => {
    const { stage, player, id } = await pending(50, { capacity: 2 });
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${player.walletId}`;
    expect(codeOf(await act(id, 'approval', stage.organizer))).toEqual([409, 'wallet_frozen']);
    const others = await Promise.all((await manyOwners(2, 50)).map((player) => enter(stage, player)));
    await Promise.all(others.map((other) => act(other, 'approval', stage.organizer)));
    expect(codeOf(await act(id, 'approval', stage.organizer))).toEqual([409, 'tournament_full']);
    expect([await stateOf(id), await placesTaken(stage)]).toEqual(['pending', 2]);
    expect(await coinsOf(player)).toEqual([50, 0]);
    ok(await act(id, 'rejection', stage.organizer), 200);
    expect(await coinsOf(player)).toEqual([50, 50]);
  });

  it('approved twenty times concurrently for eight places charges eight', async () => {
    const [stage, players] = [await anOpenTournament({ requiresApproval: true }), await manyOwners(20, 50)];
    const ids = await Promise.all(players.map((player) => enter(stage, player)));
    const answers = await Promise.all(ids.map((id) => act(id, 'approval', stage.organizer)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(answers.filter(({ body }) => body.code === 'tournament_full')).toHaveLength(12);
    expect([await escrowOf(database.sql, stage.id), await placesTaken(stage)]).toEqual([400, 8]);
    await expectConsistentLedger(database.sql);
  });

  it('approved, rejected and withdrawn concurrently has one outcome, and the coins match it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { stage, player, id } = await pending();
      const { organizer } = stage;
      await Promise.all([
        act(id, 'approval', organizer),
        act(id, 'rejection', organizer),
        act(id, 'rejection', organizer),
      ]);
      const state = await stateOf(id);
      expect([state, await coinsOf(player)]).toEqual(
        state === 'confirmed' ? ['confirmed', [0, 0]] : ['rejected', [50, 50]],
      );
    }
    await expectConsistentLedger(database.sql);
  });

  it('that is undecided is rejected at the start, and its hold is released', async () => {
    const { stage, player, id } = await pending();
    const others = await Promise.all((await manyOwners(2, 50)).map((player) => enter(stage, player)));
    for (const other of others) ok(await act(other, 'approval', stage.organizer), 200);
    await move(stage, 'registration_closed', 'live');
    expect([await stateOf(id), await coinsOf(player)]).toEqual(['rejected', [50, 50]]);
    const matches = ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
    expect(matches).toHaveLength(1);
  });
});

describe('a cancelled tournament', () => {
  const settledAt = async (stage: Stage) =>
    (await database.sql`SELECT settled_at FROM tournament_tournament WHERE id = ${stage.id}`)[0]?.settled_at;
  const expectAllRefunded = async (players: readonly Owner[]) => {
    const coins = await Promise.all(players.map(coinsOf));
    expect(new Set(coins.map(String))).toEqual(new Set(['50,50']));
  };

  it('returns every captured and held fee once, with one audit row', async () => {
    const [stage, players] = [await anOpenTournament({ requiresApproval: true }), await manyOwners(12, 50)];
    const ids = await Promise.all(players.map((player) => enter(stage, player)));
    await Promise.all(ids.slice(0, 6).map((id) => act(id, 'approval', stage.organizer)));
    await move(stage, 'registration_closed', 'live', 'cancelled');
    // Six were not approved and were rejected at the start.
    await expectAllRefunded(players);
    expect([await escrowOf(database.sql, stage.id), await placesTaken(stage)]).toEqual([0, 0]);
    expect(await settledAt(stage)).not.toBeNull();
    const audit = (await auditOf(stage.id)).filter(({ event }) => event === 'tournament.fees_returned');
    expect(audit).toEqual([{ event: 'tournament.fees_returned', meta: { registrations: 6, refundedCoins: 300 } }]);
    const again = await post(`/v1/tournaments/${stage.id}/transitions`, {
      as: stage.organizer,
      body: { to: 'cancelled' },
    });
    expect(codeOf(again)).toEqual([409, 'state_conflict']);
    await tickCron();
    await expectAllRefunded(players);
    await expectConsistentLedger(database.sql);
  });

  it('owes the fee to a frozen wallet until the thaw, and pays the others at once', async () => {
    const [stage, players] = [await anOpenTournament(), await manyOwners(3, 50)];
    for (const player of players) await enter(stage, player);
    const [first] = players as [Owner];
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${first.walletId}`;
    await move(stage, 'cancelled');
    await expectAllRefunded(players.slice(1));
    expect([await coinsOf(first), await settledAt(stage)]).toEqual([[0, 0], null]);
    await tickCron();
    const finance = await aPerson({ roles: ['finance'] });
    ok(await setFrozen(first, 'thaw', finance), 200);
    await tickCron();
    await expectAllRefunded(players);
    expect([await escrowOf(database.sql, stage.id), await settledAt(stage)]).toEqual([0, expect.anything()]);
    await expectConsistentLedger(database.sql);
  });

  it('with concurrent withdrawals returns each fee once', async () => {
    const [stage, players] = [await anOpenTournament({ capacity: 32 }), await manyOwners(32, 50)];
    const ids = await Promise.all(players.map((player) => enter(stage, player)));
    const leaving = players.map((player, index) => act(ids[index] as string, 'cancellation', player));
    const called = post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'cancelled' } });
    await Promise.all([...leaving, called]);
    await tickCron();
    await expectAllRefunded(players);
    expect(await escrowOf(database.sql, stage.id)).toBe(0);
    await expectConsistentLedger(database.sql);
  });

  it('returns each fee exactly once when settling is killed repeatedly at any point', async () => {
    // More than two batches of entrants.
    const [stage, players] = [await anOpenTournament({ capacity: 256 }), await manyOwners(210, 50)];
    for (let first = 0; first < players.length; first += 50) {
      await Promise.all(players.slice(first, first + 50).map((player) => enter(stage, player)));
    }
    await database.sql`UPDATE tournament_tournament SET state = 'cancelled' WHERE id = ${stage.id}`;
    await database.sql.unsafe(`
      CREATE SEQUENCE steps; CREATE SEQUENCE deaths;
      CREATE FUNCTION die_now_and_then() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        IF nextval('steps') IN (150, 400) OR random() < 0.003 THEN PERFORM nextval('deaths'), pg_terminate_backend(pg_backend_pid()), pg_sleep(1); END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_death BEFORE INSERT ON economy_transaction FOR EACH ROW EXECUTE FUNCTION die_now_and_then();
      CREATE TRIGGER a_death BEFORE UPDATE ON tournament_registration FOR EACH ROW EXECUTE FUNCTION die_now_and_then();
      CREATE TRIGGER a_death BEFORE INSERT ON moderation_audit FOR EACH ROW EXECUTE FUNCTION die_now_and_then()`);
    // Each attempt starts without state of earlier attempts. Two attempts run at the same time.
    const attempt = async () => {
      const db = openDatabase((env as unknown as { DATABASE_URL: string }).DATABASE_URL, 1);
      await settleCancelled(portsOf(db), stage.id as Id<'tournament'>).catch(() => {});
      await db.close();
    };
    for (let round = 0; round < 200 && (await settledAt(stage)) === null; round += 1) {
      await Promise.all([attempt(), attempt()]);
    }
    await database.sql.unsafe('DROP FUNCTION die_now_and_then CASCADE');
    const [deaths] = await database.sql`SELECT last_value::integer AS n FROM deaths`;
    expect(deaths?.n).toBeGreaterThan(1);
    const refunds = await database.sql`
      SELECT count(*)::integer AS n, count(DISTINCT wallet_id)::integer AS wallets FROM economy_transaction
      WHERE amount > 0 AND reverses IN (SELECT transfer_id FROM economy_transaction WHERE wallet_id =
        (SELECT id FROM economy_wallet WHERE owner_id = ${stage.id}))`;
    expect(refunds).toEqual([{ n: 210, wallets: 210 }]);
    expect([await escrowOf(database.sql, stage.id), await settledAt(stage)]).toEqual([0, expect.anything()]);
    const refunded = await database.sql`
      SELECT count(*)::integer AS n FROM economy_wallet WHERE kind = 'player' AND balance = 50 AND held = 0
        AND owner_id = ANY (string_to_array(${players.map(({ id }) => id).join(',')}, ','))`;
    expect(refunded).toEqual([{ n: 210 }]);
    await expectConsistentLedger(database.sql);
  });
});
