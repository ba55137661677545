// Wire shapes of statements of reasons.

import * as z from 'zod';
import { namedShape, reportBound } from '../../http/wire.ts';

export const statementShape = namedShape('StatementOfReasons', 'What was decided and why, for the player to read.', {
  en: z.string().describe('In English. The facts are in the words of the moderator.'),
  bn: z.string().describe('In Bengali. The facts are in the words of the moderator.'),
});

export const statementsQuery = z
  .strictObject({
    from: reportBound.describe('The first instant, or a date (UTC).'),
    to: reportBound.describe('The end, excluded.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after `from`' });
