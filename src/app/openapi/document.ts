// The OpenAPI 3.1 document, built from the declarations of the routes. It is written to a file by `npm run openapi`; the running app only
// serves that file.

import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { RouteDefinition } from '../../http/route.ts';
import { answerHeaders } from './answers.ts';
import { operationOf, type Recorded } from './operation.ts';
import { collectProblems } from './problems.ts';
import { tagDescriptions, tagOf } from './tags.ts';
import { webhookHeaders, webhookItems } from './webhooks.ts';

/** Recorded from a running Laurel, by method and path of the route. */
export type Examples = Readonly<Record<string, Recorded>>;

const description = `Backend of a tournament platform: registration, brackets, results, coins, moderation, and certificates that anybody can verify.

- **JSON** with whole coins and UTC times. All fields of an answer are always there, if they are not marked optional; null where there is no value. Unknown fields of a body and unknown query parameters are refused.
- **Tokens**: \`Authorization: Bearer\` with a JWT. Each operation says who may use it: a role by its name, or somebody of the resource, such as the organizer of the tournament.
- **API keys** for servers: \`Authorization: Bearer lk_live_…\`. Operations that take a key name the scope that it needs.
- **Idempotency-Key** on every POST that changes something: the same key and body give the same answer again, marked \`Idempotency-Replayed: true\`. Keys are kept for 48 hours, those of coins for ever.
- **Lists** have \`items\` and \`nextCursor\`; send it as \`cursor\`. \`limit\` is 1 to 100, 20 by default.
- **Reads** carry an \`ETag\`; \`If-None-Match\` is answered 304. Changes that take \`If-Match\` refuse another ETag with 412.
- **Limits**: each operation names its own. A refused request is answered 429; wait for the seconds in \`Retry-After\`. \`RateLimit-Policy\` names the limit, \`RateLimit\` what is left of it.
- **Problems** are \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`detail\` says what to do.`;

/** Recorded events and frames, by their type. */
export interface EventExamples {
  readonly events: Readonly<Record<string, unknown>>;
  readonly frames: Readonly<Record<string, unknown>>;
}

export interface Recordings {
  readonly examples: Examples;
  readonly eventExamples: EventExamples;
}

/** For a document without examples. */
export const noRecordings: Recordings = { examples: {}, eventExamples: { events: {}, frames: {} } };

export function buildOpenApi(
  routes: readonly RouteDefinition[],
  { examples, eventExamples }: Recordings,
  version: string,
) {
  const problems = collectProblems(routes);
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: operationOf(route, examples[`${route.method} ${route.path}`], problems),
    };
  }
  const tags = [...new Set(routes.map(tagOf))].map((name) => ({ name, description: tagDescriptions[name] ?? name }));
  return createDocument(
    {
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
      webhooks: webhookItems,
      components: {
        parameters: webhookHeaders,
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token of the identity provider.',
          },
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'lk_live_…',
            description: 'An API key of a server, with the scope that the operation names.',
          },
        },
        headers: answerHeaders,
        responses: problems.shared,
      },
    },
    {
      override: (context) => {
        dropBoundsOfSafeIntegers(context);
        addExample(context, eventExamples);
      },
    },
  );
}

/** zod writes both at each whole number without bounds. They say nothing. */
function dropBoundsOfSafeIntegers({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.minimum !== Number.MIN_SAFE_INTEGER || jsonSchema.maximum !== Number.MAX_SAFE_INTEGER) return;
  delete jsonSchema.minimum;
  delete jsonSchema.maximum;
}

/** To the schemas of events and frames. */
function addExample(
  {
    jsonSchema,
  }: { readonly jsonSchema: { id?: string; examples?: unknown[]; properties?: Readonly<Record<string, unknown>> } },
  { events, frames }: EventExamples,
): void {
  const name = (jsonSchema.properties?.type as { readonly const?: string } | undefined)?.const ?? '';
  const isEvent = 'seq' in (jsonSchema.properties ?? {}) && 'payload' in (jsonSchema.properties ?? {});
  const example = (isEvent ? events : frames)[name];
  if (example !== undefined) jsonSchema.examples = [example];
}
