// A sanction removes its player from a running tournament, and its revocation takes that back: all of it, or nothing, and then it says why.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeRestoration, type RestorationFacts } from '../../../src/tournaments/departures/removal.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aLiveTournament, matchesOf, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
// The nightly form asks more than one moderator may.
await rebind({ RATE_LIMITS: 'off' });
let [moderator, another]: Person[] = [];
beforeAll(async () => {
  [moderator, another] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
});

type Live = Stage & { readonly players: readonly Person[] };
type Match = Awaited<ReturnType<typeof matchesOf>>[number];

const impose = async (player: { readonly id: string }, fields: object = {}): Promise<{ id: string }> => {
  const terms = { playerId: player.id, kind: 'suspend', reasonCode: 'rule_breach', statement: 'Said.' };
  return ok(await post('/v1/sanctions', { as: moderator, body: { ...terms, ...fields } }), 201);
};
const revoke = async ({ id }: { readonly id: string }) =>
  ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } }), 200);
const tryToRemove = ({ id }: { readonly id: string }, registrationId: string, dryRun = false, as = moderator) =>
  post(`/v1/sanctions/${id}/removals`, { as, body: { registrationId, dryRun } });
const removalsOf = async ({ id }: { readonly id: string }) =>
  ok(await get(`/v1/sanctions/${id}/removals`, { as: moderator }), 200).items;

async function entrants({ id }: Live): Promise<Map<string, string>> {
  const rows = await database.sql<{ id: string; player_id: string }[]>`
    SELECT id, player_id FROM tournament_registration WHERE tournament_id = ${id}`;
  return new Map(rows.map((row) => [row.player_id, row.id]));
}
const entryOf = async (stage: Live, player: Person) => (await entrants(stage)).get(player.id) as string;

/** All that play has written, and who plays. */
async function playOf({ id }: Live) {
  const [row] = await database.sql<{ rows: Record<string, unknown>; count: number }[]>`
    SELECT tournament_play_rows(id) AS rows, confirmed_count AS count FROM tournament_tournament WHERE id = ${id}`;
  const states =
    await database.sql`SELECT id, state, seed FROM tournament_registration WHERE tournament_id = ${id} ORDER BY id`;
  return { ...row, states: [...states] };
}

/** What the rule in code says now, on facts that are read in another way than the function of the database reads them. */
async function judge(stage: Live, sanction: { readonly id: string }) {
  const [kept] = await database.sql<{ after: Record<string, unknown>; count: number; before: string; entry: string }[]>`
    SELECT rows_after AS after, match_count AS count, state_before AS before, registration_id AS entry
    FROM tournament_removal WHERE sanction_id = ${sanction.id}`;
  const [now] = await database.sql<{ rows: Record<string, unknown>; state: string; stage: string; full: boolean }[]>`
    SELECT tournament_play_rows(t.id) AS rows, t.state, t.confirmed_count >= t.capacity AS full,
      (SELECT s.state FROM tournament_stage s WHERE s.tournament_id = t.id) AS stage FROM tournament_tournament t WHERE t.id = ${stage.id}`;
  const [entry] = await database.sql`SELECT state FROM tournament_registration WHERE id = ${kept?.entry as string}`;
  const matchOf = (key: string) => key.split(' ')[1] as string;
  const changed = new Set(Object.keys(kept?.after ?? {}).map(matchOf));
  const keys = [...Object.keys(now?.rows ?? {}), ...Object.keys(kept?.after ?? {})].filter((key) =>
    changed.has(matchOf(key)),
  );
  const goneOn = keys.filter((key) => JSON.stringify(now?.rows[key]) !== JSON.stringify(kept?.after[key])).map(matchOf);
  const matches = Object.keys(now?.rows ?? {}).filter((key) => key.startsWith('match '));
  return judgeRestoration({
    tournamentState: now?.state,
    registrationState: entry?.state,
    isStageOver: changed.size > 0 && now?.stage !== 'live',
    matchesGoneOn: goneOn,
    hasNewMatches: matches.length !== kept?.count,
    isPlaceTaken: kept?.before === 'confirmed' && now?.full === true,
  } as RestorationFacts);
}

const decide = (stage: Live, match: Match, scores: readonly number[]) =>
  post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body: { scores } });

/** Decides up to `count` matches that are ready, in the order of the list. */
async function playSome(stage: Live, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) {
    const match = (await matchesOf(stage)).find(({ state }) => state === 'ready');
    if (match === undefined) return;
    ok(await decide(stage, match, [2, 1]), 200);
  }
}

