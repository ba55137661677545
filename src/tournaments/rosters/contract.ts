// Wire shape of a change of a roster.

import * as z from 'zod';
import { id } from '../../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../../teams/team.ts';

export const rosterSet = z.strictObject({
  playerIds: z
    .array(id('player'))
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .refine((players) => new Set(players).size === players.length, 'must name each once')
    .describe('Members of the team: `rosterSize` to `rosterSizeMax` of the tournament.'),
});
