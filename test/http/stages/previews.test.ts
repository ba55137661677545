// Previews of brackets: the matches of every format, without a token and without the database.

import { expect, it } from 'vitest';
import { formatNames } from '../../../src/tournaments/stages/format-registry.ts';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

const preview = (stage: Record<string, unknown>, entrantCount: number, fields: Record<string, unknown> = {}) =>
  post('/v1/brackets/previews', { body: { stage, entrantCount, ...fields } });
const key = ({ group, round, position }: Record<string, unknown>) => `${group}/${round}/${position}`;

it('shows the matches that the tournament then has', async () => {
  for (const stage of [{ format: 'double_elimination' }, { format: 'round_robin', legs: 2 }]) {
    const { matches } = ok(await preview(stage, 6), 200);
    const played = await matchesOf(await aLiveTournament(6, { stages: [stage] }));
    expect(matches.map(key).toSorted()).toEqual(played.map((match) => key({ ...match })).toSorted());
  }
});

it('says for each slot the seed, or the match that it waits for', async () => {
  const { matches, createsMatches } = ok(
    await preview({ format: 'single_elimination', thirdPlaceMatch: true }, 4),
    200,
  );
  const from = (kind: string, place: number, position: number) => ({
    ...{ seed: null, source: { kind, place, group: 1, round: 1, position } },
  });
  expect(createsMatches).toBe(false);
  expect(matches).toEqual([
    { group: 1, round: 1, position: 0, role: null, slots: [1, 4].map((seed) => ({ seed, source: null })) },
    { group: 1, round: 1, position: 1, role: null, slots: [2, 3].map((seed) => ({ seed, source: null })) },
    { group: 1, round: 2, position: 0, role: 'final', slots: [from('winner', 1, 0), from('winner', 1, 1)] },
    { group: 1, round: 2, position: 1, role: 'third_place', slots: [from('loser', 2, 0), from('loser', 2, 1)] },
  ]);
});

it.each(formatNames.filter((name) => name !== 'custom'))('%s is shown with its defaults', async (format) => {
  const needed =
    { league: { firstDay: '2030-01-01' }, swiss: { rounds: 3 }, free_for_all: { lobbySize: 4 } }[format as string] ??
    {};
  expect(ok(await preview({ format, ...needed }, 8), 200).matches.length).toBeGreaterThan(0);
});

it('leaves who asks for a bye out of the first round of a Swiss', async () => {
  const swiss = { format: 'swiss', rounds: 3 };
  const { matches } = ok(await preview(swiss, 6, { byes: [1, 4] }), 200);
  const seedsOf = ({ slots }: { slots: { seed: number }[] }) => slots.map(({ seed }) => seed);
  expect(matches.map(seedsOf)).toEqual([
    [2, 5],
    [6, 3],
  ]);
  const refused: [Record<string, unknown>, number[]][] = [
    [swiss, [7]],
    [swiss, [2, 2]],
    [{ format: 'round_robin' }, [1]],
  ];
  for (const [stage, byes] of refused) {
    const { status, body } = await preview(stage, 6, { byes });
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'byes']);
  }
});

it.each([
  ['one entrant', { format: 'single_elimination' }, 1, 'entrantCount'],
  ['4,097 entrants', { format: 'single_elimination' }, 4097, 'entrantCount'],
  ['1,025 entrants of a Swiss', { format: 'swiss', rounds: 3, groups: 2 }, 1025, 'entrantCount'],
  ['more Swiss rounds than the entrants have opponents', { format: 'swiss', rounds: 9 }, 8, 'entrantCount'],
  ['more Swiss rounds than a group has opponents', { format: 'swiss', rounds: 5, groups: 2 }, 9, 'entrantCount'],
  ['more entrants than the format takes', { format: 'round_robin' }, 65, 'entrantCount'],
  ['more matches than are shown', { format: 'round_robin', groups: 4, legs: 4 }, 256, 'entrantCount'],
  ['a group of one', { format: 'round_robin', groups: 4 }, 7, 'entrantCount'],
  ['groups of a format that has none', { format: 'double_elimination', groups: 2 }, 8, 'stage.groups'],
  ['an unknown setting', { format: 'gauntlet', legs: 2 }, 8, 'stage.legs'],
])('%s is refused', async (_, stage, entrantCount, field) => {
  const { status, body } = await preview(stage, entrantCount);
  expect([status, body.code, body.errors?.[0]?.field]).toEqual([422, 'invalid_request', field]);
});

it('4,096 entrants of a single elimination are shown', async () => {
  expect(ok(await preview({ format: 'single_elimination' }, 4096), 200).matches).toHaveLength(4095);
});