const withdraw = async (stage: Live, as: Person) =>
  ok(await post(`/v1/registrations/${await entryOf(stage, as)}/withdrawals`, { as, body: {} }), 200);

const stages = {
  'single elimination': { format: 'single_elimination', thirdPlaceMatch: true },
  'double elimination': { format: 'double_elimination' },
  'round robin': { format: 'round_robin' },
  swiss: { format: 'swiss', rounds: 3 },
} as const;

describe('a revocation when nothing else has happened', () => {
  const drawn = fc.record({
    stage: fc.constantFrom(...(Object.keys(stages) as (keyof typeof stages)[])),
    size: fc.integer({ min: 3, max: 6 }),
    played: fc.integer({ min: 0, max: 5 }),
    who: fc.nat(),
    reported: fc.boolean(),
    /** Who has withdrawn before, by number. */
    withdrawn: fc.subarray([0, 1, 2], { maxLength: 2 }),
  });

  it('leaves the tournament as it was before the removal, match by match, or says what cannot be taken back', async () => {
    const reached = new Set<string | null>();
    const property = fc.asyncProperty(drawn, async ({ stage: kind, size, played, who, reported, withdrawn }) => {
      const stage = await aLiveTournament(size, { capacity: size, stages: [stages[kind]] });
      for (const number of withdrawn) await withdraw(stage, stage.players[number] as Person);
      await playSome(stage, played);
      const player = stage.players[who % size] as Person;
      const entry = await entryOf(stage, player);
      const open = (await matchesOf(stage)).find(
        ({ state, slots }) => state === 'ready' && slots.some(({ entrant }) => entrant?.playerId === player.id),
      );
      if (reported && open !== undefined)
        ok(await post(`/v1/matches/${open.id}/reports`, { as: player, body: { scores: [2, 1] } }), 200);
      const before = await playOf(stage);
      const sanction = await impose(player);
      const preview = ok(await tryToRemove(sanction, entry, true), 200);
      expect(await playOf(stage)).toEqual(before);
      const removed = ok(await tryToRemove(sanction, entry), 200);
      expect({ ...removed, isDone: false }).toEqual(preview);
      const after = await playOf(stage);
      expect(after.states).toContainEqual(expect.objectContaining({ id: entry, state: 'disqualified' }));
      const expected = await judge(stage, sanction);
      await revoke(sanction);
      const [{ remainder }] = await removalsOf(sanction);
      expect(remainder).toBe(expected);
      reached.add(remainder);
      expect(await playOf(stage)).toEqual(remainder === null ? before : after);
      // Only a format that pairs again by itself can go on at once.
      if (kind !== 'swiss') expect(remainder).toBeNull();
    });
    await fc.assert(property, {
      numRuns: caseCount({ usual: 6, nightly: 300 }),
      examples: [
        [{ stage: 'double elimination', size: 4, played: 2, who: 1, reported: true, withdrawn: [] }],
        [{ stage: 'swiss', size: 4, played: 1, who: 3, reported: false, withdrawn: [] }],
        // The winner of the only match has the final without an opponent.
        [{ stage: 'single elimination', size: 4, played: 1, who: 0, reported: false, withdrawn: [1, 2] }],
      ],
    });
    expect(reached.has(null)).toBe(true);
  });
});

