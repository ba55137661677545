// Wire shapes of entrants of a stage: byes that they ask for, and entrants who come late.

import * as z from 'zod';
import { id, namedShape } from '../../../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../../../teams/team.ts';
import { languageField } from '../../registration/contract.ts';
import { byePoints } from '../format.ts';
import { roundsMax } from '../settings/points-contract.ts';

const bye = z.strictObject({
  round: z.int().min(1).max(roundsMax).describe('Not yet paired, and not the last one.'),
  points: z.enum(byePoints).describe('`half`: the points of a draw.'),
});

export const byesChange = z.strictObject({
  byes: z
    .array(bye)
    .max(roundsMax)
    .refine((byes) => new Set(byes.map(({ round }) => round)).size === byes.length, { message: 'names a round twice' })
    .describe('All byes of the entrant in this stage. An empty list takes back those of rounds to come.'),
});

export const byesShape = namedShape('RequestedByes', 'The rounds in which an entrant is not paired.', {
  byes: z
    .array(
      z.strictObject({
        round: z.int().describe('Counts from 1.'),
        points: z.enum(byePoints).describe('`half`: the points of a draw.'),
      }),
    )
    .describe('By round.'),
});

export const askedByesShape = z
  .array(z.strictObject({ registrationId: id('registration'), byes: byesShape.shape.byes }))
  .describe('Of who has a place, while the stage is planned; from the start on they are those of the entrants.');

export const lateEntryCreate = z.strictObject({
  playerId: id('player').describe('Who enters; the captain of the team.'),
  teamId: id('team').optional().describe('Where teams play.'),
  roster: z
    .array(id('player'))
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .optional()
    .describe('Members of the team who play; if absent, all.'),
  displayName: z
    .string()
    .optional()
    .describe('The name that the bracket shows; if it is absent, that of the team or of the profile.'),
  language: languageField,
});

export const lateEntryShape = namedShape('LateEntry', 'An entrant who has come late.', {
  registrationId: id('registration'),
  displayName: z.string().describe('The name that the bracket shows.'),
  stage: z.int().describe('The number of the stage.'),
  seed: z.int().describe('After all others.'),
  group: z.int().describe('The group of the stage.'),
  round: z.int().describe('The first one that the entrant takes part in. The rounds before bring 0 points.'),
});
