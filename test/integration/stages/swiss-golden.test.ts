// A golden tournament played through the API: the database and the queue pair the same rounds as the independent checker.

import { expect, it } from 'vitest';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { pairsIn } from '../../support/tournaments/golden-swiss.ts';
import { decideRound, pairRound, seedsIn } from '../../support/tournaments/swiss-rounds.ts';
import { aLiveTournament } from '../../support/tournaments/tournament.ts';

const files = import.meta.glob('../../fixtures/fide/p6_r5_0/T0000.trf', {
  query: '?raw',
  import: 'default',
  eager: true,
});

useDatabase();

it('a golden tournament is paired alike over the API, round by round', async () => {
  const golden = readTrf(String(Object.values(files)[0]));
  const rounds = golden.roundCount;
  const stage = await aLiveTournament(golden.players.length, { stages: [{ format: 'swiss', rounds, hasSides: true }] });
  const resultOf = (number: number, round: number) => golden.players[number - 1]?.rounds[round - 1]?.result;
  for (let round = 1; round <= rounds; round += 1) {
    if (round > 1) await pairRound(stage, round);
    const expected = pairsIn(golden, round - 1).pairs.map(({ white, black }) => `${white}-${black}`);
    expect((await seedsIn(stage, round)).toSorted()).toEqual(expected.toSorted());
    await decideRound(stage, round, (white) => {
      const result = resultOf(white, round);
      return result === '1' ? [1, 0] : result === '0' ? [0, 1] : [1, 1];
    });
  }
});
