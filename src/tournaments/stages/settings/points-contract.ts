// Settings of formats that count points, as the API takes and answers them.

import * as z from 'zod';
import { seedLengthMax } from '../../../core/limits.ts';
import type { EventKind } from '../../standings/results.ts';
import { tieBreakNames } from '../../standings/tie-break.ts';
import { tieBreakFault } from '../../standings/tie-break-choice.ts';
import { legsMax, roundRobinDefaults } from '../formats/round-robin.ts';
import { swissDefaults, swissSystems } from '../formats/swiss.ts';

const matchPoints = z.int().min(0).max(100);
const points = z
  .strictObject({
    win: matchPoints.describe('For a win.'),
    draw: matchPoints.describe('For a draw.'),
    loss: matchPoints.describe('For a loss.'),
  })
  .refine(({ win, draw, loss }) => win >= draw && draw >= loss, {
    message: 'a win is worth at least a draw, a draw at least a loss',
  });

const tieBreaksMax = 10;
const tieBreakLengthMax = 40;

/** Refused by name: unknown, not for this kind of event, or twice. */
const tieBreaksOf = (kind: EventKind) =>
  z
    .array(z.string().max(tieBreakLengthMax))
    .max(tieBreaksMax)
    .superRefine((texts, context) => {
      const fault = tieBreakFault(texts, kind);
      if (fault !== null) context.addIssue({ code: 'custom', path: [fault.index], message: fault.message });
    })
    .describe(
      `What separates equal points, in order. Names, with modifiers as in \`buchholz/C1\`: ${namesFor(kind).join(', ')}. FIDE codes are taken too. Ratings are those of the start of the stage, which needs a rating list or a rating of each entrant.`,
    );

const namesFor = (kind: EventKind) => tieBreakNames.filter((name) => tieBreakFault([name], kind) === null);

const lotsSeed = z
  .string()
  .min(1)
  .max(seedLengthMax)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')
  .nullable()
  .default(null)
  .describe('Published text that decides the tie-break `lots`: anybody can repeat the draw. Needed where it is one.');

/** Lots are drawn from a text that everybody has seen before. */
export function refineLots(
  { tieBreaks, lotsSeed }: { readonly tieBreaks: readonly string[]; readonly lotsSeed: string | null },
  context: z.RefinementCtx,
): void {
  if (lotsSeed !== null || !tieBreaks.some((text) => text.trim().toLowerCase().startsWith('lots'))) return;
  context.addIssue({ code: 'custom', path: ['lotsSeed'], message: 'is needed for the tie-break lots' });
}

export const roundRobinSettings = {
  legs: z.int().min(1).max(legsMax).default(roundRobinDefaults.legs).describe('How often everyone meets everyone.'),
  points: points.default(roundRobinDefaults.points).describe('Points of a match.'),
  allowsDraws: z.boolean().default(roundRobinDefaults.allowsDraws).describe('Whether a match may end in a draw.'),
  tieBreaks: tieBreaksOf('predetermined').default([...roundRobinDefaults.tieBreaks]),
  lotsSeed,
};

export const leagueSettings = {
  ...roundRobinSettings,
  firstDay: z.iso.date().describe('Day of the first round.'),
  daysBetweenRounds: z.int().min(1).max(366).default(7).describe('From one round to the next.'),
};

export const roundsMax = 64;

export const swissSettings = {
  system: z.enum(swissSystems).default(swissDefaults.system).describe('`dutch`: FIDE; `monrad`: down the ranking.'),
  rounds: z
    .int()
    .min(1)
    .max(roundsMax)
    .describe('A Swiss of n rounds needs more than n entrants; n are enough if n is odd.'),
  points: points
    .refine(({ loss }) => loss === 0, { message: 'a loss is worth 0' })
    .default(swissDefaults.points)
    .describe('Points of a match. A loss is worth 0.'),
  byePoints: matchPoints.default(swissDefaults.byePoints).describe('Points of the bye, where the number is odd.'),
  allowsDraws: z.boolean().default(swissDefaults.allowsDraws).describe('Whether a match may end in a draw.'),
  tieBreaks: tieBreaksOf('swiss').default([...swissDefaults.tieBreaks]),
  lotsSeed,
  hasSides: z
    .boolean()
    .default(swissDefaults.hasSides)
    .describe('Slot 0 has a side of its own, as with white or home.'),
  winsToAdvance: z
    .int()
    .min(1)
    .max(roundsMax)
    .nullable()
    .default(swissDefaults.winsToAdvance)
    .describe('Who has won so often is not paired any more; null: all rounds.'),
  lossesToEliminate: z
    .int()
    .min(1)
    .max(roundsMax)
    .nullable()
    .default(swissDefaults.lossesToEliminate)
    .describe('Who has lost so often is not paired any more; null: all rounds.'),
  requestedByesMax: z
    .int()
    .min(0)
    .max(roundsMax)
    .default(swissDefaults.requestedByesMax)
    .describe('For how many rounds an entrant may ask not to be paired.'),
};
