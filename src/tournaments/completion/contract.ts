// Wire shapes of the review of placements, and of reopening.

import { z } from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { instantText, namedShape, paragraph } from '../../http/wire.ts';
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
