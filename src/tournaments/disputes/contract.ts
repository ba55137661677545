// Wire shapes of disputes.

import * as z from 'zod';
import { id, instantText, namedShape, pageQuery, paragraph } from '../../http/wire.ts';
import { type Dispute, disputeOutcomes, disputeReasons, textLengthMax, textLengthMin } from './dispute.ts';

const reason = z.enum(disputeReasons);

export const disputeCreate = z.strictObject({
  reason: reason.describe('Why the result is contested.'),
  text: paragraph({ lengthMin: textLengthMin, lengthMax: textLengthMax }).describe(
    'What happened. Both sides and staff read it.',
  ),
});

export const disputeShape = namedShape('Dispute', 'The result of a match is contested.', {
  id: id('dispute'),
  matchId: id('match'),
  registrationId: id('registration').describe('The entrant who contests.'),
  openerId: id('player').describe('Who opened it.'),
  reason: reason.describe('`score_mismatch` without a text: the two sides reported different results.'),
  text: z
    .string()
    .nullable()
    .describe('null where two reports differ, and after the personal data of the opener was erased.'),
  openedAt: instantText.describe('UTC.'),
  outcome: z
    .enum(disputeOutcomes)
    .nullable()
    .describe(
      'null while it is open. `decided`, `corrected`: staff set the result. `rejected`: the result stands. `ended`: the match ended or was reset by another act.',
    ),
  closedAt: instantText.nullable().describe('null while it is open. UTC.'),
  closedBy: id('player').nullable().describe('null while it is open, and where it ended with the match.'),
});

export const matchDisputeQuery = z.strictObject(pageQuery);

export const disputeQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional().describe('`true`: only open disputes. `false`: only closed ones.'),
  ...pageQuery,
});

export function disputeJson(dispute: Dispute): z.input<typeof disputeShape> {
  const { id, matchId, registrationId, openerId, reason, text, openedAt, outcome, closedAt, closedBy } = dispute;
  return { id, matchId, registrationId, openerId, reason, text, openedAt, outcome, closedAt, closedBy };
}
