// Wire shapes of appeals.

import * as z from 'zod';
import { id, instant, instantText, namedShape, paragraph } from '../../http/wire.ts';
import { statementShape } from '../statements/contract.ts';
import { statementOfRuling } from '../statements/statement-text.ts';
import { type Appeal, appealOutcomes } from './appeal.ts';

export const appealCreate = z.strictObject({
  text: paragraph({ lengthMin: 20, lengthMax: 2000 }).describe('Why the sanction is wrong.'),
});

const statement = paragraph({ lengthMax: 2000 }).describe('What the player is told.');

export const appealRuling = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.enum(['upheld', 'lifted']).describe('It stands, or it ends at once.'), statement }),
  z.strictObject({
    outcome: z.literal('reduced').describe('It ends earlier.'),
    statement,
    endsAt: instant.describe('The new end: later than now, before the present end.'),
  }),
]);

export const appealShape = namedShape('Appeal', 'An appeal against a sanction.', {
  id: id('appeal'),
  sanctionId: id('sanction').describe('The sanction.'),
  playerId: id('player').describe('Who appeals, the sanctioned player.'),
  text: z.string().describe('Why the sanction is wrong, in the words of the player.'),
  createdAt: instantText,
  outcome: z.enum(appealOutcomes).nullable().describe('null while it is open.'),
  statement: z.string().nullable().describe('Why it was decided so; null while it is open.'),
  endsAt: instantText.nullable().describe('The new end of a reduced sanction; otherwise null. UTC.'),
  decidedAt: instantText.nullable().describe('null while it is open. UTC.'),
  statementOfReasons: statementShape.nullable().describe('Of the decision; null while it is open.'),
});

export function appealJson(appeal: Appeal): z.input<typeof appealShape> {
  const { id, sanctionId, playerId, text, createdAt, outcome, statement, endsAt, decidedAt } = appeal;
  const statementOfReasons = statementOfRuling(appeal);
  return { id, sanctionId, playerId, text, createdAt, outcome, statement, endsAt, decidedAt, statementOfReasons };
}
