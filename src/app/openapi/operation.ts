// One operation of the API document: parameters, body, answers, problems.

import * as z from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { idPattern } from '../../core/id.ts';
import { scopeOf } from '../../http/api-keys/scope.ts';
import { deprecationFields, deprecationText } from '../../http/headers/deprecation.ts';
import { type FileBody, keyRuleOf, type RouteDefinition } from '../../http/route.ts';
import { answersOf, mediaOf } from './answers.ts';
import { descriptionOf } from './operation-text.ts';
import type { Problems } from './problems.ts';
import { tagOf } from './tags.ts';

export interface Recorded {
  readonly body?: unknown;
  /** Other bodies, by their titles. */
  readonly variants?: Readonly<Record<string, unknown>>;
  /** By status. */
  readonly answers: Readonly<Record<string, unknown>>;
}

export function operationOf(
  route: RouteDefinition,
  recorded: Recorded | undefined,
  problems: Problems,
): ZodOpenApiOperationObject {
  const { name, summary, body, deprecation } = route;
  const query = queryShapeOf(route);
  const pathShape = pathShapeOf(route);
  const requestParams = {
    ...(pathShape === null ? {} : { path: pathShape }),
    ...(query === null ? {} : { query }),
    ...headerShapeOf(route),
  };
  return {
    operationId: name,
    summary,
    ...deprecationFields(deprecation),
    tags: [tagOf(route)],
    ...securityOf(route),
    description: descriptionOf(route),
    ...(Object.keys(requestParams).length === 0 ? {} : { requestParams }),
    ...(body === undefined ? {} : { requestBody: bodyOf(body, recorded) }),
    responses: { ...answersOf(route, recorded?.answers ?? {}), ...problems.of(route) },
  };
}

/** The default of the document: a token. */
function securityOf(route: RouteDefinition): { readonly security?: Record<string, string[]>[] } {
  const { permission, isAtEdge, readsToken } = route;
  if (permission.isPublic && isAtEdge) return { security: readsToken ? [{}, { bearer: [] }] : [] };
  const scope = scopeOf(route);
  const withKey = scope === null ? [] : [{ apiKey: [scope] }];
  if (permission.isPublic) return { security: [{}, { bearer: [] }, ...withKey] };
  return scope === null ? {} : { security: [{ bearer: [] }, ...withKey] };
}

const keyText = {
  description: 'Chosen by the client, for example a UUID; the same for all attempts of one request.',
  example: 'c1a5e7d0-6f0e-4a57-9a3a-0d7f5d8a3b11',
};
const key = z.string().min(1).max(255);
const keyShapes = {
  optional: z.object({ 'Idempotency-Key': key.optional().meta(keyText) }),
  required: z.object({ 'Idempotency-Key': key.meta(keyText) }),
};

const ifMatchShape = (read: string) =>
  z.object({
    'If-Match': z
      .string()
      .optional()
      .meta({
        description: `The \`ETag\` of the answer of \`${read}\`, with its quotes. A resource that has changed since is not changed.`,
        example: '"1f6a0c52"',
      }),
  });

function headerShapeOf(route: RouteDefinition): { readonly header?: z.ZodObject } {
  const rule = keyRuleOf(route);
  const condition = route.ifMatchOf === undefined ? null : ifMatchShape(route.ifMatchOf);
  if (rule === 'none') return condition === null ? {} : { header: condition };
  return { header: condition === null ? keyShapes[rule] : keyShapes[rule].extend(condition.shape) };
}

/** Deprecated parameters say so themselves. */
function queryShapeOf({ query, deprecatedParameters = {} }: RouteDefinition): z.ZodObject | null {
  if (query === undefined) return null;
  const shape = query as z.ZodObject;
  const fields = Object.entries(deprecatedParameters).map(([name, deprecation]) => {
    const field = shape.shape[name] as z.ZodType;
    const description = `${field.description ?? ''} ${deprecationText(deprecation)}`.trim();
    return [name, field.meta({ description, deprecated: true, param: deprecationFields(deprecation) })];
  });
  return fields.length === 0 ? shape : shape.safeExtend(Object.fromEntries(fields));
}

function pathShapeOf({ params = {} }: RouteDefinition): z.ZodObject | null {
  const names = Object.entries(params);
  if (names.length === 0) return null;
  return z.object(Object.fromEntries(names.map(([name, kind]) => [name, paramShape(name, kind)])));
}

function paramShape(name: string, kind: NonNullable<RouteDefinition['params']>[string]): z.ZodType {
  if (typeof kind === 'string') {
    return z
      .string()
      .regex(idPattern(kind))
      .meta({ description: `Id of ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}.` });
  }
  return 'safeParse' in kind
    ? kind
    : z.enum(kind).meta({
        description: kind.every((value) => /^\d+$/.test(value))
          ? `Number of a ${name}.`
          : `One of the known names of a ${name}.`,
      });
}

function bodyOf(schema: z.ZodType | FileBody, recorded: Recorded | undefined) {
  if ('mediaTypes' in schema) {
    const content = Object.fromEntries(schema.mediaTypes.map((mediaType) => [mediaType, mediaOf(mediaType)]));
    const size = schema.sizeBytesMax === undefined ? {} : { description: `At most ${schema.sizeBytesMax} bytes.` };
    return { required: true, content, ...size };
  }
  const isRequired = !schema.safeParse({}).success;
  return { required: isRequired, content: { 'application/json': { schema, ...examplesOf(recorded) } } };
}

function examplesOf(recorded: Recorded | undefined) {
  if (recorded?.body === undefined) return {};
  const { body, variants = {} } = recorded;
  if (Object.keys(variants).length === 0) return { example: body };
  const others = Object.entries(variants).map(([summary, value]) => [
    summary.toLowerCase().replaceAll(' ', '_'),
    { summary, value },
  ]);
  return { examples: { usual: { value: body }, ...Object.fromEntries(others) } };
}
