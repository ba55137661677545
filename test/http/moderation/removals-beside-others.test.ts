// A sanction that removes its player beside other sanctions, and removals that are refused.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { decide, type Match, removalActs, stages } from '../../support/moderation/removals.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
// The nightly form asks more than one moderator may.
await rebind({ RATE_LIMITS: 'off' });
let [moderator, another]: Person[] = [];
beforeAll(async () => {
  [moderator, another] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
});

const { playOf, impose, entryOf, tryToRemove, revoke, removalsOf } = removalActs(() => ({ database, moderator }));

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
