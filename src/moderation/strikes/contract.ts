// Wire shapes of strikes.

import * as z from 'zod';
import type { Instant } from '../../core/instant.ts';
import { id, instantText, namedShape } from '../../http/wire.ts';
import { sanctionReasonCodes } from '../../sanctions/reasons.ts';
import { sanctionKinds } from '../../sanctions/sanction.ts';
import { countPoints, type Strike, strikeState, strikeStates, suggestFor } from '../../sanctions/strike.ts';

export const strikeShape = namedShape('Strike', 'Points that a sanction added to its player.', {
  sanctionId: id('sanction').describe('The sanction that added it.'),
  playerId: id('player').describe('Whose strike.'),
  reasonCode: z.enum(sanctionReasonCodes).describe('The reason of the sanction.'),
  points: z.int().describe('By the catalogue, when the sanction was imposed.'),
  state: z
    .enum(strikeStates)
    .describe(
      'Only a strike that `counts` adds to the points of the player. `proposed`: a second moderator has not confirmed its sanction.',
    ),
  createdAt: instantText,
  decaysAt: instantText.describe('From then on it counts no more. UTC.'),
  dismissedBy: id('player').nullable().describe('The moderator who dismissed it; null if none did.'),
  dismissedAt: instantText.nullable().describe('When it was dismissed; null if it was not. UTC.'),
  dismissReason: z.string().nullable().describe('Why it was dismissed; null if it was not.'),
});

export const strikesShape = namedShape('Strikes', 'The strikes of a player and what they amount to.', {
  points: z.int().describe('The sum of the strikes that count now.'),
  suggestion: z
    .strictObject({
      kind: z.enum(sanctionKinds).describe('The kind of sanction.'),
      days: z.int().nullable().describe('Its length; null for ever.'),
    })
    .nullable()
    .describe('What these points suggest; a moderator decides. null without points.'),
  items: z.array(strikeShape).describe('The newest 100, newest first.'),
});

export function strikeJson(strike: Strike, now: Instant): z.input<typeof strikeShape> {
  const { sanctionId, playerId, reasonCode, points, createdAt, decaysAt, dismissedBy, dismissedAt, dismissReason } =
    strike;
  const state = strikeState(strike, now);
  return {
    sanctionId,
    playerId,
    reasonCode,
    points,
    state,
    createdAt,
    decaysAt,
    dismissedBy,
    dismissedAt,
    dismissReason,
  };
}

export function strikesJson(strikes: readonly Strike[], now: Instant): z.input<typeof strikesShape> {
  const points = countPoints(strikes, now);
  return { points, suggestion: suggestFor(points), items: strikes.map((strike) => strikeJson(strike, now)) };
}
