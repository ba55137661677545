// Reads what a request carries against a schema, strictly: unknown fields, wrong types and oversized bodies are refused.

import type { Context } from 'hono';
import type { z } from 'zod';
import { refuse } from '../core/errors.ts';
import { type Id, type IdKind, idPattern } from '../core/id.ts';
import { pageSizeDefault, pageSizeMax } from '../core/limits.ts';
import { decodeCursor, type PageRequest } from '../core/page.ts';
import { readWholeNumber } from '../core/whole-number.ts';
import { readBody } from './body.ts';
import { sentenceFor } from './issue-sentence.ts';
import { ValidationError } from './problem.ts';

/**
 * An absent body counts as `{}`. `authorize` throws where the caller may not act: it is asked before a bad body is refused, so that
 * who may not act learns nothing about the body; a good body costs no question, since the act itself judges the caller.
 * @throws malformed_json, payload_too_large, invalid_request.
 */
export async function readJson<S extends z.ZodType>(
  c: Context,
  schema: S,
  authorize: () => unknown = () => undefined,
): Promise<z.output<S>> {
  try {
    const text = await readBody(c);
    return parse(schema, parseJson(text === '' ? '{}' : text));
  } catch (error) {
    await authorize();
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('malformed_json');
  }
}

export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  return parse(schema, c.req.query());
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: sentenceFor });
  if (!parsed.success) throw toValidationError(parsed.error);
  return parsed.data;
}

/** A path that names no id of the right kind names nothing. @throws not_found. */
export function readId<K extends IdKind>(c: Context, kind: K): Id<K> {
  const text = c.req.param('id') ?? '';
  if (!idPattern(kind).test(text)) throw refuse('not_found', { kind });
  return text as Id<K>;
}

export function readPage(c: Context): PageRequest {
  const limit = readWholeNumber(c.req.query('limit') ?? String(pageSizeDefault), { min: 1, max: pageSizeMax });
  if (limit === null) {
    throw new ValidationError([{ field: 'limit', problem: `a whole number from 1 to ${pageSizeMax}` }]);
  }
  const cursor = c.req.query('cursor');
  return { limit, after: cursor === undefined ? null : decodeCursor(cursor) };
}

function toValidationError(error: z.ZodError): ValidationError {
  return new ValidationError(
    error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.') || '(body)', problem: issue.message }];
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), problem: 'unknown field' }));
    }),
  );
}
