// Settings of formats that count points, as the API takes and answers them.

import { z } from 'zod';
import { legsMax, roundRobinDefaults } from '../formats/round-robin.ts';

const matchPoints = z.int().min(0).max(100);

export const roundRobinSettings = {
  legs: z.int().min(1).max(legsMax).default(roundRobinDefaults.legs).describe('How often everyone meets everyone.'),
  points: z
    .strictObject({
      win: matchPoints.describe('For a win.'),
      draw: matchPoints.describe('For a draw.'),
      loss: matchPoints.describe('For a loss.'),
    })
    .refine(({ win, draw, loss }) => win >= draw && draw >= loss, {
      message: 'a win is worth at least a draw, a draw at least a loss',
    })
    .default(roundRobinDefaults.points)
    .describe('Points of a match.'),
  allowsDraws: z.boolean().default(roundRobinDefaults.allowsDraws).describe('Whether a match may end in a draw.'),
};

export const leagueSettings = {
  ...roundRobinSettings,
  firstDay: z.iso.date().describe('Day of the first round.'),
  daysBetweenRounds: z.int().min(1).max(366).default(7).describe('From one round to the next.'),
};
