// Acts on registrations at the same time with a fixed order: a request that has waited for the tournament judges what is true then.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import { type Answer, aPerson, call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { anOwner, coinsOf, expectConsistentLedger } from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { act, anOpenTournament, enter, register } from '../../support/tournaments/raced-registrations.ts';
import { ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
// Also after a failure: no lock is left for the next test.
afterEach(() => other.sql`ROLLBACK`);
afterAll(async () => {
  await other?.close();
  await expectConsistentLedger(database.sql);
});
const outcomeOf = ({ status, body }: Answer<{ code?: string; facts?: unknown }>) =>
  status < 300 ? [status] : [body.code, body.facts];

/** `ask` starts while another session has locked the tournament, and waits; then `change` is committed. */
async function afterWaiting(
  stage: Stage,
  ask: () => Promise<Answer<{ code?: string; facts?: unknown }>>,
  change: (sql: Sql) => Promise<unknown>,
): Promise<readonly unknown[]> {
  await other.sql`BEGIN`;
  await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
  const asked = ask();
  await untilWaiting(database.sql, 1);
  await change(other.sql);
  await other.sql`COMMIT`;
  return outcomeOf(await asked);
}

const setState = (stage: Stage, state: string) => (sql: Sql) =>
  sql`UPDATE tournament_tournament SET state = ${state} WHERE id = ${stage.id}`;

/** As another request of the player does it. */
const registerInSql = (stage: Stage, player: string) => (sql: Sql) =>
  sql`SELECT tournament_register(NULL, NULL, NULL, now(), ${player}, ${stage.id}, ${newId('registration')}, NULL, NULL, 'Name', NULL, NULL, 'en', NULL, NULL,
    ${newId('event')}, NULL, NULL, NULL, NULL, NULL)`;

describe('a registration that has waited for the tournament', () => {
  it.each(['cancelled', 'live', 'registration_closed'])(
    'is refused when the tournament has become %s',
    async (state) => {
      const [stage, player] = [await anOpenTournament(), await aPerson()];
      const outcome = await afterWaiting(stage, () => register(stage, player), setState(stage, state));
      expect(outcome).toEqual(['registration_not_open', { state }]);
    },
  );

  it('is refused when the player has registered meanwhile', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const outcome = await afterWaiting(stage, () => register(stage, player), registerInSql(stage, player.id));
    expect(outcome).toEqual(['already_registered', { players: [player.id] }]);
  });

  it('is refused when the last place has been taken', async () => {
    const [stage, [one, two, three]] = [await anOpenTournament({ capacity: 2, waitlistCapacity: 0 }), await people(3)];
    await enter(stage, one as Person);
    const outcome = await afterWaiting(
      stage,
      () => register(stage, two as Person),
      registerInSql(stage, three?.id ?? ''),
    );
    expect(outcome).toEqual(['tournament_full', { capacity: 2, waitlistCapacity: 0 }]);
  });

  it('takes the place that has become free', async () => {
    const [stage, [one, two, three]] = [await anOpenTournament({ capacity: 3 }), await people(3)];
    const id = await enter(stage, one as Person);
    await enter(stage, two as Person);
    const outcome = await afterWaiting(
      stage,
      () => register(stage, three as Person),
      async (sql) => {
        await registerInSql(stage, newId('player'))(sql);
        await sql`SELECT tournament_cancel_registration(NULL, NULL, NULL, now(), ${one?.id ?? ''}, false, ${id}, NULL, ${newId('event')},
        ${newId('audit')}, NULL, NULL, NULL)`;
      },
    );
    expect(outcome).toEqual([201]);
  });
});

