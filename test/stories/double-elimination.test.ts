// A double elimination over HTTP: losers drop into the second bracket, and the grand final is played again when it must be.

import { describe, expect, it } from 'vitest';
import { get, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aLiveTournament, move, ok, type Stage } from '../support/tournaments/tournament.ts';

const database = useDatabase();

interface Match {
  readonly id: string;
  readonly group: number;
  readonly round: number;
  readonly state: string;
  readonly slots: readonly { readonly entrant: { readonly seed: number } | null }[];
}

const matchesOf = async (stage: Stage): Promise<Match[]> =>
  ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;

/** `stronger` wins; the organizer decides. */
async function playAll(stage: Stage, stronger: (a: number, b: number, match: Match) => boolean): Promise<Match[]> {
  for (;;) {
    const all = await matchesOf(stage);
    const [match] = all.filter(({ state }) => state === 'ready');
    if (match === undefined) return all;
    const [one, other] = match.slots.map(({ entrant }) => entrant?.seed ?? 0);
    const isFirst = stronger(one ?? 0, other ?? 0, match);
    const body = isFirst ? { scores: [1, 0] } : { scores: [0, 1] };
    ok(await post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body }), 200);
  }
}

const betterSeed = (a: number, b: number) => a < b;
const ranksOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/placements`), 200).items.map(
    ({ displayName, rank }: { displayName: string; rank: number }) => `${rank} ${displayName}`,
  );

describe('a double elimination of five', () => {
  it('has eight matches and ends with the grand final if the winners’ champion wins it', async () => {
    const stage = await aLiveTournament(5, { stages: [{ format: 'double_elimination' }] });
    expect(ok(await get(`/v1/tournaments/${stage.id}`), 200)).toMatchObject({
      stages: [{ number: 1, state: 'live', format: 'double_elimination', grandFinal: 'reset' }],
    });
    expect(await playAll(stage, betterSeed)).toHaveLength(8);
    await move(stage, 'completed');
    expect((await ranksOf(stage)).slice(0, 3)).toEqual(['1 Player 1', '2 Player 2', '3 Player 3']);
  });

  it('gets a ninth match if the losers’ champion wins the first grand final', async () => {
    const stage = await aLiveTournament(5, { stages: [{ format: 'double_elimination' }] });
    const all = await playAll(stage, (a, b, { group }) => (group === 3 ? a > b : a < b));
    expect(all).toHaveLength(9);
    expect(all.at(-1)).toMatchObject({ group: 3, round: 2, state: 'completed' });
    const created = await database.sql`
      SELECT payload FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'bracket_generated' ORDER BY seq`;
    expect(created.map(({ payload }) => payload)).toEqual([
      { stage: 1, entrants: 5, matches: 8 },
      { stage: 1, entrants: 5, matches: 1 },
    ]);
    await move(stage, 'completed');
    expect((await ranksOf(stage)).slice(0, 2)).toEqual(['1 Player 2', '2 Player 1']);
  });

  it('of matches by games drops the loser into the slot that waits for it, past a match that does not exist', async () => {
    const stage = await aLiveTournament(3, { stages: [{ format: 'double_elimination', bestOf: 3 }] });
    const games = [{ scores: [13, 4] }, { scores: [9, 13] }, { scores: [13, 11] }];
    for (const round of [1, 2]) {
      const match = (await matchesOf(stage)).find((each) => each.group === 1 && each.round === round);
      const body = { scores: [2, 1], games };
      ok(await post(`/v1/matches/${match?.id}/decisions`, { as: stage.organizer, body }), 200);
    }
    const lower = (await matchesOf(stage)).filter(({ group }) => group === 2);
    expect(
      lower.map(({ state, slots }) => [state, slots.map(({ entrant }) => entrant?.seed ?? null).toSorted()]),
    ).toEqual([['ready', [2, 3]]]);
  });

  it('gets the match also when the process ended before it could create it: completion creates it and waits', async () => {
    const stage = await aLiveTournament(5, { stages: [{ format: 'double_elimination' }] });
    const isSecondFinal = ({ group, round }: Match) => group === 3 && round === 2;
    const reset = (await playAll(stage, (a, b, { group, round }) => (group === 3 && round === 1 ? a > b : a < b))).find(
      isSecondFinal,
    );
    // As if it had never been created.
    await database.sql`ALTER TABLE tournament_result DISABLE TRIGGER tournament_result_kept`;
    await database.sql`DELETE FROM tournament_result WHERE match_id = ${reset?.id ?? ''}`;
    await database.sql`ALTER TABLE tournament_result ENABLE TRIGGER tournament_result_kept`;
    await database.sql`DELETE FROM tournament_slot WHERE match_id = ${reset?.id ?? ''}`;
    await database.sql`DELETE FROM tournament_match WHERE id = ${reset?.id ?? ''}`;
    const answer = await post(`/v1/tournaments/${stage.id}/transitions`, {
      as: stage.organizer,
      body: { to: 'completed' },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'matches_open']);
    expect((await matchesOf(stage)).filter(isSecondFinal)).toMatchObject([{ state: 'ready' }]);
    await playAll(stage, betterSeed);
    await move(stage, 'completed');
  });
});
