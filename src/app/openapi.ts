// The OpenAPI 3.1 document, built from the declarations of the routes. It is written to a file by `npm run openapi`; the running app only
// serves that file.

import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
} from 'zod-openapi';
import { idPattern } from '../core/id.ts';
import { describeProblem, type ProblemCode, problemCodes } from '../http/problem-list.ts';
import { type AnswerShape, type FileBody, keyRuleOf, problemsOf, type RouteDefinition } from '../http/route.ts';
import { descriptionOf } from './operation-text.ts';

/** Recorded from a running Laurel, by method and path of the route. */
export interface Recorded {
  readonly body?: unknown;
  /** By status. */
  readonly answers: Readonly<Record<string, unknown>>;
}
export type Examples = Readonly<Record<string, Recorded>>;

const description = `Backend of a tournament platform: registration, brackets, results, coins, moderation, and certificates that anybody can verify.

- **JSON** with whole coins and UTC times. All fields of an answer are always there; null where there is no value. Unknown fields of a body and unknown query parameters are refused.
- **Tokens**: \`Authorization: Bearer\` with a JWT. Each operation says who may use it.
- **Idempotency-Key** on every POST that changes something: the same key and body give the same answer again, marked \`Idempotency-Replayed: true\`. Keys are kept for 48 hours, those of coins for ever.
- **Lists** have \`items\` and \`nextCursor\`; send it as \`cursor\`. \`limit\` is 1 to 100.
- **Reads** carry an \`ETag\`; \`If-None-Match\` is answered 304. Changes that take \`If-Match\` refuse another ETag with 412.
- **Problems** are \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`detail\` says what to do.`;

const requestIdHeader = {
  description: 'Names the request in the log. Echoes the header of the request, if it is valid.',
  schema: { type: 'string' },
} as const;

export function buildOpenApi(routes: readonly RouteDefinition[], examples: Examples, version: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: operationOf(route, examples[`${route.method} ${route.path}`]),
    };
  }
  const tags = [...new Set(routes.map(tagOf))].map((name) => ({ name, description: tagDescriptions[name] ?? name }));
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Laurel',
      version,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Laurel' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags,
    security: [{ bearer: [] }],
    paths: paths as NonNullable<ZodOpenApiObject['paths']>,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of the identity provider.',
        },
      },
      schemas: { Problem: problemShape },
    },
  });
}

const tagDescriptions: Readonly<Record<string, string>> = {
  me: 'The caller.',
  players: 'Players and their roles.',
  tournaments: 'Create and run tournaments.',
  registrations: 'Take part in a tournament.',
  matches: 'Report and decide results.',
  teams: 'Enter together.',
  certificates: 'Issue, verify and manage certificates.',
  issuers: 'Who issues certificates.',
  wallets: 'Balances and histories.',
  transfers: 'Move coins.',
  credits: 'Coins from the treasury.',
  debits: 'Coins to the treasury.',
  batches: 'Many transfers, all or none.',
  holds: 'Reserve coins.',
  economy: 'Reports for finance.',
  moderation: 'The audit trail.',
  objects: 'Object storage, for operators.',
  operations: 'State of the server, for operators.',
  live: 'Events while they happen.',
  verification: 'Verify a certificate by its code or by its file.',
};

/** The last part of the path that is a known tag: entrants of a tournament are registrations. */
function tagOf({ path, limit }: Pick<RouteDefinition, 'path' | 'limit'>): string {
  if (limit === 'verification') return 'verification';
  return path.split('/').findLast((part) => part in tagDescriptions) ?? 'operations';
}

function operationOf(route: RouteDefinition, recorded: Recorded | undefined): ZodOpenApiOperationObject {
  const { name, summary, permission, query, body } = route;
  const pathShape = pathShapeOf(route);
  const requestParams = {
    ...(pathShape === null ? {} : { path: pathShape }),
    ...(query === undefined ? {} : { query: query as z.ZodObject }),
    ...headerShapeOf(route),
  };
  return {
    operationId: name,
    summary,
    tags: [tagOf(route)],
    ...(permission.isPublic ? { security: route.isAtEdge ? [] : [{}, { bearer: [] }] } : {}),
    description: descriptionOf(route),
    ...(Object.keys(requestParams).length === 0 ? {} : { requestParams }),
    ...(body === undefined ? {} : { requestBody: bodyOf(body, recorded) }),
    responses: { ...answersOf(route, recorded), ...problemAnswersOf(route) },
  };
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

const ifMatchShape = z.object({
  'If-Match': z
    .string()
    .optional()
    .meta({ description: 'The ETag of the read. A resource that has changed since is not changed.' }),
});

function headerShapeOf(route: RouteDefinition): { readonly header?: z.ZodObject } {
  const rule = keyRuleOf(route);
  if (rule === 'none') return route.takesIfMatch ? { header: ifMatchShape } : {};
  return { header: keyShapes[rule] };
}

function pathShapeOf({ params = {} }: RouteDefinition): z.ZodObject | null {
  const names = Object.entries(params);
  if (names.length === 0) return null;
  return z.object(
    Object.fromEntries(
      names.map(([name, kind]) => [
        name,
        typeof kind === 'string'
          ? z
              .string()
              .regex(idPattern(kind))
              .meta({ description: `Id of a ${kind}.` })
          : 'safeParse' in kind
            ? kind
            : z.enum(kind),
      ]),
    ),
  );
}

function bodyOf(schema: z.ZodType | FileBody, recorded: Recorded | undefined) {
  if ('mediaTypes' in schema) {
    const content = Object.fromEntries(schema.mediaTypes.map((mediaType) => [mediaType, mediaOf(mediaType)]));
    return { required: true, content };
  }
  const isRequired = !schema.safeParse({}).success;
  const example = recorded?.body === undefined ? {} : { example: recorded.body };
  return { required: isRequired, content: { 'application/json': { schema, ...example } } };
}

const reasonPhrases: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted; the work continues in the background.',
  204: 'Done; no body.',
  101: 'The socket is open.',
  206: 'The range of Range.',
  302: 'Elsewhere, for a minute: see Location.',
  304: 'Not changed since the ETag of If-None-Match.',
  416: 'No such range; Content-Range has the size.',
  503: 'Not ready.',
};

