// Whole tournaments over HTTP in the formats that have no story of their own, from the plan to the placements, and the bounds of entrants.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { caseCount } from '../support/rules/nightly.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  type Stage,
} from '../support/tournaments/tournament.ts';

const database = useDatabase();

interface Shown {
  readonly id: string;
  readonly stage: number;
  readonly group: number;
  readonly round: number;
  readonly state: string;
  readonly slots: readonly { readonly entrant: { readonly seed: number } | null }[];
}

const allMatches = async (stage: Stage) => (await matchesOf(stage)) as unknown as Shown[];

/** The better seed wins, until nothing can be played. @returns how many matches were played. */
async function playOut(stage: Stage, number = 1): Promise<number> {
  for (let played = 0; ; ) {
    const ready = (await allMatches(stage)).filter((match) => match.stage === number && match.state === 'ready');
    if (ready.length === 0) return played;
    for (const { id, slots } of ready) {
      const [a = 0, b = 0] = slots.map(({ entrant }) => entrant?.seed);
      const body = { scores: a < b ? [2, 0] : [0, 2] };
      ok(await post(`/v1/matches/${id}/decisions`, { as: stage.organizer, body }), 200);
    }
    played += ready.length;
  }
}

const ranksOf = async (stage: Stage) => {
  await move(stage, 'completed');
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
  return items.map(({ rank }: { rank: number }) => rank).sort((a: number, b: number) => a - b);
};
const stageOf = async (stage: Stage, number = 1) => ok(await get(`/v1/tournaments/${stage.id}/stages/${number}`), 200);
const refusalOf = ({ status, body }: Answer<{ code: string }>) => [status, body.code];
const create = async (fields: object) => {
  const body = { title: 'Open', startsAt: '2030-01-01T10:00:00Z', capacity: 8, ...fields };
  return post('/v1/tournaments', { as: await aPerson({ roles: ['organizer'] }), body });
};

const seed = (number: number) => ({ kind: 'seed', seed: number });
const key = (round: number) => ({ group: 1, round, position: 0 });
const from = (kind: 'winner' | 'loser', round: number) => ({ kind, of: key(round) });

describe('a tournament', () => {
  it('as a league of ten has nine dated rounds of five matches, in which everybody meets everybody', async () => {
    const league = { format: 'league', firstDay: '2030-02-25', daysBetweenRounds: 4 };
    const stage = await aLiveTournament(10, { stages: [league] });
    const { rounds } = await stageOf(stage);
    expect(rounds.map(({ day }: { day: string }) => day)).toEqual([
      ...['2030-02-25', '2030-03-01', '2030-03-05', '2030-03-09', '2030-03-13'],
      ...['2030-03-17', '2030-03-21', '2030-03-25', '2030-03-29'],
    ]);
    expect(rounds.map(({ matches }: { matches: number }) => matches)).toEqual(Array(9).fill(5));
    const pairs = (await allMatches(stage)).map(({ slots }) =>
      slots
        .map(({ entrant }) => entrant?.seed)
        .sort()
        .join(),
    );
    expect(new Set(pairs).size).toBe(45);
  });

  it('as a drawn bracket plays the matches as they are drawn, and places end where they are drawn', async () => {
    // 3 meets 4, the winner meets 2, and the winner of that meets 1. Who loses first is last.
    const matches = [
      { key: key(1), slots: [seed(3), seed(4)] },
      { key: key(2), slots: [seed(2), from('winner', 1)] },
      { key: key(3), slots: [seed(1), from('winner', 2)] },
    ];
    const places = [[from('winner', 3)], [from('loser', 3)], [from('loser', 2)], [from('loser', 1)]];
    const stage = await aLiveTournament(4, { stages: [{ format: 'custom', matches, places }] });
    expect(await playOut(stage)).toBe(3);
    expect(await ranksOf(stage)).toEqual([1, 2, 3, 4]);
  });

  it('as an elimination with consolation plays on with those who lose their first match', async () => {
    const stage = await aLiveTournament(8, { stages: [{ format: 'single_elimination', consolation: true }] });
    await playOut(stage);
    const groups = Map.groupBy(await allMatches(stage), ({ group }) => group);
    expect([groups.get(1)?.length, groups.get(2)?.length]).toEqual([7, 3]);
    expect((await ranksOf(stage)).slice(0, 4)).toEqual([1, 2, 3, 3]);
  });

  it('as a gauntlet meets the best seed last', async () => {
    const stage = await aLiveTournament(5, { stages: [{ format: 'gauntlet' }] });
    expect(await playOut(stage)).toBe(4);
    const last = (await allMatches(stage)).find(({ round }) => round === 4);
    expect(last?.slots.map(({ entrant }) => entrant?.seed).sort()).toEqual([1, 2]);
    expect(await ranksOf(stage)).toEqual([1, 2, 3, 4, 5]);
  });

  it('as groups and then a Swiss in two groups pairs each group on its own until enough is won or lost', async () => {
    const swiss = { format: 'swiss', rounds: 3, winsToAdvance: 2, lossesToEliminate: 2, groups: 2 };
    const stages = [
      { format: 'round_robin', groups: 2 },
      { ...swiss, entrants: { from: 'ranking', perGroup: 4 } },
      { format: 'gauntlet', entrants: { from: 'ranking', perGroup: 1 } },
    ];
    const stage = await aLiveTournament(8, { stages });
    await playOut(stage);
    const act = async (number: number, name: string) => {
      ok(await post(`/v1/tournaments/${stage.id}/stages/${number}/${name}`, { as: stage.organizer, body: {} }), 200);
    };
    await act(1, 'completions');
    await act(2, 'starts');
    const roundOf = async (round: number) =>
      (await allMatches(stage)).filter((match) => match.stage === 2 && match.round === round);
    for (const round of [2, 3]) {
      await playOut(stage, 2);
      const asked = await post(`/v1/tournaments/${stage.id}/stages/2/rounds`, { as: stage.organizer, body: {} });
      expect(ok(asked, 202)).toEqual({ stage: 2, round, state: 'pairing', unpaired: [] });
      await expect.poll(async () => (await roundOf(round)).length, { timeout: 20_000 }).toBeGreaterThan(0);
    }
    // In each group one has won twice and one has lost twice: two are left.
    expect((await roundOf(2)).map(({ group }) => group).sort()).toEqual([1, 1, 2, 2]);
    expect((await roundOf(3)).map(({ group }) => group).sort()).toEqual([1, 2]);
    await playOut(stage, 2);
    const over = await post(`/v1/tournaments/${stage.id}/stages/2/rounds`, { as: stage.organizer, body: {} });
    expect(over.body).toMatchObject({ code: 'round_not_pairable', facts: { reason: 'all_rounds_paired' } });
    const [, , wayOn] = /^(POST) (\/\S+):/.exec(over.body.facts.wayOn) ?? [];
    ok(await post(wayOn ?? '', { as: stage.organizer, body: {} }), 200);
    await act(3, 'starts');
    const { entrants } = await stageOf(stage, 3);
    expect(entrants).toHaveLength(2);
    await playOut(stage, 3);
    expect((await ranksOf(stage)).slice(0, 2)).toEqual([1, 2]);
  });
});

