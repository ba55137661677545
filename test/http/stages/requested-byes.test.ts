// Byes that entrants of a stage ask for.

import { beforeAll, describe, expect, it } from 'vitest';
import { call, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  bySeed,
  playerOf,
  pointsOf,
  refusalOf,
  registrationOf,
  stageOf,
  withdraw,
} from '../../support/tournaments/stage-entrants.ts';
import { decideRound, pairRound, seedsIn } from '../../support/tournaments/swiss-rounds.ts';
import { aLiveTournament, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

type Bye = readonly [round: number, points: string];
const askByes = async (stage: Stage, seed: number, byes: readonly Bye[], as: Person | undefined = stage.organizer) =>
  call('PUT', `/v1/registrations/${await registrationOf(stage, seed)}/stages/1/byes`, {
    as,
    body: { byes: byes.map(([round, points]) => ({ round, points })) },
  });

describe('a requested bye', () => {
  let stage: Awaited<ReturnType<typeof aLiveTournament>>;
  beforeAll(async () => {
    stage = await aLiveTournament(6, { stages: [{ format: 'swiss', rounds: 4, requestedByesMax: 2 }] });
    await decideRound(stage, 1, bySeed);
  });

  it('of half a point or of none keeps an entrant out of the round, brings its points, and is no bye by pairing', async () => {
    const own = await playerOf(stage, 1);
    expect(
      ok(
        await askByes(
          stage,
          1,
          [
            [2, 'half'],
            [3, 'zero'],
          ],
          own,
        ),
        200,
      ),
    ).toEqual({
      byes: [
        { round: 2, points: 'half' },
        { round: 3, points: 'zero' },
      ],
    });
    await pairRound(stage, 2);
    expect((await seedsIn(stage, 2)).flatMap((pair) => pair.split('-')).toSorted()).toEqual(['2', '3', '4', '5', '6']);
    await decideRound(stage, 2, bySeed);
    expect(await pointsOf(stage)).toMatchObject({ 1: '3' });
    await pairRound(stage, 3);
    expect((await seedsIn(stage, 3)).flatMap((pair) => pair.split('-'))).not.toContain('1');
    await decideRound(stage, 3, bySeed);
    expect(await pointsOf(stage)).toMatchObject({ 1: '3' });
    const { entrants } = await stageOf(stage);
    expect(entrants[0].byes).toHaveLength(2);
  });

  it('is taken back until its round is paired, and not afterwards', async () => {
    const fresh = await aLiveTournament(4, { stages: [{ format: 'swiss', rounds: 3 }] });
    await decideRound(fresh, 1, bySeed);
    ok(await askByes(fresh, 2, [[2, 'zero']]), 200);
    ok(await askByes(fresh, 2, []), 200);
    await pairRound(fresh, 2);
    expect((await seedsIn(fresh, 2)).join('-').split('-').toSorted()).toEqual(['1', '2', '3', '4']);
    const late = await askByes(fresh, 2, [[2, 'zero']]);
    expect(late.body).toMatchObject({ code: 'bye_not_allowed', facts: { reason: 'round_paired', nextRound: 3 } });
    const rows = await database.sql`
      SELECT payload -> 'byes' AS byes FROM event_outbox WHERE tournament_id = ${fresh.id} AND type = 'byes_changed' ORDER BY seq`;
    expect(rows.map(({ byes }) => byes)).toEqual([[{ round: 2, points: 'zero' }], []]);
  });

  it('is refused beyond the limit, in the last round, by others, and where nobody is paired', async () => {
    const fresh = await aLiveTournament(4, { stages: [{ format: 'swiss', rounds: 3 }] });
    expect((await askByes(fresh, 1, [[3, 'half']])).body).toMatchObject({
      code: 'bye_not_allowed',
      facts: { reason: 'last_round' },
    });
    const many = await aLiveTournament(6, { stages: [{ format: 'swiss', rounds: 5 }] });
    const tooMany = await askByes(many, 1, [
      [2, 'half'],
      [3, 'half'],
    ]);
    expect(tooMany.body).toMatchObject({ code: 'bye_not_allowed', facts: { reason: 'limit', byesMax: 1 } });
    expect(
      refusalOf(
        await askByes(fresh, 1, [
          [2, 'half'],
          [2, 'zero'],
        ]),
      ),
    ).toEqual([422, 'invalid_request']);
    expect(refusalOf(await askByes(fresh, 1, [[0, 'half']]))).toEqual([422, 'invalid_request']);
    expect(refusalOf(await askByes(fresh, 1, [[2, 'full']]))).toEqual([422, 'invalid_request']);
    expect(refusalOf(await askByes(fresh, 1, [[2, 'half']], await playerOf(fresh, 2)))).toEqual([403, 'forbidden']);
    const other = await playerOf(fresh, 3);
    const asReferee = { as: fresh.organizer, body: { playerId: other.id, role: 'referee' } };
    ok(await post(`/v1/tournaments/${fresh.id}/staff`, asReferee), 201);
    expect(refusalOf(await askByes(fresh, 1, [[2, 'half']], other))[0]).toBe(403);
    await withdraw(fresh, 1);
    expect(refusalOf(await askByes(fresh, 1, [[2, 'half']]))).toEqual([409, 'state_conflict']);
    expect(refusalOf(await askByes(await aLiveTournament(2), 1, [[2, 'half']]))).toEqual([409, 'state_conflict']);
  });
});
