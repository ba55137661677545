// The table of a stage while it runs: the usual columns, lobbies, and what its matches decide.

import { describe, expect, it } from 'vitest';
import { get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aBracket, type BracketMatch } from '../../support/tournaments/brackets.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

interface Row {
  readonly registrationId: string;
  readonly rank: number;
  readonly decidedBy: string;
  readonly figures: readonly { readonly tieBreak: string; readonly value: string; readonly terms?: readonly Term[] }[];
}
interface Term {
  readonly round: number;
  readonly value: string;
  readonly cut: string | null;
}

const tableOf = async ({ id }: { id: string }, query = ''): Promise<Row[]> =>
  ok(await get(`/v1/tournaments/${id}/stages/1/standings?limit=100${query}`), 200).items;

/** Counted from the matches as anybody reads them. */
function countedBy(matches: readonly BracketMatch[], registrationId: string) {
  const own = matches.flatMap(({ outcome, slots }) => {
    const slot = slots.findIndex(({ entrant }) => entrant?.registrationId === registrationId);
    const [mine, other] = [slots[slot], slots[1 - slot]];
    return outcome === null || slot < 0 || mine === undefined || other === undefined ? [] : [{ outcome, mine, other }];
  });
  const isDrawn = ({ mine, other }: (typeof own)[number]) => mine.place !== null && mine.place === other.place;
  const drawn = own.filter(isDrawn).length;
  const won = own.filter((match) => match.mine.place === 1 && !isDrawn(match)).length;
  const played = own.filter(({ outcome }) => outcome === 'played');
  return {
    ...{ played: own.length, won, drawn, lost: own.length - won - drawn },
    scoresFor: played.reduce((sum, { mine }) => sum + (mine.score ?? 0), 0),
    scoresAgainst: played.reduce((sum, { other }) => sum + (other.score ?? 0), 0),
  };
}

