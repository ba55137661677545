// Wire shapes of scores.

import * as z from 'zod';
import { id, namedShape } from '../../../http/wire.ts';
import { gamesMax, matchStates, scoreMax, slotsMax } from '../result.ts';

const scores = z.array(z.int().min(0).max(scoreMax)).min(1).max(slotsMax);

export const scoreUpdate = z.strictObject({
  scores: scores.describe('How the match stands: one per slot, in order; 0 for a vacant slot.'),
  games: z
    .array(z.strictObject({ scores: scores.describe('One per slot.') }))
    .max(gamesMax)
    .default([])
    .describe('Each game so far, in order; the last one is being played. They replace those that were said before.'),
});

export const scoreShape = namedShape('MatchScore', 'The state of the match after its score was said.', {
  matchId: id('match'),
  state: z.enum(matchStates).describe('The state of the match now.'),
});
