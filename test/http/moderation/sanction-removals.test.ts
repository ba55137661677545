// A sanction removes its player from a running tournament, and its revocation takes that back: all of it, or nothing, and then it says why.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { decide, type Live, type Match, removalActs, stages } from '../../support/moderation/removals.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aLiveTournament, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
// The nightly form asks more than one moderator may.
await rebind({ RATE_LIMITS: 'off' });
let [moderator, another]: Person[] = [];
beforeAll(async () => {
  [moderator, another] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
});

const { entryOf, playOf, impose, tryToRemove, judge, revoke, removalsOf } = removalActs(() => ({
  database,
  moderator,
}));

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
