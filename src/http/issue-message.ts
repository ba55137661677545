// Turns a validation issue into one plain message. This is the only reader of issues, so the library's own wording never reaches
// a client. A schema that sets its own message does not come here.

import type * as z from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
  null: 'null',
};

const formatNames: Readonly<Record<string, string>> = {
  datetime: 'must be a date and time as in ISO 8601, with an offset, such as 2026-01-31T18:00:00Z',
  date: 'must be a date such as 2026-01-31',
  'date or datetime': 'must be a date such as 2026-01-31, or a date and time with an offset',
  url: 'must be a URL that begins with https://',
  email: 'must be an e-mail address',
};

export const unknownField = 'unknown field';

export function messageFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${typeNames[issue.expected] ?? 'of another type'}`;
    case 'too_small':
    case 'too_big':
      return boundOf(issue);
    case 'invalid_format':
      return formatNames[issue.format] ?? idFormatOf(issue) ?? 'does not have the required format';
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return issue.input === undefined ? 'is missing' : unionOf(issue);
    case 'unrecognized_keys':
      return unknownFieldOf(issue);
    default:
      return 'is not valid';
  }
}

function unknownFieldOf({ inst }: Extract<Issue, { code: 'unrecognized_keys' }>): string {
  const { shape = {} } = (inst?._zod.def ?? {}) as { readonly shape?: object };
  const known = Object.keys(shape);
  return known.length === 0 ? unknownField : `${unknownField}; the fields here are: ${known.join(', ')}`;
}

/** Of a pattern of ids: how they begin. */
function idFormatOf({ pattern = '' }: Extract<Issue, { code: 'invalid_format' }>): string | null {
  const [, prefix] = /\^([a-z]{3}_)\[/.exec(pattern) ?? [];
  return prefix === undefined ? null : `must be an id that begins with ${prefix}`;
}

function boundOf(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const side = issue.code === 'too_small' ? 'at least' : 'at most';
  if (issue.code === 'too_small' && limit === 1 && issue.origin !== 'number' && issue.origin !== 'int')
    return 'must not be empty';
  if (issue.origin === 'string') return `must have ${side} ${limit} characters`;
  if (issue.origin === 'array' || issue.origin === 'set') return `must have ${side} ${limit} items`;
  if (issue.inclusive === false) return `must be ${issue.code === 'too_small' ? 'above' : 'below'} ${limit}`;
  return `must be ${side} ${limit}`;
}

/** Of the form that was meant: the one whose fields were given. */
function unionOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const kinds = (issue as { readonly options?: readonly unknown[] }).options;
  if (issue.errors.length === 0)
    return kinds === undefined ? 'is of no known kind' : `must be one of: ${kinds.join(', ')}`;
  const isDate = issue.errors.some((form) =>
    form.some((one) => one.code === 'invalid_format' && one.format === 'date'),
  );
  if (isDate) return formatNames['date or datetime'] ?? '';
  const choices = choicesOf(issue.errors);
  if (choices !== null) return choices;
  const meant = issue.errors.find((form) =>
    form.every(({ code }) => !['unrecognized_keys', 'invalid_type'].includes(code)),
  );
  const [first] = meant ?? [];
  return first === undefined ? 'has none of the allowed forms' : [...first.path, first.message].join(': ');
}

/** Where every form is one value, or every form is one type: all of them. */
function choicesOf(forms: Extract<Issue, { code: 'invalid_union' }>['errors']): string | null {
  const values: unknown[] = [];
  const types: string[] = [];
  for (const [fault, ...more] of forms) {
    if (fault === undefined || more.length > 0 || fault.path.length > 0) return null;
    if (fault.code === 'invalid_value') values.push(...fault.values);
    else if (fault.code === 'invalid_type' && fault.expected === 'null') values.push(null);
    else if (fault.code === 'invalid_type') types.push(typeNames[fault.expected] ?? 'of another type');
    else return null;
  }
  if (types.length === 0) return `must be one of: ${values.map(String).join(', ')}`;
  return values.length === 0 ? `must be ${[...new Set(types)].join(' or ')}` : null;
}
