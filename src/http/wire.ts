// Schemas for the kinds of field that all domains share. The nouns of core decide what they accept.

import * as z from 'zod';
import { displayNameRule } from '../core/display-name.ts';
import { type Id, type IdKind, idPattern } from '../core/id.ts';
import { type Instant, toInstant, yearMax, yearMin } from '../core/instant.ts';
import { pageSizeDefault, pageSizeMax } from '../core/limits.ts';
import { amountCoinsMax } from '../core/money.ts';
import type { PageRequest } from '../core/page.ts';
import { undrawable } from '../core/printable.ts';
import { readText, type TextRule } from '../core/text.ts';
import { readTimeZone } from '../core/time-zone.ts';
import { type Bounds, readWholeNumber } from '../core/whole-number.ts';

const text = (rule: TextRule) =>
  z
    .string()
    .meta({ override: { minLength: rule.lengthMin ?? 1, maxLength: rule.lengthMax } })
    .transform((typed, context) => {
      const verdict = readText(typed, rule);
      if ('text' in verdict) return verdict.text;
      context.addIssue({ code: 'custom', message: verdict.problem });
      return z.NEVER;
    });

/** A title, a seed: one line. */
export const line = (lengthMax: number) => text({ lengthMax });
/** Of a player or a team. */
export const displayName = text(displayNameRule);
/** One line that is printed on certificates, in scripts that the fonts cover. Emoji are not printed. */
export const printedLine = (lengthMax: number) => line(lengthMax).superRefine(refuseUndrawable);
/** The spelling of a name that its holder chooses for print. */
export const printedName = displayName.superRefine(refuseUndrawable);

function refuseUndrawable(typed: string, context: z.RefinementCtx): void {
  const found = undrawable(typed);
  if (found.length > 0) context.addIssue({ code: 'custom', message: `cannot be printed: ${found.join(' ')}` });
}

/** A reason, a note: several lines. */
export const paragraph = (bounds: { readonly lengthMin?: number; readonly lengthMax: number }) =>
  text({ ...bounds, hasLines: true });

export const id = <K extends IdKind>(kind: K) =>
  z.string().regex(idPattern(kind)) as unknown as z.ZodType<Id<K>, string>;

const yearsOf = (first: number, last: number) => (at: string) => {
  const year = Number(/^(\d{4})-/.exec(at)?.[1] ?? 0);
  return year >= first && year <= last;
};

/** Documented by its format alone: the pattern of zod has 350 characters. */
const dateTime = ({ jsonSchema }: { readonly jsonSchema: { pattern?: string; format?: string } }) => {
  delete jsonSchema.pattern;
  jsonSchema.format = 'date-time';
};

const instantOf = (first: number, last: number) =>
  z.iso
    .datetime({ offset: true })
    .meta({
      override: dateTime,
      description: 'A date and time with offset (RFC 3339).',
      example: '2035-01-31T18:00:00+06:00',
    })
    .transform(toInstant)
    .refine(yearsOf(first, last), `must be in the years ${first} to ${last}`);

/** A date and time with offset, converted to UTC. */
export const instant = instantOf(yearMin, yearMax);

/** When something takes place: another century is a mistake in typing. The past is not: an event may be entered afterwards. */
export const eventInstant = instantOf(2000, 2100);

export const timeZone = z
  .string()
  .meta({ description: 'IANA time zone.', example: 'Asia/Dhaka' })
  .transform((typed, context) => {
    const name = readTimeZone(typed);
    if (name !== null) return name;
    context.addIssue({ code: 'custom', message: 'must be an IANA time zone, for example Asia/Dhaka' });
    return z.NEVER;
  });

/** Begin or end of a report: an instant, or a date for its first instant in UTC. Narrower, since reports read one period further. */
export const reportBound = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform(toInstant)
  .refine(yearsOf(1900, 2999), 'must be in the years 1900 to 2999');