describe('a team that registers while a member leaves', () => {
  const aTeam = async () => {
    const [captain, mate] = [await aPerson(), await aPerson()];
    const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name: 'Team' } }), 201);
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    return { id: id as string, captain, mate };
  };
  const leave = ({ id, mate }: Awaited<ReturnType<typeof aTeam>>) =>
    call('DELETE', `/v1/teams/${id}/members/${mate.id}`, { as: mate });

  it('is refused as incomplete when the member has left', async () => {
    const [stage, team] = [await anOpenTournament({ mode: 'team', rosterSize: 2 }), await aTeam()];
    const outcome = await afterWaiting(
      stage,
      () => register(stage, team.captain, { teamId: team.id }),
      () => leave(team),
    );
    expect(outcome).toEqual(['roster_incomplete', { needs: 2, atMost: 2, has: 1 }]);
  });

  it('has no roster with a player who is no member: the leave waits for the registration', async () => {
    const [stage, team] = [await anOpenTournament({ mode: 'team', rosterSize: 2 }), await aTeam()];
    await other.sql`BEGIN`;
    await other.sql`
      SELECT tournament_register(NULL, NULL, NULL, now(), ${team.captain.id}, ${stage.id}, ${newId('registration')}, ${team.id}, NULL, 'Team',
        NULL, NULL, 'en', NULL, NULL, ${newId('event')}, NULL, NULL, NULL, NULL, NULL)`;
    const left = leave(team);
    await untilWaiting(database.sql, 1);
    await other.sql`COMMIT`;
    ok(await left, 204);
    const roster = await database.sql`SELECT player_id FROM tournament_roster WHERE tournament_id = ${stage.id}`;
    expect(roster).toEqual([{ player_id: team.captain.id }]);
  });
});

describe('a decision or cancellation that has waited for the tournament', () => {
  const pending = async () => {
    const [stage, player] = [await anOpenTournament({ requiresApproval: true, entryFeeCoins: 50 }), await anOwner(50)];
    return { stage, player, id: await enter(stage, player) };
  };

  it('finds the registration that the player has cancelled', async () => {
    const { stage, player, id } = await pending();
    const outcome = await afterWaiting(
      stage,
      () => act(id, 'approval', stage.organizer),
      (sql) => sql`
      SELECT tournament_cancel_registration(NULL, NULL, NULL, now(), ${player.id}, false, ${id}, NULL, ${newId('event')}, ${newId('audit')},
        ${newId('transfer')}, ${newId('transaction')}, ${newId('transaction')})`,
    );
    expect(outcome).toEqual(['state_conflict', { registration: 'cancelled', needs: ['pending'] }]);
    expect(await coinsOf(player)).toEqual([50, 50]);
  });

  it.each(['cancellation', 'approval', 'rejection'] as const)('is refused after the start: %s', async (what) => {
    const { stage, player, id } = await pending();
    const as = what === 'cancellation' ? player : stage.organizer;
    const outcome = await afterWaiting(stage, () => act(id, what, as), setState(stage, 'live'));
    expect(outcome).toEqual([
      'state_conflict',
      { state: 'live', needs: ['published', 'registration_open', 'registration_closed'] },
    ]);
    expect(await coinsOf(player)).toEqual([50, 0]);
  });

  it('does not wait when the caller may not act at all', async () => {
    const { stage, id } = await pending();
    const outsider = await aPerson();
    await other.sql`BEGIN`;
    await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
    for (const what of ['cancellation', 'approval', 'rejection'] as const)
      expect((await act(id, what, outsider)).body.code).toBe('forbidden');
    await other.sql`COMMIT`;
  });
});

it('requests for a full tournament without waitlist do not wait for each other', async () => {
  const [stage, [one, two, late]] = [await anOpenTournament({ capacity: 2, waitlistCapacity: 0 }), await people(3)];
  for (const player of [one, two]) await enter(stage, player as Person);
  await other.sql`BEGIN`;
  await other.sql`SELECT 1 FROM tournament_tournament WHERE id = ${stage.id} FOR NO KEY UPDATE`;
  expect((await register(stage, late as Person)).body.code).toBe('tournament_full');
  await other.sql`COMMIT`;
});
