// Settings of a bracket that is drawn by hand, as the API takes and answers them.

import { z } from 'zod';
import { type CustomBracketSettings, customMatchesMax, faultOf, seedCount } from '../formats/custom-bracket.ts';

const counted = z.int().min(1).max(9999);
const key = z.strictObject({
  group: counted.describe('Counts from 1.'),
  round: counted.describe('1 is played first.'),
  position: z.int().min(0).max(9999).describe('In the round, from 0.'),
});

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seed'),
    seed: z
      .int()
      .min(1)
      .max(customMatchesMax + 1),
  }),
  z.strictObject({ kind: z.literal('winner'), of: key }),
  z.strictObject({ kind: z.literal('loser'), of: key }),
]);

export const customSettings = {
  matches: z
    .array(z.strictObject({ key, slots: z.array(source).max(2) }))
    .max(customMatchesMax)
    .describe('Two slots each: where its entrants come from.'),
  places: z
    .array(z.array(source).max(customMatchesMax + 1))
    .max(customMatchesMax + 1)
    .describe('Where the winners and losers end who do not go on: best first. Those of one list share the rank.'),
};

/** Refuses a drawing that cannot be played, and names the fault. */
export function refineCustom(settings: CustomBracketSettings, context: z.RefinementCtx): void {
  const fault = faultOf(seedCount(settings), settings);
  if (fault !== null) context.addIssue({ code: 'custom', path: ['matches'], message: fault });
}