/** A normalized URL with a public DNS name and without credentials. */
export const httpsUrl = (lengthMax: number) =>
  z.string().transform((typed, context) => {
    const url = URL.parse(typed.trim());
    const isPublic =
      url?.protocol === 'https:' && /\.[a-z][a-z0-9-]+$/.test(url.hostname) && url.username + url.password === '';
    if (isPublic && url.href.length <= lengthMax) return url.href;
    context.addIssue({ code: 'custom', message: `must be an https URL of at most ${lengthMax} characters` });
    return z.NEVER;
  });

/** A number in a query or a path. */
export const wholeNumber = (bounds: Bounds) =>
  z
    .string()
    .meta({ override: { type: 'integer', minimum: bounds.min, maximum: bounds.max } })
    .transform((typed, context) => {
      const number = readWholeNumber(typed, bounds);
      if (number !== null) return number;
      context.addIssue({ code: 'custom', message: `must be a whole number from ${bounds.min} to ${bounds.max}` });
      return z.NEVER;
    });

/** Query parameters of a list. `pageOf` reads them. `serveRoutes` has read the key from the cursor: `src/http/cursor.ts`. */
const pageQueryOf = (size: number) => ({
  cursor: z.string().meta({ description: '`nextCursor` of the page before, with the same filters.' }).optional(),
  limit: wholeNumber({ min: 1, max: pageSizeMax })
    .default(size)
    .describe(`How many items a page has at most; ${size} by default.`),
});
export const pageQuery = pageQueryOf(pageSizeDefault);

/** `expand=a,b`: what an answer also has, each name once. Names are not nested. */
export const expandOf = <const N extends string>(names: readonly N[]) =>
  z
    .string()
    .meta({ description: `Separated by commas: ${names.map((name) => `\`${name}\``).join(', ')}.`, example: names[0] })
    .transform((typed, context): N[] => {
      const given = typed.split(',');
      const known = names.filter((name) => given.includes(name));
      if (known.length === given.length) return known;
      context.addIssue({
        code: 'custom',
        message: `must be names, each once, separated by commas: ${names.join(', ')}`,
      });
      return z.NEVER;
    })
    .optional();

/** The query of a list without filters. */
export const pageOnly = z.strictObject(pageQuery);

/** The query of a list that is mostly read whole. */
export const largePageOnly = z.strictObject(pageQueryOf(pageSizeMax));

export function pageOf({
  cursor: after,
  limit,
}: {
  readonly cursor?: string | undefined;
  readonly limit: number;
}): PageRequest {
  return { after: after ?? null, limit };
}

/** In answers: UTC with milliseconds. */
export const instantText = z
  .string()
  .regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({
    override: dateTime,
    description: 'UTC.',
  }) as unknown as z.ZodType<Instant, string>;

/** In requests: any number is accepted here, and documented as what the domain takes. Others are refused there with `invalid_amount`. */
export const coinsGiven = z
  .number()
  .meta({ override: { type: 'integer', minimum: 1, maximum: Number(amountCoinsMax) } });

/** In answers: whole coins, also negative. */
export const coinsNumber = z.int();

/** In answers: whole coins, 0 or more. */
export const coinsCount = z.int().min(0);

/** An object that the API document, and so generated code, knows by this name. */
export const namedShape = <Fields extends z.core.$ZodLooseShape>(name: string, description: string, fields: Fields) =>
  z.strictObject(fields).meta({ id: name, description });

/** One of several kinds, told apart by the field `key`. */
export const namedUnion = <
  const Kinds extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
  Key extends string,
>(
  name: string,
  description: string,
  key: Key,
  kinds: Kinds,
) => z.discriminatedUnion(key, kinds).meta({ id: name, description });

export const nextCursor = z
  .string()
  .nullable()
  .describe('Send it as `cursor` to read the next page; null on the last one.');

export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z
    .strictObject({
      items: z.array(item).describe('In the order of the list.'),
      nextCursor,
    })
    .describe(`A page of the list${ofKind(item)}.`);

/** A list without pages. */
export const listShape = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item).describe('All of them.') }).describe(`The whole list${ofKind(item)}.`);

const ofKind = (item: z.ZodType) => ` of \`${item.meta()?.id ?? 'items'}\``;
