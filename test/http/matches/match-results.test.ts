// Everything that was said about the result of a match, as its entrants, staff and the public read it.

import { describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

async function aMatch(fields: Record<string, unknown> = {}) {
  const stage = await aLiveTournament(2, fields);
  const [match] = await matchesOf(stage);
  const [a, b] = [0, 1].map((slot) => {
    const playerId = match?.slots[slot]?.entrant?.playerId;
    return stage.players.find(({ id }) => id === playerId) as Person;
  }) as [Person, Person];
  const path = `/v1/matches/${match?.id}`;
  const say = async (what: 'reports' | 'confirmations', as: Person, body: object) =>
    ok(await post(`${path}/${what}`, { as, body }), 200);
  const staff = async (what: 'decisions' | 'corrections' | 'forfeits', body: object) =>
    ok(await post(`${path}/${what}`, { as: stage.organizer, body }), 200);
  const results = async (as?: Person, query = '') =>
    ok(await get(`${path}/results${query}`, as === undefined ? {} : { as }), 200);
  return { stage, a, b, path, say, staff, results };
}

const twoGames = (first: number[], second: number[]) => [{ scores: first }, { scores: second }];

describe('the results of a match', () => {
  it('are both claims of a dispute with their games, for everybody who reads the match', async () => {
    const { a, b, say, results, stage } = await aMatch();
    const claimed = { scores: [2, 0], games: twoGames([21, 10], [21, 11]) };
    const answered = { scores: [0, 2], games: twoGames([10, 21], [11, 21]) };
    await say('reports', a, claimed);
    await say('reports', b, answered);
    for (const as of [undefined, a, b, stage.organizer, await aPerson()])
      expect((await results(as)).items).toMatchObject([
        { kind: 'report', slot: 1, actorId: b.id, ...answered, places: [2, 1], isSuperseded: false },
        { kind: 'report', slot: 0, actorId: a.id, ...claimed, places: [1, 2], isSuperseded: false },
      ]);
  });

  it('that a later report, a decision and a correction replaced are superseded', async () => {
    const { a, b, say, staff, results } = await aMatch();
    await say('reports', a, { scores: [1, 0] });
    await say('reports', a, { scores: [2, 0] });
    await say('reports', b, { scores: [0, 2] });
    const superseded = async () =>
      (await results()).items.map(
        (item: { kind: string; isSuperseded: boolean }) => `${item.kind} ${item.isSuperseded}`,
      );
    expect(await superseded()).toEqual(['report false', 'report false', 'report true']);
    await staff('decisions', { scores: [2, 0] });
    expect(await superseded()).toEqual(['decision false', 'report true', 'report true', 'report true']);
    await staff('corrections', { scores: [0, 3] });
    expect((await superseded()).slice(0, 2)).toEqual(['correction false', 'decision true']);
  });

  it('name the staff who acted to entrants, organizer and moderators alone', async () => {
    const { stage, a, staff, results } = await aMatch();
    await staff('forfeits', { absent: [1] });
    const named = async (as?: Person) => (await results(as)).items[0];
    for (const as of [a, stage.organizer, await aPerson({ roles: ['moderator'] })])
      expect(await named(as)).toMatchObject({ kind: 'forfeit', slot: null, actorId: stage.organizer.id });
    for (const as of [undefined, await aPerson({ roles: ['organizer'] })])
      expect(await named(as)).toMatchObject({ kind: 'forfeit', slot: null, actorId: null, games: [] });
  });

  it('come in pages, and not from a private tournament', async () => {
    const { stage, a, say, path, results } = await aMatch({ visibility: 'private' });
    for (const won of [1, 2, 3]) await say('reports', a, { scores: [won, 0] });
    const { items, nextCursor } = await results(a, '?limit=2');
    expect(items.map(({ scores }: { scores: number[] }) => scores[0])).toEqual([3, 2]);
    const last = await results(a, `?limit=2&cursor=${nextCursor}`);
    expect(last).toMatchObject({ items: [{ scores: [1, 0] }], nextCursor: null });
    expect((await get(`${path}/results`)).body.code).toBe('not_found');
    expect((await get(`${path}/results`, { as: await aPerson() })).body.code).toBe('not_found');
    await results(stage.organizer);
  });
});
