// Approval, rejection and withdrawal of registrations. Each fee is returned exactly once, under concurrency and crashes.

import { describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, coinsOf, escrowOf, expectConsistentLedger, manyOwners, newKey } from '../../support/ledger/ledger.ts';
import {
  act,
  anOpenTournament,
  codeOf,
  enter,
  readsOf,
  register,
} from '../../support/tournaments/paid-registrations.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const { stateOf, placesTaken, lastEvent, auditOf } = readsOf(() => ({ database }));

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
