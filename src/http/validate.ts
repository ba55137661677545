// Validates body, query and path of a request. Strict: unknown fields, wrong types and oversized bodies are refused.

import type { Context } from 'hono';
import * as z from 'zod';
import { refuse } from '../core/errors.ts';
import { type Id, type IdKind, idPattern } from '../core/id.ts';
import { messageFor, unknownField } from './issue-message.ts';
import { ValidationError } from './problem.ts';
import type { FileBody } from './route.ts';

/**
 * An absent body counts as `{}`. `authorize` throws if the caller may not act. It runs only when the body is invalid, so that an
 * unauthorized caller gets its refusal and learns nothing about the body. With a valid body the use case checks the caller.
 * @throws unsupported_media_type, malformed_json, payload_too_large, invalid_request.
 */
export async function readJson<S extends z.ZodType>(
  c: Context,
  schema: S,
  authorize: () => unknown = () => undefined,
): Promise<z.output<S>> {
  try {
    const text = decode(await readBytes(c), 'malformed_json');
    if (text !== '') refuseOtherMedia(c.req.header('content-type'));
    return parse(schema, parseJson(text === '' ? '{}' : text));
  } catch (error) {
    await authorize();
    throw error;
  }
}

/** Without a Content-Type the body counts as JSON. @throws DomainError unsupported_media_type. */
function refuseOtherMedia(contentType: string | undefined): void {
  const isJson = contentType === undefined || /^application\/([\w.-]+\+)?json *(;|$)/i.test(contentType);
  if (!isJson) throw refuse('unsupported_media_type', { takes: 'application/json' });
}

/** A body that is a file of text. `authorize` as in readJson. @throws unsupported_media_type, invalid_file. */
export async function readText(
  c: Context,
  { mediaTypes }: FileBody,
  authorize: () => unknown = () => undefined,
): Promise<string> {
  try {
    const [given = ''] = (c.req.header('content-type') ?? '').toLowerCase().split(';');
    if (!mediaTypes.includes(given.trim())) throw refuse('unsupported_media_type', { takes: mediaTypes });
    return decode(await readBytes(c), 'invalid_file');
  } catch (error) {
    await authorize();
    throw error;
  }
}

async function readBytes(c: Context): Promise<ArrayBuffer> {
  const coding = c.req.header('content-encoding') ?? 'identity';
  if (coding.toLowerCase() !== 'identity') throw refuse('unsupported_media_type', { takes: 'no Content-Encoding' });
  return c.req.arrayBuffer();
}

/** Bytes that are not UTF-8 are refused: a lenient decoder would replace them by U+FFFD. A byte order mark is removed. */
function decode(bytes: ArrayBuffer, code: 'malformed_json' | 'invalid_file'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw refuse(code, { reason: 'the body is not valid UTF-8' });
  }
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('malformed_json');
  }
  if (isSuspect.test(text)) refusePrototypes(value);
  return value;
}

/** The name may be written with escapes. */
const isSuspect = /__proto__|\\u00/i;

/** Schemas and spreads would drop this field without a word. @throws ValidationError. */
function refusePrototypes(body: unknown): void {
  const left = [body];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) throw new ValidationError([{ field: '__proto__', problem: unknownField }]);
    for (const one of Object.values(value)) left.push(one);
  }
}

export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  if (!c.req.raw.url.includes('?')) return parse(schema, {});
  refuseRepeated(c);
  return parse(schema, c.req.query());
}

const noFields = z.strictObject({});

/** @throws ValidationError for any parameter. */
export function refuseQuery(c: Context): void {
  readQuery(c, noFields);
}

/** Which value counts would depend on the reader. @throws invalid_request for a query parameter that is given twice. */
export function refuseRepeated(c: Context): void {
  const repeated = Object.entries(c.req.queries()).filter(([, values]) => values.length > 1);
  if (repeated.length > 0)
    throw new ValidationError(repeated.map(([field]) => ({ field, problem: 'must be given once' })));
}

/** @throws ValidationError with one entry for each invalid field. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: messageFor });
  if (!parsed.success) throw toValidationError(parsed.error);
  return parsed.data;
}

/** The `:id` of the path. @throws not_found if it is not an id of this kind. */
export function readId<K extends IdKind>(c: Context, kind: K): Id<K> {
  const text = c.req.param('id') ?? '';
  if (!idPattern(kind).test(text)) throw refuse('not_found', { kind });
  return text as Id<K>;
}

function toValidationError(error: z.ZodError): ValidationError {
  const problems = new Map<string, string>();
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const isUnknown = issue.code === 'unrecognized_keys';
    const fields = isUnknown ? issue.keys.map((key) => [...path, key].join('.')) : [path.join('.') || '(body)'];
    // The first fault of a field counts: a rule of the whole may find again what a rule of the field has found.
    // Of several unknown fields the first one says which fields there are.
    for (const [at, field] of fields.entries())
      if (!problems.has(field)) problems.set(field, isUnknown && at > 0 ? unknownField : issue.message);
  }
  return new ValidationError([...problems].map(([field, problem]) => ({ field, problem })));
}