describe('a revocation after something else', () => {
  const ready = async (stage: Live) => (await matchesOf(stage)).filter(({ state }) => state === 'ready');

  it('takes nothing back when a match that was changed has gone on, and names the match', async () => {
    const stage = await aLiveTournament(4, { capacity: 4, stages: [stages['single elimination']] });
    const [first, second] = await ready(stage);
    const player = stage.players.find(({ id }) => id === first?.slots[0]?.entrant?.playerId) as Person;
    const [sanction, entry] = [await impose(player), await entryOf(stage, player)];
    const removed = ok(await tryToRemove(sanction, entry), 200);
    expect(removed.forfeitedMatchIds).toEqual([first?.id]);
    ok(await decide(stage, second as Match, [2, 0]), 200);
    const [final] = await ready(stage);
    expect(removed.changedMatchIds).toContain(final?.id);
    const after = await playOf(stage);
    expect(await judge(stage, sanction)).toBe('matches_went_on');
    await revoke(sanction);
    expect(await removalsOf(sanction)).toMatchObject([
      { registrationId: entry, remainder: 'matches_went_on', matchIdsGoneOn: expect.arrayContaining([final?.id]) },
    ]);
    expect(await playOf(stage)).toEqual(after);
  });

  it('takes all back when only other matches have gone on; spectators hear it', async () => {
    const stage = await aLiveTournament(4, { capacity: 4, stages: [stages['round robin']] });
    const [player] = stage.players as [Person];
    const [sanction, entry] = [await impose(player), await entryOf(stage, player)];
    const before = await playOf(stage);
    const { forfeitedMatchIds } = ok(await tryToRemove(sanction, entry), 200);
    const [other] = await ready(stage);
    ok(await decide(stage, other as Match, [2, 0]), 200);
    await revoke(sanction);
    expect(await removalsOf(sanction)).toMatchObject([{ remainder: null, matchIdsGoneOn: [] }]);
    const now = await playOf(stage);
    expect(now.states).toEqual(before.states);
    for (const id of forfeitedMatchIds as string[])
      for (const [key, row] of Object.entries(before.rows ?? {}))
        if (key.includes(id)) expect([key, now.rows?.[key]]).toEqual([key, row]);
    const [event] = await database.sql`
      SELECT payload FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'registration_restored'`;
    expect(event?.payload).toMatchObject({ registrationId: entry, state: 'confirmed' });
    const kept = ok(await get('/v1/me/export', { as: player }), 200).registrations;
    expect(kept).toMatchObject([{ id: entry, removals: [{ sanctionId: sanction.id, remainder: null }] }]);
    const audit = ok(await get(`/v1/moderation/audit?refType=registration&refId=${entry}`, { as: moderator }), 200);
    expect(audit.items.slice(0, 2).map((row: { event: string }) => row.event)).toEqual([
      'registration.restored',
      'registration.disqualified',
    ]);
  });

  it('comes too late when the tournament is over; an appeal that lifts the sanction takes back like a revocation', async () => {
    const [over, open] = [await aLiveTournament(2), await aLiveTournament(2)];
    const [player] = over.players as [Person];
    const sanction = await impose(player);
    ok(await tryToRemove(sanction, await entryOf(over, player)), 200);
    await move(over, 'completed');
    expect(await judge(over, sanction)).toBe('tournament_over');
    await revoke(sanction);
    expect(await removalsOf(sanction)).toMatchObject([{ remainder: 'tournament_over' }]);

    const [other] = open.players as [Person];
    const [lifted, before] = [await impose(other), await playOf(open)];
    ok(await tryToRemove(lifted, await entryOf(open, other)), 200);
    const appeal = ok(
      await post(`/v1/sanctions/${lifted.id}/appeals`, { as: other, body: { text: 'It was my brother, look again.' } }),
      201,
    );
    const ruling = { outcome: 'lifted', statement: 'True.' };
    ok(await post(`/v1/moderation/appeals/${appeal.id}/rulings`, { as: another, body: ruling }), 200);
    expect(await playOf(open)).toEqual(before);
  });
});

