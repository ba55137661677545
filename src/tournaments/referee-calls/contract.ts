// Wire shapes of calls for a referee.

import * as z from 'zod';
import { id, instantText, namedShape, pageQuery } from '../../http/wire.ts';
import { callReasons, type RefereeCall } from './referee-call.ts';

export const refereeCallCreate = z.strictObject({
  reason: z.enum(callReasons).describe('Why a referee is needed. There is no text: the referee comes and asks.'),
});

export const refereeCallShape = namedShape('RefereeCall', 'A call for a referee.', {
  id: id('refereeCall'),
  matchId: id('match'),
  registrationId: id('registration').describe('The entrant whose player called.'),
  callerId: id('player').describe('Who called.'),
  reason: z.enum(callReasons).describe('Why.'),
  calledAt: instantText.describe('UTC.'),
  resolvedAt: instantText.nullable().describe('null while it is open. UTC.'),
  resolvedBy: id('player').nullable().describe('The referee; null while it is open.'),
});

export const refereeCallQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional().describe('`true`: only open calls. `false`: only resolved ones.'),
  ...pageQuery,
});

export function refereeCallJson(call: RefereeCall): z.input<typeof refereeCallShape> {
  const { id, matchId, registrationId, callerId, reason, calledAt, resolvedAt, resolvedBy } = call;
  return { id, matchId, registrationId, callerId, reason, calledAt, resolvedAt, resolvedBy };
}
