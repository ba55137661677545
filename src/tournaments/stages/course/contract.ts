// Wire shapes of one stage: its entrants, its rounds, and what is asked when it starts.

import * as z from 'zod';
import { id, namedShape } from '../../../http/wire.ts';
import { capacityMax } from '../../tournament.ts';
import { stageJson, stageShape } from '../contract.ts';
import { askedByesShape, byesShape } from '../entries/contract.ts';
import type { StageDetail } from './show-stage.ts';

export const stageStart = z.strictObject({
  order: z
    .array(id('registration'))
    .max(capacityMax)
    .optional()
    .describe('Best seed first. Needed where the entrants are named by hand; elsewhere all who have qualified.'),
});

export const stageDetailShape = namedShape('StageDetail', 'A stage with its entrants and rounds.', {
  stage: stageShape,
  entrants: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        displayName: z.string().describe('The name that the bracket shows.'),
        seed: z.int().describe('In this stage; 1 is the best.'),
        group: z.int().describe('Counts from 1.'),
        rank: z.int().nullable().describe('In this stage; null until it is completed. May be shared.'),
        decidedBy: z.string().nullable().describe('The rule that gave the rank.'),
        byes: byesShape.shape.byes.describe('Rounds of a Swiss in which the entrant is not paired.'),
      }),
    )
    .describe('By seed; empty until the stage starts.'),
  rounds: z
    .array(
      z.strictObject({
        group: z.int().describe('Counts from 1.'),
        round: z.int().describe('1 is played first.'),
        matches: z.int().describe('Matches that exist.'),
        openMatches: z.int().describe('Neither completed nor cancelled.'),
        day: z.string().nullable().describe('Of a league: when the round is played.'),
      }),
    )
    .describe('By group and round; empty until the stage starts.'),
  requestedByes: askedByesShape,
});

export function stageDetailJson({ stage, entrants, rounds, asked }: StageDetail): z.input<typeof stageDetailShape> {
  return {
    stage: stageJson(stage),
    entrants: entrants.map(({ registrationId, displayName, seed, group, rank, decidedBy, byes }) => {
      return { registrationId, displayName, seed, group, rank, decidedBy, byes: [...byes] };
    }),
    rounds: rounds.map(({ group, round, matches, open, day }) => ({ group, round, matches, openMatches: open, day })),
    requestedByes: asked.map(({ registrationId, byes }) => ({ registrationId, byes: [...byes] })),
  };
}
