// Settings of a bracket that is drawn by hand, as the API takes and answers them.

import * as z from 'zod';
import { namedShape } from '../../../http/wire.ts';
import { type CustomBracketSettings, customMatchesMax, faultOf, seedCount } from '../formats/custom-bracket.ts';

const counted = z.int().min(1).max(9999);
const kind = 'A seed, or the winner or the loser of another match.';
const key = namedShape('MatchKey', 'The place of a match in the bracket.', {
  group: counted.describe('Counts from 1.'),
  round: counted.describe('1 is played first.'),
  position: z.int().min(0).max(9999).describe('In the round, from 0.'),
});

const source = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('seed').describe(kind),
      seed: z
        .int()
        .min(1)
        .max(customMatchesMax + 1)
        .describe('1 is the best.'),
    }),
    z.strictObject({ kind: z.literal('winner').describe(kind), of: key }),
    z.strictObject({ kind: z.literal('loser').describe(kind), of: key }),
  ])
  .meta({ id: 'SlotSource', description: 'Where the entrant of a slot comes from.' });

export const customSettings = {
  matches: z
    .array(z.strictObject({ key, slots: z.array(source).max(2).describe('Where its entrants come from.') }))
    .max(customMatchesMax)
    .describe('Each with two slots.'),
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
