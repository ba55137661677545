// Wire shapes of check-in.

import * as z from 'zod';
import { refusalCodes } from '../../core/errors.ts';
import { id, instantText, namedShape } from '../../http/wire.ts';
import { checkInsMax, refusalOf } from './check-in.ts';
import type { CheckedIn } from './check-in-store.ts';

export const checkInShape = namedShape('CheckIn', 'Whether an entrant is checked in.', {
  registrationId: id('registration'),
  checkedInAt: instantText.nullable().describe('null: not checked in.'),
});

export const checkInsCreate = z.strictObject({
  registrationIds: z
    .array(id('registration'))
    .min(1)
    .max(checkInsMax)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each registration once')
    .describe('The entrants to check in.'),
});

export const checkInsShape = namedShape('CheckIns', 'What became of each entrant, in the order asked for.', {
  items: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        checkedInAt: instantText.nullable().describe('null: not checked in.'),
        code: z.enum(refusalCodes).nullable().describe('Why this one was not checked in; null: it is.'),
      }),
    )
    .describe('One for each entrant.'),
});

export function checkInsJson({ tournament, items }: CheckedIn): z.input<typeof checkInsShape> {
  return {
    items: items.map(({ registrationId, ...item }) => {
      return { registrationId, checkedInAt: item.checkedInAt, code: refusalOf(item, tournament)?.code ?? null };
    }),
  };
}