describe('beside other sanctions', () => {
  const aRemoved = async () => {
    const stage = await aLiveTournament(3, { capacity: 3, stages: [stages['round robin']] });
    const [player] = stage.players as [Person];
    const [before, sanction] = [await playOf(stage), await impose(player)];
    return { stage, player, before, sanction, entry: await entryOf(stage, player) };
  };
  const reduce = async ({ id }: { readonly id: string }, player: Person): Promise<{ id: string }> => {
    const sent = { as: player, body: { text: 'It was my brother, look again.' } };
    const appeal = ok(await post(`/v1/sanctions/${id}/appeals`, sent), 201);
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const ruling = { outcome: 'reduced', statement: 'A little.', endsAt };
    ok(await post(`/v1/moderation/appeals/${appeal.id}/rulings`, { as: another, body: ruling }), 200);
    return ok(await get('/v1/me/sanctions', { as: player }), 200).items[0];
  };

  it('an entrant plays again when the last sanction that keeps it away is revoked, also of two at once', async () => {
    for (const isAtOnce of [false, true, true]) {
      const { stage, player, before, sanction, entry } = await aRemoved();
      const other = await impose(player, { kind: 'ban' });
      ok(await tryToRemove(sanction, entry), 200);
      const after = await playOf(stage);
      if (isAtOnce) await Promise.all([revoke(sanction), revoke(other)]);
      else {
        await revoke(sanction);
        expect(await playOf(stage)).toEqual(after);
        expect(await removalsOf(sanction)).toMatchObject([{ reversedAt: null, remainder: null }]);
        await revoke(other);
      }
      expect(await playOf(stage)).toEqual(before);
      expect(await removalsOf(sanction)).toMatchObject([{ reversedAt: expect.any(String), remainder: null }]);
    }
  });

  it('a reduced sanction still removes; its revocation takes back, its end does not', async () => {
    const { stage, player, before, sanction, entry } = await aRemoved();
    ok(await tryToRemove(sanction, entry), 200);
    const after = await playOf(stage);
    const reduced = await reduce(sanction, player);
    expect(await playOf(stage)).toEqual(after);
    await revoke(reduced);
    expect(await playOf(stage)).toEqual(before);

    const ended = await aRemoved();
    ok(await tryToRemove(ended.sanction, ended.entry), 200);
    const { id } = await reduce(ended.sanction, ended.player);
    await database.sql.begin(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE id = ${id}`;
    });
    await revoke(await impose(ended.player, { kind: 'warn' }));
    expect(await removalsOf(ended.sanction)).toMatchObject([{ reversedAt: null }]);
  });

  it('a match that was contested is contested again, by whom and why it was', async () => {
    const stage = await aLiveTournament(2);
    const [player, rival] = stage.players as [Person, Person];
    const [match] = await matchesOf(stage);
    const report = (as: Person, scores: number[]) => post(`/v1/matches/${match?.id}/reports`, { as, body: { scores } });
    ok(await report(player, [2, 0]), 200);
    ok(await report(rival, [0, 2]), 200);
    const open = async () => {
      const { items } = ok(await get(`/v1/tournaments/${stage.id}/disputes`, { as: stage.organizer }), 200);
      return items.filter(({ outcome }: { outcome: string | null }) => outcome === null);
    };
    const [[contested], before, sanction] = [await open(), await playOf(stage), await impose(player)];
    ok(await tryToRemove(sanction, await entryOf(stage, player)), 200);
    expect(await open()).toEqual([]);
    await revoke(sanction);
    expect(await playOf(stage)).toEqual(before);
    const { id: _, openedAt: __, ...same } = contested;
    expect(await open()).toEqual([expect.objectContaining(same)]);
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
    expect(items.slice(-2).map(({ type }: { type: string }) => type)).toEqual([
      'registration_restored',
      'dispute_opened',
    ]);
    ok(await decide(stage, match as Match, [2, 1]), 200);
    expect(await open()).toEqual([]);
  });
});

describe('a removal is refused', () => {
  it('without a sanction in force on that entrant in that tournament, to players, and to who plays in it', async () => {
    const [stage, elsewhere] = [await aLiveTournament(2), await aLiveTournament(2)];
    const [player, rival] = stage.players as [Person, Person];
    const entry = await entryOf(stage, player);
    const before = await playOf(stage);
    const kinds = [
      ...['warn', 'mute', 'wallet_freeze', 'hosting_probation', 'certificate_suspension'].map((kind) => ({ kind })),
      { kind: 'ban', endsAt: null },
      { tournamentId: elsewhere.id },
      { areas: ['hosting'] },
      { startsAt: new Date(Date.now() + 86_400_000).toISOString() },
    ];
    for (const fields of kinds) ok(await tryToRemove(await impose(player, fields), entry), 409);
    const sanction = await impose(player, { tournamentId: stage.id });
    ok(await tryToRemove(sanction, await entryOf(stage, rival)), 409);
    ok(await tryToRemove(sanction, 'reg_00000000000000000000000000'), 404);
    ok(await tryToRemove({ id: 'san_00000000000000000000000000' }, entry), 404);
    ok(await tryToRemove(sanction, entry, false, stage.organizer), 403);
    ok(await tryToRemove(sanction, entry, false, player), 403);
    expect(await playOf(stage)).toEqual(before);
    const answers = await Promise.all([tryToRemove(sanction, entry), tryToRemove(sanction, entry)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const ended = await Promise.all(
      [1, 2].map(() => post(`/v1/sanctions/${sanction.id}/revocation`, { as: moderator, body: { reason: 'No.' } })),
    );
    expect(ended.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await playOf(stage)).toEqual(before);
    await expect(database.sql`DELETE FROM tournament_removal`).rejects.toThrow();
    await expect(database.sql`UPDATE tournament_removal SET removed_at = now()`).rejects.toMatchObject({
      constraint_name: 'removal_reversed_once',
    });
  });
});
