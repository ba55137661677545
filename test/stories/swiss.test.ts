// A Swiss over HTTP: rounds are paired on request, one after the other, with byes, standings that can be added up by hand, and placements.

import { beforeAll, describe, expect, it } from 'vitest';
import { shuffle } from '../../src/tournaments/stages/seeding.ts';
import { type Answer, aPerson, get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { decideRound, pairRound, seedsIn } from '../support/tournaments/swiss-rounds.ts';
import { aLiveTournament, matchesOf, move, ok, type Stage } from '../support/tournaments/tournament.ts';

const database = useDatabase();

const aSwiss = (count: number, fields: Record<string, unknown> = {}) =>
  aLiveTournament(count, { stages: [{ format: 'swiss', rounds: 4, ...fields }] });

const refusalOf = ({ status, body }: Answer<{ code: string }>) => [status, body.code];
const askRound = (stage: Stage, as: Person = stage.organizer) =>
  post(`/v1/tournaments/${stage.id}/stages/1/rounds`, { as, body: {} });

const standingsOf = async (stage: Stage, query = '') =>
  ok(await get(`/v1/tournaments/${stage.id}/stages/1/standings${query}`), 200).items;

async function withdraw(stage: Stage, seed: number): Promise<void> {
  const path = `/v1/tournaments/${stage.id}/registrations?limit=100`;
  const { items } = ok(await get(path, { as: stage.organizer }), 200);
  const { id } = items.find((entry: { seed: number }) => entry.seed === seed);
  ok(await post(`/v1/registrations/${id}/withdrawals`, { as: stage.organizer, body: {} }), 200);
}

interface Row {
  readonly registrationId: string;
  readonly rank: number;
  readonly decidedBy: string;
  readonly figures: readonly {
    tieBreak: string;
    value: string;
    terms: readonly { value: string; cut: string | null }[];
  }[];
}
const rankingIn = (rows: readonly Row[]) =>
  rows.map(({ registrationId, rank, decidedBy }) => ({ registrationId, rank, decidedBy }));

/** The better seed wins. */
const bySeed = (a: number, b: number): [number, number] => (a < b ? [2, 0] : [0, 2]);

describe('a Swiss of nine over four rounds', () => {
  let stage: Awaited<ReturnType<typeof aSwiss>>;

  beforeAll(async () => {
    stage = await aSwiss(9, { tieBreaks: ['buchholz', 'sonneborn_berger'] });
  });

  it('pairs each round on request, gives everybody one bye at most, and nobody the same opponent twice', async () => {
    expect(await seedsIn(stage, 1)).toEqual(['1-5', '6-2', '3-7', '8-4', '9']);
    expect(refusalOf(await askRound(stage))).toEqual([409, 'matches_open']);
    await decideRound(stage, 1, bySeed);
    for (const round of [2, 3, 4]) {
      await pairRound(stage, round);
      await decideRound(stage, round, bySeed);
    }
    const all = (await Promise.all([1, 2, 3, 4].map((round) => seedsIn(stage, round)))).flat();
    const met = all.map((pair) => pair.split('-').sort().join('-'));
    expect(new Set(met).size).toBe(4 * 5);
    expect(refusalOf(await askRound(stage))).toEqual([409, 'round_not_pairable']);
  });

  it('explains each figure by terms that add up to it', async () => {
    const rows: Row[] = await standingsOf(stage, '?explain=true&limit=100');
    expect(rows).toHaveLength(9);
    for (const { figures } of rows) {
      expect(figures.map(({ tieBreak }) => tieBreak)).toEqual(['points', 'buchholz', 'sonneborn_berger']);
      for (const { value, terms } of figures) {
        const counted = terms.filter(({ cut }) => cut === null).map((term) => Number(term.value));
        expect(counted.reduce((sum, each) => sum + each, 0)).toBe(Number(value));
      }
    }
    const [shown] = await standingsOf(stage, '?limit=1');
    expect(shown).not.toHaveProperty('steps');
    expect(shown.figures[0]).toEqual({ tieBreak: 'points', value: rows[0]?.figures[0]?.value });
  });

  it('its pages follow each other', async () => {
    const path = `/v1/tournaments/${stage.id}/stages/1/standings?limit=4`;
    const first = ok(await get(path), 200);
    const second = ok(await get(`${path}&cursor=${first.nextCursor}`), 200);
    const third = ok(await get(`${path}&cursor=${second.nextCursor}`), 200);
    const all = [...first.items, ...second.items, ...third.items];
    expect(rankingIn(all)).toEqual(rankingIn(await standingsOf(stage, '?limit=100')));
    expect(third.nextCursor).toBeNull();
  });

  it('ends with placements that are the standings', async () => {
    const standings = rankingIn(await standingsOf(stage, '?limit=100'));
    await move(stage, 'completed');
    const placements = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items;
    const order = (rows: readonly { registrationId: string }[]) =>
      rows.toSorted((left, right) => left.registrationId.localeCompare(right.registrationId));
    expect(order(rankingIn(placements))).toEqual(order(standings));
  });
});

describe('pairing a round', () => {
  it('two requests at once make one round', async () => {
    const stage = await aSwiss(4, { rounds: 3 });
    await decideRound(stage, 1, bySeed);
    for (const answer of await Promise.all([askRound(stage), askRound(stage), askRound(stage)])) {
      expect([202, 409]).toContain(answer.status);
    }
    await expect.poll(async () => (await seedsIn(stage, 2)).length, { timeout: 20_000 }).toBe(2);
    const rows =
      await database.sql`SELECT payload FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'round_paired'`;
    expect(rows.map(({ payload }) => payload)).toEqual([{ stage: 1, round: 2, matches: 2 }]);
  });

  it('leaves out who has left', async () => {
    const stage = await aSwiss(5, { rounds: 3 });
    await decideRound(stage, 1, bySeed);
    await withdraw(stage, 1);
    await pairRound(stage, 2);
    const seeds = (await seedsIn(stage, 2)).flatMap((pair) => pair.split('-'));
    expect(seeds.toSorted()).toEqual(['2', '3', '4', '5']);
  });

  it('names the rule where no legal round exists, and the stage can be completed instead', async () => {
    const stage = await aSwiss(5, { rounds: 3 });
    await decideRound(stage, 1, bySeed);
    for (const seed of [2, 4, 5]) await withdraw(stage, seed);
    const [pair] = (await seedsIn(stage, 1)).filter((each) => each === '1-3');
    expect(pair).toBe('1-3');
    const answer = await askRound(stage);
    expect(refusalOf(answer)).toEqual([409, 'round_not_pairable']);
    expect(answer.body.facts ?? answer.body).toMatchObject({ rules: ['C1: nobody meets an opponent twice'] });
    await move(stage, 'completed');
  });

  it('is only for its organizer, for a Swiss, and for a stage that is there', async () => {
    const stage = await aSwiss(4, { rounds: 3 });
    expect(refusalOf(await askRound(stage, stage.players[0]))).toEqual([403, 'forbidden']);
    expect(refusalOf(await askRound(stage, await aPerson({ roles: ['organizer'] })))).toEqual([403, 'forbidden']);
    const cup = await aLiveTournament(2);
    expect(refusalOf(await askRound(cup))).toEqual([409, 'state_conflict']);
    const missing = await post(`/v1/tournaments/${cup.id}/stages/2/rounds`, { as: cup.organizer, body: {} });
    expect(refusalOf(missing)).toEqual([404, 'not_found']);
    expect(refusalOf(await get(`/v1/tournaments/${cup.id}/stages/1/standings`))).toEqual([409, 'state_conflict']);
  });

  it('who has the wins to advance is not paired any more', async () => {
    const stage = await aSwiss(4, { rounds: 3, winsToAdvance: 2, lossesToEliminate: 2 });
    await decideRound(stage, 1, bySeed);
    await pairRound(stage, 2);
    await decideRound(stage, 2, bySeed);
    await pairRound(stage, 3);
    expect(await seedsIn(stage, 3)).toHaveLength(1);
  });
});

describe('the plan of a Swiss', () => {
  it.each([
    ['a tie-break that nobody knows', { tieBreaks: ['luck'] }],
    ['lots without a published seed', { tieBreaks: ['lots'] }],
    ['a tie-break that is there already', { tieBreaks: ['buchholz', 'BH'] }],
    ['a loss that is worth points', { points: { win: 3, draw: 2, loss: 1 } }],
    ['no rounds', { rounds: 0 }],
  ])('is refused with %s', async (_, fields) => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const body = {
      title: 'Open',
      capacity: 8,
      startsAt: '2030-01-01T10:00:00Z',
      stages: [{ format: 'swiss', rounds: 3, ...fields }],
    };
    expect(refusalOf(await post('/v1/tournaments', { as: organizer, body }))).toEqual([422, 'invalid_request']);
  });

  it('Buchholz in a round robin is refused by name', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const body = {
      title: 'Open',
      capacity: 8,
      startsAt: '2030-01-01T10:00:00Z',
      stages: [{ format: 'round_robin', tieBreaks: ['buchholz/C1'] }],
    };
    const answer = await post('/v1/tournaments', { as: organizer, body });
    expect(refusalOf(answer)).toEqual([422, 'invalid_request']);
    expect(answer.text).toContain('buchholz/C1: Buchholz needs a Swiss event');
  });

  it('lots by a published seed rank who is equal, as anybody can repeat', async () => {
    const stages = [{ format: 'round_robin', tieBreaks: ['lots'], lotsSeed: 'summer' }];
    const stage = await aLiveTournament(4, { stages });
    for (const { id } of await matchesOf(stage))
      ok(await post(`/v1/matches/${id}/forfeits`, { as: stage.organizer, body: { absent: [0, 1] } }), 200);
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/stages/1/standings`), 200);
    const drawn = items.map(({ rank, seed, decidedBy }: Record<string, unknown>) => [rank, seed, decidedBy]);
    expect(drawn).toEqual(shuffle([1, 2, 3, 4], 'summer').map((seed, index) => [index + 1, seed, 'lots']));
  });

  it('more rounds than entrants allow without a rematch are refused, with the plan where the capacity is too small already', async () => {
    const stage = await aSwiss(5, { rounds: 5 });
    expect(await seedsIn(stage, 1)).toHaveLength(3);
    await expect(aSwiss(4, { rounds: 4 })).rejects.toThrow('need 5 entrants');
    const stages = [{ format: 'swiss', rounds: 4 }];
    await expect(aLiveTournament(4, { capacity: 5, stages })).rejects.toThrow('not_enough_entrants');
  });
});