describe('the number of entrants', () => {
  it('is at most 4,096, and so many play a bracket', async () => {
    expect(refusalOf(await create({ capacity: 4097 }))).toEqual([422, 'invalid_request']);
    const count = caseCount({ usual: 64, nightly: 4096 });
    const stage = await aTournament({ capacity: count });
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(1));
    await database.sql`
      INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
      SELECT make_id('reg', now()), ${stage.id}, make_id('ply', now()), 'Player ' || n, 'en', 'confirmed', now()
      FROM generate_series(2, ${count}::integer) AS n`;
    await database.sql`UPDATE tournament_tournament SET confirmed_count = ${count} WHERE id = ${stage.id}`;
    await move(stage, 'registration_closed', 'live');
    const matches = await allMatches(stage);
    expect(matches).toHaveLength(count - 1);
    const [first] = matches;
    ok(await post(`/v1/matches/${first?.id}/decisions`, { as: stage.organizer, body: { scores: [2, 0] } }), 200);
    const { entrants, rounds } = await stageOf(stage);
    expect([entrants.length, rounds[0].openMatches]).toEqual([count, count / 2 - 1]);
    let seen = 0;
    for (let cursor = ''; ; ) {
      const path = `/v1/tournaments/${stage.id}/registrations?limit=100${cursor}`;
      const { items, nextCursor } = ok(await get(path), 200);
      seen += items.length;
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toBe(count);
  });

  it('is at least two, planned and at the start', async () => {
    expect(refusalOf(await create({ capacity: 1 }))).toEqual([422, 'invalid_request']);
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    await enter(stage, await people(1));
    await move(stage, 'registration_closed');
    const body = { to: 'live' };
    const alone = await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body });
    expect(refusalOf(alone)).toEqual([409, 'not_enough_entrants']);
  });
});

describe('a plan is refused in the field that is wrong', () => {
  const final = (entrants: object) => [
    { format: 'round_robin', groups: 2 },
    { format: 'gauntlet', entrants },
  ];
  const cycle = [
    { key: key(1), slots: [seed(1), from('winner', 2)] },
    { key: key(2), slots: [seed(2), from('winner', 1)] },
  ];
  it.each([
    ['more of a group than it has', final({ from: 'ranking', perGroup: 5 }), 'stages.1.entrants'],
    ['places beyond the last', final({ from: 'split', ranks: [7, 9] }), 'stages.1.entrants'],
    ['an unknown tie-break', [{ format: 'round_robin', tieBreaks: ['luck'] }], 'stages.0.tieBreaks.0'],
    [
      'a tie-break of a Swiss',
      [{ format: 'league', firstDay: '2030-01-05', tieBreaks: ['BH'] }],
      'stages.0.tieBreaks.0',
    ],
    [
      'a bracket in which two matches wait for each other',
      [{ format: 'custom', matches: cycle, places: [[from('loser', 1)], [from('loser', 2)]] }],
      'stages.0.matches',
    ],
  ])('%s', async (_, stages, field) => {
    const answer = await create({ stages });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it('and a draw in an elimination changes nothing', async () => {
    const stage = await aLiveTournament(2);
    const [match] = await allMatches(stage);
    const drawn = await post(`/v1/matches/${match?.id}/decisions`, { as: stage.organizer, body: { scores: [1, 1] } });
    expect(refusalOf(drawn)).toEqual([422, 'draw_not_allowed']);
    expect((await allMatches(stage))[0]?.state).toBe('ready');
  });
});
