// Wire shapes of placements, their review, and reopening.

import * as z from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { id, instantText, namedShape, nextCursor, paragraph } from '../../http/wire.ts';
import { type Conclusion, reopenableUntil } from './conclusion.ts';

const fields = {
  completedAt: instantText,
  requiresReview: z
    .boolean()
    .describe('Whether a winner won at least half of the own matches by forfeit: prizes and certificates then wait.'),
  approvedAt: instantText.nullable().describe('When the organizer approved the placements; null: not, or not needed.'),
  reopenableUntil: instantText.describe(
    'Until then the tournament may be reopened, while no prize was paid and no certificate issued. UTC.',
  ),
};

export const reviewShape = namedShape(
  'PlacementReview',
  'Whether the placements of a completed tournament stand.',
  fields,
);

export function reviewJson(conclusion: Conclusion): z.input<typeof reviewShape> {
  const { completedAt, requiresReview, approvedAt } = conclusion;
  return { completedAt, requiresReview, approvedAt, reopenableUntil: reopenableUntil(conclusion) };
}

export const tournamentReopen = z.strictObject({
  reason: paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.'),
});

export const placementsShape = namedShape(
  'Placements',
  'A page of the final ranks; an empty list before the tournament is completed.',
  {
    items: z
      .array(
        z.strictObject({
          registrationId: id('registration'),
          displayName: z.string().describe('The name that the bracket shows.'),
          rank: z.int().describe('1 is the winner; equal ranks are shared, and the next rank is left out.'),
          decidedBy: z
            .string()
            .describe(
              'What decided the rank, for example `final`, `round` (in which the entrant was eliminated) or `points`.',
            ),
        }),
      )
      .describe('Best rank first. Empty before the tournament is completed.'),
    nextCursor,
    review: reviewShape.nullable().describe('null before the tournament is completed.'),
  },
);