describe('the standings', () => {
  it('of a round robin count matches and scores as its matches show them, forfeits included', async () => {
    const bracket = await aBracket(5, { stages: [{ format: 'round_robin', allowsDraws: true }] });
    const keys = (await bracket.matches()).map(({ group, round, position }) => `${group}.${round}.${position}`);
    const results = [
      [2, 1],
      [1, 1],
      [0, 3],
      [4, 0],
      [2, 2],
    ] as const;
    for (const [index, scores] of results.entries()) ok(await bracket.decide(keys[index] ?? '', ...scores), 200);
    ok(await bracket.forfeit(keys[5] ?? '', 0), 200);
    ok(await bracket.forfeit(keys[6] ?? '', 0, 1), 200);
    const matches = await bracket.matches();
    const rows = await tableOf(bracket);
    expect(rows).toHaveLength(5);
    for (const row of rows) expect(row).toMatchObject(countedBy(matches, row.registrationId));
  });

  it('of a running free-for-all add up the best games, and are its placements at the end', async () => {
    const points = { placement: [5, 3, 1], perKill: 1 };
    const stages = [{ format: 'free_for_all', lobbySize: 3, rounds: 3, countedGames: 2, points }];
    const bracket = await aBracket(3, { stages });
    const [first, second, third] = bracket.players.map(({ id }) => id) as [string, string, string];
    const rounds = [
      { [first]: { kills: 2, place: 1 }, [second]: { kills: 0, place: 2 }, [third]: { kills: 0, place: 3 } },
      { [first]: { kills: 0, place: 3 }, [second]: { kills: 1, place: 1 }, [third]: { kills: 0, place: 2 } },
      { [first]: { kills: 0, place: 3 }, [second]: { kills: 9, place: 2 }, [third]: { kills: 0, place: 1 } },
    ];
    const play = async (round: number) => {
      const { slots } = await bracket.match(`1.${round}.0`);
      const given = slots.map(({ entrant }) => rounds[round - 1]?.[entrant?.playerId ?? ''] ?? { kills: 0, place: 1 });
      const scores = given.map(({ kills, place }) => kills + (points.placement[place - 1] ?? 0));
      const game = { scores: given.map(({ kills }) => kills), places: given.map(({ place }) => place) };
      ok(await bracket.decideWith(`1.${round}.0`, { scores, games: [game] }), 200);
    };
    await play(1);
    await play(2);
    const shown = async () => {
      const idOf = new Map(
        (await bracket.matches())[0]?.slots.map(({ entrant }) => [entrant?.registrationId, entrant?.playerId]),
      );
      return (await tableOf(bracket, '&explain=true')).map((row) => ({ ...row, player: idOf.get(row.registrationId) }));
    };
    expect(await shown()).toMatchObject([
      { player: second, rank: 1, played: 2, won: 1, drawn: 0, lost: 1, scoresFor: 9, scoresAgainst: null },
      { player: first, rank: 2, played: 2, won: 1, lost: 1, scoresFor: 8 },
      { player: third, rank: 3, played: 2, won: 0, lost: 2, scoresFor: 4 },
    ]);
    await play(3);
    const table = await shown();
    expect(table.map(({ player }) => player)).toEqual([second, first, third]);
    expect(table[0]?.figures).toMatchObject([{ tieBreak: 'points', value: '18' }]);
    expect(table[0]?.figures[0]?.terms?.map(({ round, value, cut }) => [round, value, cut])).toEqual([
      [1, '3', 'lowest'],
      [2, '6', null],
      [3, '12', null],
    ]);
    await move(bracket, 'completed');
    const { items } = ok(await get(`/v1/tournaments/${bracket.id}/placements`), 200);
    const rankOf = ({ registrationId, rank }: Row) => [registrationId, rank];
    expect((items as Row[]).map(rankOf).sort()).toEqual(table.map(rankOf).sort());
  });

  it('of a stage that is ranked by time list the times, which a correction keeps, and are its placements at the end', async () => {
    const bracket = await aBracket(3, { stages: [{ format: 'round_robin', tieBreaks: ['earliest_completion'] }] });
    const keys = ['1.3.0', '1.1.0', '1.2.0'];
    const nameIn = async (key: string, slot: number) =>
      (await bracket.match(key)).slots[slot]?.entrant?.registrationId ?? '';
    for (const key of keys) ok(await bracket.decide(key, 1, 1), 200);
    const last = [await nameIn('1.2.0', 0), await nameIn('1.2.0', 1)];
    const rows = await tableOf(bracket, '&explain=true');
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2]);
    expect(
      rows
        .slice(1)
        .map(({ registrationId }) => registrationId)
        .sort(),
    ).toEqual(last.sort());
    const times = rows.map(({ figures }) => figures[1]);
    expect(times[1]?.value).toBe(times[2]?.value);
    for (const figure of times) {
      const { value = '', terms = [] } = figure ?? {};
      expect([figure?.tieBreak, value, terms.length]).toEqual([
        'earliest_completion',
        terms
          .map((term) => term.value)
          .sort()
          .at(-1),
        2,
      ]);
      expect(terms.filter(({ cut }) => cut === null).map((term) => term.value)).toEqual([value]);
    }
    ok(await bracket.correct('1.3.0', { scores: [2, 2] }), 200);
    expect((await tableOf(bracket, '&explain=true')).map(({ figures }) => figures[1])).toEqual(times);
    await move(bracket, 'completed');
    const { items } = ok(await get(`/v1/tournaments/${bracket.id}/placements`), 200);
    expect((items as Row[]).map(({ registrationId, rank }) => [registrationId, rank])).toEqual(
      rows.map(({ registrationId, rank }) => [registrationId, rank]),
    );
  });

  it('have who is disqualified on the last rank, as the placements do, and a later disqualification leaves a stage as it was', async () => {
    const stages = [{ format: 'round_robin' }, { format: 'single_elimination', entrants: { from: 'manual' } }];
    const bracket = await aBracket(3, { stages });
    for (const { group, round, position } of await bracket.matches())
      ok(await bracket.decide(`${group}.${round}.${position}`, 2, 0), 200);
    const rank = async () => (await tableOf(bracket)).map((row) => [row.registrationId, row.rank, row.decidedBy]);
    const [first, second, third] = (await tableOf(bracket)).map(({ registrationId }) => registrationId);
    const disqualify = (id: string | undefined) =>
      post(`/v1/registrations/${id}/disqualifications`, { as: bracket.organizer, body: { reason: 'cheating' } });
    ok(await disqualify(first), 200);
    const table = await rank();
    expect(table.map(([id, place]) => [id, place])).toEqual([
      [second, expect.any(Number)],
      [third, expect.any(Number)],
      [first, 3],
    ]);
    expect(table[2]?.[2]).toBe('disqualification');
    ok(await post(`/v1/tournaments/${bracket.id}/stages/1/completions`, { as: bracket.organizer, body: {} }), 200);
    ok(await disqualify(second), 200);
    expect(await rank()).toEqual(table);
    const { entrants } = ok(await get(`/v1/tournaments/${bracket.id}/stages/1`), 200);
    const frozen = (entrants as Row[]).map((row) => [row.registrationId, row.rank, row.decidedBy]);
    expect(frozen.sort()).toEqual(table.sort());
  });

  it('are refused for an elimination of lobbies, which has no points', async () => {
    const bracket = await aBracket(6, { stages: [{ format: 'free_for_all', lobbySize: 3, advancing: 1 }] });
    const { status, body } = await get(`/v1/tournaments/${bracket.id}/stages/1/standings`);
    expect([status, body.code]).toEqual([409, 'state_conflict']);
  });
});

it('a match keeps its role when its entrants are known, and a reset gets its own', async () => {
  const cup = await aBracket(4, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
  const rolesOf = async (bracket: typeof cup) =>
    (await bracket.matches()).map((match) => (match as BracketMatch & { role: string | null }).role);
  expect(await rolesOf(cup)).toEqual([null, null, 'final', 'third_place']);
  for (const key of ['1.1.0', '1.1.1']) ok(await cup.decide(key, 1, 0), 200);
  expect(await rolesOf(cup)).toEqual([null, null, 'final', 'third_place']);
  const double = await aBracket(2, { stages: [{ format: 'double_elimination', grandFinal: 'reset' }] });
  const { matches } = double;
  for (const { group } of (await matches()).filter(({ group }) => group !== 2)) {
    const key = `${group}.1.0`;
    const isGrandFinal = group === 3;
    ok(await double.decide(key, isGrandFinal ? 0 : 1, isGrandFinal ? 1 : 0), 200);
  }
  await expect.poll(() => rolesOf(double)).toContain('reset');
  expect((await rolesOf(double)).filter(Boolean)).toEqual(['grand_final', 'reset']);
});
