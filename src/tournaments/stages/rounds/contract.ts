// Wire shapes of rounds.

import { z } from 'zod';
import { namedShape } from '../../../http/wire.ts';
import { stagesMax } from '../contract.ts';

/** Of a path: `1` to `8`. */
export const stageNumbers = Array.from({ length: stagesMax }, (_, index) => String(index + 1));

export const roundShape = namedShape('RoundRequest', 'A round that is being paired.', {
  stage: z.int().describe('The number of the stage.'),
  round: z.int().describe('Counts from 1.'),
  state: z.literal('pairing').describe('The event `round_paired` says when the matches exist.'),
});
