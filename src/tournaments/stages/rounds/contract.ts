// Wire shapes of rounds.

import * as z from 'zod';
import { namedShape } from '../../../http/wire.ts';

export const roundShape = namedShape('RoundRequest', 'A round that is being paired.', {
  stage: z.int().describe('The number of the stage.'),
  round: z.int().describe('Counts from 1.'),
  unpaired: z
    .array(
      z.strictObject({
        group: z.int().describe('Of the stage.'),
        reason: z
          .enum(['all_rounds_paired', 'too_few_entrants', 'no_legal_round'])
          .describe('`too_few_entrants`: fewer than two are left in the group.'),
        rules: z.array(z.string()).describe('Without these rules there would be a round.'),
      }),
    )
    .describe('Groups that have no round.'),
  state: z.literal('pairing').describe('The event `round_paired` says when the matches exist.'),
});
