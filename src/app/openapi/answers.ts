// Answers of an operation in the API document: what each status says, its headers, its body with a recorded example.

import type * as z from 'zod';
import type { ZodOpenApiContentObject, ZodOpenApiHeadersObject } from 'zod-openapi';
import { type AnswerShape, keyRuleOf, type RouteDefinition } from '../../http/route.ts';

const text = { type: 'string' } as const;

/** The components that answers refer to. */
export const answerHeaders = {
  'X-Request-Id': {
    description: 'Names the request in the log. Echoes the header of the request, if it is valid.',
    schema: text,
  },
  ETag: { description: 'Names this state of the resource, for If-None-Match and If-Match.', schema: text },
  Location: { description: 'The path of what was made, or of what is meant.', schema: text },
  'Idempotency-Replayed': {
    description: '`true` if an earlier request with this key did the act.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds to wait before the request is sent again.', schema: text },
  RateLimit: {
    description:
      'What is left of the limit: `r` requests, and the seconds `t` until it is whole again (draft-ietf-httpapi-ratelimit-headers-11).',
    schema: text,
  },
  'RateLimit-Policy': { description: 'Each limit by its name: `q` requests in `w` seconds.', schema: text },
} as const;

/** References to them. */
export const headersNamed = (names: readonly (keyof typeof answerHeaders)[]): ZodOpenApiHeadersObject =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** Of answers without a schema, which would describe itself. */
const meanings: Readonly<Record<number, string>> = {
  101: 'The socket is open. Each frame that it receives is one of these.',
  204: 'Done; there is nothing to show.',
  206: 'The part of the file that Range asks for.',
  302: 'The file is at the address in Location for a limited time. The address may be a path of this server.',
  304: 'Not changed since the ETag of If-None-Match.',
  416: 'The file has no such range; Content-Range says its size.',
};

export function answersOf(route: RouteDefinition, examples: Readonly<Record<string, unknown>>) {
  const answers = Object.entries(route.answers).map(([status, shape]) => [
    status,
    {
      description: meaningOf(Number(status), shape),
      headers: headersNamed(headersOf(route, status)),
      ...contentOf(shape, examples[status]),
    },
  ]);
  const unchanged = isConditional(route) ? { 304: { description: meanings[304] ?? '' } } : {};
  return { ...unchanged, ...Object.fromEntries(answers) };
}

function headersOf(route: RouteDefinition, status: string): (keyof typeof answerHeaders)[] {
  return [
    'X-Request-Id',
    ...(isConditional(route) && status === '200' ? (['ETag'] as const) : []),
    ...(['201', '202', '302'].includes(status) ? (['Location'] as const) : []),
    ...(keyRuleOf(route) === 'none' ? [] : (['Idempotency-Replayed'] as const)),
  ];
}

/** A schema says what it is. */
function meaningOf(status: number, shape: AnswerShape): string {
  const known = meanings[status];
  if (known !== undefined) return known;
  const described = [shape].flat().flatMap((one) => (one !== null && 'safeParse' in one ? [one] : []));
  const [said] = described.flatMap((one) => one.meta()?.description ?? []);
  return (
    said ??
    `The ${[shape]
      .flat()
      .flatMap((one) => (one !== null && 'mediaType' in one ? one.mediaType : []))
      .join(' or ')} file.`
  );
}

/** Served reads of JSON are all conditional; files are streamed without an ETag. At the edge, some are. */
function isConditional({ method, answers, isAtEdge }: RouteDefinition): boolean {
  if (304 in answers) return true;
  const isJson = [answers[200] ?? null].flat().some((one) => one !== null && 'safeParse' in one);
  return method === 'GET' && isJson && !isAtEdge;
}

function contentOf(shape: AnswerShape, example: unknown): { readonly content?: ZodOpenApiContentObject } {
  if (shape === null) return {};
  const shown = example === undefined ? {} : { example };
  const content = [shape].flat().map((one: z.ZodType | { readonly mediaType: string }) => {
    if ('safeParse' in one) return { 'application/json': { schema: one, ...shown } };
    return { [one.mediaType]: { ...mediaOf(one.mediaType), ...(Array.isArray(shape) ? {} : shown) } };
  });
  return { content: Object.assign({}, ...content) };
}

/** Bytes need no schema (OpenAPI 3.1, section 4.8.14.2). */
export function mediaOf(mediaType: string): { readonly schema?: { readonly type: 'string' | 'object' } } {
  if (mediaType === 'application/json' || mediaType === 'multipart/form-data') return { schema: { type: 'object' } };
  return mediaType.startsWith('text/') ? { schema: { type: 'string' } } : {};
}
