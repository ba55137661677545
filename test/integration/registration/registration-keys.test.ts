// The Idempotency-Key of a registration: claimed and kept in the registration's own transaction.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { registerPlayer } from '../../../src/tournaments/registration/register-player.ts';
import { aPerson, call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aClaim, portsOf } from '../../support/isolate/ports.ts';
import { anOwner, coinsOf } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'));
});
afterAll(() => db?.close());

const actorOf = ({ id, name }: Person): Actor => ({
  playerId: id as Id<'player'>,
  issuer: 'test',
  name,
  roles: new Set(['player']),
});
const register = (stage: Stage, as: Person, claim = aClaim(), fields = {}) =>
  registerPlayer(portsOf(db, claim), actorOf(as), {
    tournamentId: stage.id as Id<'tournament'>,
    language: 'en',
    ...fields,
  });
const codeOf = (outcome: PromiseSettledResult<unknown>) =>
  outcome.status === 'rejected' ? outcome.reason.code : 'done';
const countIn = async (stage: Stage) =>
  (await database.sql`SELECT 1 FROM tournament_registration WHERE tournament_id = ${stage.id}`).length;

async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

describe('a registration that is repeated with its key', () => {
  it('is the same one, is charged once, and writes no second event', async () => {
    const [stage, player, claim] = [await anOpenTournament({ entryFeeCoins: 50 }), await anOwner(120), aClaim()];
    const first = await register(stage, player, claim);
    expect(claim.replays()).toBe(0);
    expect(await register(stage, player, claim)).toEqual(first);
    expect([claim.replays(), await countIn(stage), await coinsOf(player)]).toEqual([1, 1, [70, 70]]);
    const events =
      await database.sql`SELECT 1 FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'registration_created'`;
    expect(events).toHaveLength(1);
  });

  it('is answered after the team has changed, registration has closed and the entrant has withdrawn', async () => {
    const stage = await anOpenTournament({ mode: 'team', rosterSize: 2 });
    const [captain, mate, claim] = [await aPerson(), await aPerson(), aClaim()];
    const team = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
    ok(await post(`/v1/teams/${team.id}/members`, { as: mate, body: { joinCode: team.joinCode } }), 201);
    const first = await register(stage, captain, claim, { teamId: team.id });
    ok(await call('DELETE', `/v1/teams/${team.id}/members/${mate.id}`, { as: mate }), 204);
    ok(await post(`/v1/registrations/${first.id}/cancellation`, { as: captain, body: {} }), 200);
    await move(stage, 'registration_closed');
    expect(await register(stage, captain, claim, { teamId: team.id })).toEqual(first);
    await expect(register(stage, captain, aClaim(), { teamId: team.id })).rejects.toMatchObject({
      code: 'registration_not_open',
    });
  });

  it('but with another body is refused', async () => {
    const [stage, player, claim] = [await anOpenTournament(), await aPerson(), aClaim()];
    await register(stage, player, claim);
    const other = { ...claim, fingerprint: 'other' };
    await expect(register(stage, player, other)).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  });
});

it('a refused registration does not use its key up', async () => {
  const [stage, player, claim] = [await anOpenTournament({ entryFeeCoins: 50 }), await anOwner(49), aClaim()];
  await expect(register(stage, player, claim)).rejects.toMatchObject({ code: 'insufficient_funds' });
  await database.sql`UPDATE tournament_tournament SET entry_fee = 49 WHERE id = ${stage.id}`;
  expect((await register(stage, player, claim)).state).toBe('confirmed');
  expect(claim.replays()).toBe(0);
});

describe('two registrations of one player at once', () => {
  it('with one key are one registration: the second is answered alike, or refused as in flight', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [stage, player, claim] = [await anOpenTournament(), await aPerson(), aClaim()];
      const outcomes = await Promise.allSettled([register(stage, player, claim), register(stage, player, claim)]);
      expect(await countIn(stage)).toBe(1);
      expect(outcomes.map(codeOf)).toContain('done');
      for (const code of outcomes.map(codeOf)) expect(code).toBeOneOf(['done', 'idempotency_in_flight']);
      const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.id : []));
      expect(new Set(ids).size).toBe(1);
    }
  });

  it('with two keys are one registration and one already_registered', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [stage, player] = [await anOpenTournament(), await aPerson()];
      const outcomes = await Promise.allSettled([register(stage, player), register(stage, player)]);
      expect(outcomes.map(codeOf).sort()).toEqual(['already_registered', 'done']);
      expect(await countIn(stage)).toBe(1);
    }
  });
});
