// Wire shapes of check-in before a match.

import * as z from 'zod';
import { id, namedShape } from '../../http/wire.ts';
import { matchStates } from '../matches/result.ts';

export const matchCheckInCreate = z.strictObject({
  registrationId: id('registration')
    .optional()
    .describe('Of staff: the entrant who is there. Without it your own entrant checks in.'),
});

export const matchCheckInShape = namedShape('MatchCheckIn', 'An entrant is there for a match.', {
  matchId: id('match'),
  registrationId: id('registration').describe('Who is checked in.'),
  state: z.enum(matchStates).describe('The state of the match now: `ready` when all of its entrants are there.'),
});
