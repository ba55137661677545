// Files out: entrants, ranks and matches of a stage as CSV, and a round robin as TRF.

import { expect, it } from 'vitest';
import { readCsv } from '../../../src/tournaments/exchange/csv.ts';
import { readEntrantsCsv } from '../../../src/tournaments/exchange/entrants-csv.ts';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import { aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aLiveTournament,
  aTournament,
  matchesOf,
  move,
  ok,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

useDatabase();

/** Cells below the head. */
const linesOf = (text: string) =>
  readCsv(text)
    .slice(1)
    .map(({ cells }) => cells);

it('entrants come out as a file that an import would read, and a name is no formula', async () => {
  const stage = await aTournament({ capacity: 4 });
  await move(stage, 'published', 'registration_open');
  for (const body of [
    { displayName: '=1+2', club: 'Castle' },
    { displayName: 'Ada, Countess', country: 'GB' },
  ])
    ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body }), 201);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const body = { rating: 1850 };
  ok(await call('PATCH', `/v1/registrations/${items[1].id}`, { as: stage.organizer, body }), 200);
  const answer = await get(`/v1/tournaments/${stage.id}/exports/entrants.csv`);
  expect(answer.text).toContain("'=1+2");
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${stage.id}-entrants.csv"`);
  expect(readEntrantsCsv(answer.text).map(({ line: _, ...entrant }) => entrant)).toEqual([
    { name: '=1+2', seed: null, rating: null, club: 'Castle', country: null },
    { name: 'Ada, Countess', seed: null, rating: 1850, club: null, country: 'GB' },
  ]);
});

it('a round robin has its points in the ranks at any time, and its rounds in a TRF file', async () => {
  const stage = await aLiveTournament(4, { stages: [{ format: 'round_robin' }] });
  const path = `/v1/tournaments/${stage.id}/stages/1/exports`;
  expect(linesOf((await get(`${path}/standings.csv`)).text)).toHaveLength(4);
  await playAllMatches(stage);
  await move(stage, 'completed');
  const placements = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items;
  const ranks = linesOf((await get(`${path}/standings.csv`)).text);
  expect(ranks.map((cells) => [Number(cells[0]), cells.at(-1)])).toEqual(
    placements.map(({ rank, registrationId }: Record<string, unknown>) => [rank, registrationId]),
  );
  const { about, players, roundCount } = readTrf((await get(`${path}/trf`)).text);
  // FIDE has no code for the score difference.
  expect(about.map(({ code }) => code)).not.toContain('202');
  expect(roundCount).toBe(3);
  const pointsByName = new Map(ranks.map((cells) => [cells[1], Number(cells[2])]));
  for (const { name, pointsTenths, rounds } of players) {
    expect(pointsTenths).toBe((pointsByName.get(name) ?? 0) * 10);
    expect(rounds.map(({ opponent }) => opponent)).not.toContain(null);
  }
});

it('a Swiss has its bye and its tie-breaks in the files', async () => {
  const stage = await aLiveTournament(5, { stages: [{ format: 'swiss', rounds: 2 }] });
  const path = `/v1/tournaments/${stage.id}/stages/1/exports`;
  const [head] = readCsv((await get(`${path}/standings.csv`)).text);
  expect(head?.cells.slice(0, 4)).toEqual(['rank', 'entrant', 'points', 'buchholz/C1']);
  const { about, players, roundCount, pointsTenths } = readTrf((await get(`${path}/trf`)).text);
  const textOf = (code: string) => about.find((line) => line.code === code)?.text;
  expect([textOf('202'), textOf('212')]).toEqual(['BH/C1,BH,SB,WIN', 'PTS,BH/C1,BH,SB,WIN']);
  expect([roundCount, pointsTenths.get('P')]).toEqual([2, 20]);
  expect(players.filter(({ rounds }) => rounds[0]?.result === 'U')).toHaveLength(1);
});

it('matches have one line for each slot, and a bracket has ranks when it is over', async () => {
  const stage = await aLiveTournament(4);
  const path = `/v1/tournaments/${stage.id}/stages/1/exports`;
  expect((await get(`${path}/standings.csv`)).body.code).toBe('matches_open');
  expect(linesOf((await get(`${path}/matches.csv`)).text)).toHaveLength(6);
  await playAllMatches(stage);
  const ranks = linesOf((await get(`${path}/standings.csv`)).text).map(([rank]) => Number(rank));
  expect(ranks).toEqual([1, 2, 3, 3]);
  expect((await get(`${path}/trf`)).body.code).toBe('not_exportable');
});

it('matches of games and lobbies have what each slot scored, and its place, in each game', async () => {
  const played = async (count: number, fields: object, result: object) => {
    const stage = await aLiveTournament(count, { stages: [fields] });
    const [match] = await matchesOf(stage);
    ok(await post(`/v1/matches/${match?.id}/decisions`, { as: stage.organizer, body: result }), 200);
    const [head, ...rows] = readCsv((await get(`/v1/tournaments/${stage.id}/stages/1/exports/matches.csv`)).text);
    const columns = ['slot', 'score', 'place', 'games', 'game_places'].map((name) => head?.cells.indexOf(name) ?? -1);
    return rows.map(({ cells }) => columns.map((column) => cells[column]).join('|'));
  };
  const bestOf = { format: 'single_elimination', bestOf: 3 };
  const games = [{ scores: [13, 9] }, { scores: [4, 13] }, { scores: [13, 11] }];
  expect(await played(2, bestOf, { scores: [2, 1], games })).toEqual(['0|2|1|13 4 13|', '1|1|2|9 13 11|']);
  const lobby = { format: 'free_for_all', lobbySize: 3, points: { placement: [10, 5], perKill: 1 } };
  const kills = [
    { places: [1, 2, 3], scores: [4, 0, 1] },
    { places: [2, 1, null], scores: [0, 3, 0] },
  ];
  expect(await played(3, lobby, { scores: [19, 18, 1], games: kills })).toEqual([
    '0|19|1|4 0|1 2',
    '1|18|2|0 3|2 1',
    '2|1|3|1 0|3 x',
  ]);
});

it('a stage that has not begun, an unknown stage and a draft have no files', async () => {
  const stage = await aTournament();
  const path = `/v1/tournaments/${stage.id}/stages`;
  expect((await get(`${path}/1/exports/matches.csv`)).status).toBe(404);
  await move(stage, 'published');
  expect((await get(`${path}/1/exports/matches.csv`)).body.code).toBe('state_conflict');
  for (const number of ['2', '9', 'x']) expect((await get(`${path}/${number}/exports/trf`)).status).toBe(404);
});
