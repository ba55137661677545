// Wire shapes that every domain shares: one for each kind of field. What they accept is decided by nouns of core.

import { z } from 'zod';
import { displayNameRule } from '../core/display-name.ts';
import { type Id, type IdKind, idPattern } from '../core/id.ts';
import { toInstant, yearMax, yearMin } from '../core/instant.ts';
import { undrawable } from '../core/printable.ts';
import { readText, type TextRule } from '../core/text.ts';
import { readTimeZone } from '../core/time-zone.ts';
import { type Bounds, readWholeNumber } from '../core/whole-number.ts';

const text = (rule: TextRule) =>
  z.string().transform((typed, context) => {
    const verdict = readText(typed, rule);
    if ('text' in verdict) return verdict.text;
    context.addIssue({ code: 'custom', message: verdict.problem });
    return z.NEVER;
  });

/** A title, a seed: one line. */
export const line = (lengthMax: number) => text({ lengthMax });
/** Of a player or a team. */
export const displayName = text(displayNameRule);
/** One line that is printed on certificates: in scripts that can be drawn. Emoji are left out of print. */
export const printedLine = (lengthMax: number) => line(lengthMax).superRefine(refuseUndrawable);
/** How a holder wants the name spelled in print. */
export const printedName = displayName.superRefine(refuseUndrawable);

function refuseUndrawable(typed: string, context: z.RefinementCtx): void {
  const found = undrawable(typed);
  if (found.length > 0) context.addIssue({ code: 'custom', message: `cannot be printed: ${found.join(' ')}` });
}

/** A reason, a note: several lines. */
export const paragraph = (bounds: { readonly lengthMin?: number; readonly lengthMax: number }) =>
  text({ ...bounds, hasLines: true });

export const id = <K extends IdKind>(kind: K) =>
  z
    .string()
    .regex(idPattern(kind))
    .transform((given) => given as Id<K>);

const yearsOf = (first: number, last: number) => (at: string) => {
  const year = Number(/^(\d{4})-/.exec(at)?.[1] ?? 0);
  return year >= first && year <= last;
};

/** A moment with its zone, in UTC after reading. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform(toInstant)
  .refine(yearsOf(yearMin, yearMax), `of the years ${yearMin} to ${yearMax}`);

export const timeZone = z.string().transform((typed, context) => {
  const name = readTimeZone(typed);
  if (name !== null) return name;
  context.addIssue({ code: 'custom', message: 'an IANA time zone, for example Asia/Dhaka' });
  return z.NEVER;
});

/** Where a report begins or ends: a moment, or the first one of a day of UTC. Narrower, since reports look one period further. */
export const reportBound = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform(toInstant)
  .refine(yearsOf(1900, 2999), 'of the years 1900 to 2999');

/** In its normal form, with a name of the public DNS and without credentials. */
export const httpsUrl = (lengthMax: number) =>
  z.string().transform((typed, context) => {
    const url = URL.parse(typed.trim());
    const isPublic =
      url?.protocol === 'https:' && /\.[a-z][a-z0-9-]+$/.test(url.hostname) && url.username + url.password === '';
    if (isPublic && url.href.length <= lengthMax) return url.href;
    context.addIssue({ code: 'custom', message: `an https URL of at most ${lengthMax} characters` });
    return z.NEVER;
  });

/** In a query or a path. */
export const wholeNumber = (bounds: Bounds) =>
  z.string().transform((typed, context) => {
    const number = readWholeNumber(typed, bounds);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: `a whole number from ${bounds.min} to ${bounds.max}` });
    return z.NEVER;
  });

/** Judged by `readPage`. */
export const pageQuery = { cursor: z.string().optional(), limit: z.string().optional() };
