// Wire shapes of rounds.

import { z } from 'zod';
import { namedShape } from '../../../http/wire.ts';

export const roundShape = namedShape('RoundRequest', 'A round that is being paired.', {
  stage: z.int().describe('The number of the stage.'),
  round: z.int().describe('Counts from 1.'),
  state: z.literal('pairing').describe('The event `round_paired` says when the matches exist.'),
});
