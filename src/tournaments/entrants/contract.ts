// Wire shapes of what is known of an entrant besides the name.

import * as z from 'zod';
import { line } from '../../http/wire.ts';
import { readCountry } from './country.ts';
import { clubLengthMax, ratingMax, ratingMin } from './profile.ts';

export const club = line(clubLengthMax).describe('A label: a seeding may keep entrants of one club apart.');

export const country = z
  .string()
  .meta({
    override: { minLength: 2, maxLength: 2 },
    description: 'ISO 3166-1 alpha-2 code of a country. A label, like the club.',
    example: 'BD',
  })
  .transform((typed, context) => {
    const code = readCountry(typed);
    if (code !== null) return code;
    context.addIssue({ code: 'custom', message: 'must be an ISO 3166-1 alpha-2 code, for example BD' });
    return z.NEVER;
  });

export const rating = z
  .int()
  .min(ratingMin)
  .max(ratingMax)
  .describe('Of any rating list; higher is better. Seeding by rating uses it.');

/** An absent field stays as it is. */
const changed = <Field extends z.ZodType>(field: Field) =>
  field
    .nullable()
    .optional()
    .describe(`${field.description ?? ''} null deletes it.`.trim());

export const entrantChange = z.strictObject({
  club: changed(club),
  country: changed(country),
  rating: changed(rating),
});
