// Parts that payloads of events share.

import * as z from 'zod';
import { id } from '../http/wire.ts';

export const count = z.int().min(0);
export const number = z.int().min(1);
export const matchKey = {
  matchId: id('match'),
  stage: number.describe('The number of the stage, from 1.'),
  group: number.describe('The group in the stage.'),
  round: number.describe('The round in the group.'),
  position: count.describe('The position in the round, from 0.'),
};

/** The payload of a type, its version, and when it is written: see docs/rules/live.md#events. */
export const payloadOf = <P extends z.ZodType>(version: number, when: string, payload: P) => ({
  version,
  when,
  payload,
});