function answersOf(route: RouteDefinition, recorded: Recorded | undefined) {
  const answers = Object.entries(route.answers).map(([status, shape]) => {
    const headers = {
      'X-Request-Id': requestIdHeader,
      ...(isConditional(route) && status === '200'
        ? { ETag: { description: 'For If-None-Match and If-Match.', schema: { type: 'string' } } }
        : {}),
      ...(['201', '202', '302'].includes(status)
        ? { Location: { description: 'Where it is.', schema: { type: 'string' } } }
        : {}),
      ...(keyRuleOf(route) === 'none'
        ? {}
        : {
            'Idempotency-Replayed': {
              description: '`true` if an earlier request with this key did the act.',
              schema: { type: 'string', enum: ['true'] },
            },
          }),
    } as const;
    return [
      status,
      {
        description: reasonPhrases[Number(status)] ?? 'Done.',
        headers,
        ...contentOf(shape, recorded?.answers[status]),
      },
    ];
  });
  const unchanged = isConditional(route) ? { 304: { description: reasonPhrases[304] ?? '' } } : {};
  return { ...unchanged, ...Object.fromEntries(answers) };
}

/** Served reads are all conditional. At the edge, some are. */
function isConditional({ method, answers, isAtEdge }: RouteDefinition): boolean {
  return 304 in answers || (method === 'GET' && 200 in answers && !isAtEdge);
}

function contentOf(shape: AnswerShape, example: unknown) {
  if (shape === null) return {};
  const shown = example === undefined ? {} : { example };
  const content = [shape].flat().map((one) => {
    if ('safeParse' in one) return { 'application/json': { schema: one, ...shown } };
    return { [one.mediaType]: { ...mediaOf(one.mediaType), ...(Array.isArray(shape) ? {} : shown) } };
  });
  return { content: Object.assign({}, ...content) as ZodOpenApiContentObject };
}

/** Bytes need no schema (OpenAPI 3.1, section 4.8.14.2). */
function mediaOf(mediaType: string): { readonly schema?: { readonly type: 'string' | 'object' } } {
  if (mediaType === 'application/json' || mediaType === 'multipart/form-data') return { schema: { type: 'object' } };
  return mediaType.startsWith('text/') ? { schema: { type: 'string' } } : {};
}

const problemShape = z
  .strictObject({
    type: z.string().meta({
      description: 'Where the code is described, relative to the request.',
      example: '/docs/problems#not_found',
    }),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]).meta({ description: 'Stable.' }),
    detail: z.string().meta({ description: 'What to do.' }),
    facts: z.record(z.string(), z.unknown()).optional().meta({ description: 'What the refusal is about.' }),
    errors: z
      .array(z.strictObject({ field: z.string(), problem: z.string() }))
      .optional()
      .meta({ description: 'Every faulty field.' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

const limitHeaders = {
  RateLimit: {
    description: 'What is left of the limit (draft-ietf-httpapi-ratelimit-headers-11).',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': { description: 'The limit.', schema: { type: 'string' } },
} as const;

function problemAnswersOf(route: RouteDefinition) {
  const byStatus = Map.groupBy(problemsOf(route), (code) => describeProblem(code).status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const lines = codes.map((code) => `- \`${code}\`: ${describeProblem(code).title}.`);
      const retry = codes.some((code) => ['unavailable', 'idempotency_in_flight', 'quota_exceeded'].includes(code));
      const headers = {
        'X-Request-Id': requestIdHeader,
        ...(retry ? { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'string' } } } : {}),
        ...(status === 429 ? limitHeaders : {}),
      } as const;
      return [
        String(status),
        { description: lines.join('\n'), headers, content: { 'application/problem+json': { schema: problemShape } } },
      ];
    }),
  );
}
