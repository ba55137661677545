// Refusals in the API document. One that several operations have with the same codes is written once, as a component.

import * as z from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { describeProblem, type ProblemCode, problemCodes } from '../../http/problem-list.ts';
import { problemsOf, type RouteDefinition } from '../../http/route.ts';
import { namedShape } from '../../http/wire.ts';
import { headersNamed } from './answers.ts';

type Responses = Record<string, ZodOpenApiResponseObject>;

export interface Problems {
  /** By the name of the component. */
  readonly shared: Responses;
  readonly of: (route: RouteDefinition) => Record<string, ZodOpenApiResponseObject | { $ref: string }>;
}

export function collectProblems(routes: readonly RouteDefinition[]): Problems {
  const all = routes.flatMap((route) => byStatus(route)).map(([, codes]) => nameOf(codes));
  const isShared = (name: string) => all.filter((other) => other === name).length > 1;
  const shared = routes
    .flatMap((route) => byStatus(route))
    .filter(([, codes]) => isShared(nameOf(codes)))
    .map(([status, codes]) => [nameOf(codes), responseOf(status, codes)] as const);
  return {
    shared: Object.fromEntries(shared.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    of: (route) =>
      Object.fromEntries(
        byStatus(route).map(([status, codes]) => {
          const name = nameOf(codes);
          const response = isShared(name) ? { $ref: `#/components/responses/${name}` } : responseOf(status, codes);
          return [String(status), response];
        }),
      ),
  };
}

const byStatus = (route: RouteDefinition) => [
  ...Map.groupBy(problemsOf(route), (code) => describeProblem(code).status),
];

/** `hold_closed` and `hold_expired` give HoldClosedOrHoldExpired. */
function nameOf(codes: readonly ProblemCode[]): string {
  return codes.map((code) => code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())).join('Or');
}

const codesToRepeat: readonly ProblemCode[] = ['unavailable', 'idempotency_in_flight', 'quota_exceeded'];

function responseOf(status: number, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const names = [
    'X-Request-Id',
    ...(codes.some((code) => codesToRepeat.includes(code)) ? (['Retry-After'] as const) : []),
    ...(status === 429 ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
  ] as const;
  return {
    description: codes.map((code) => `- \`${code}\`: ${describeProblem(code).title}.`).join('\n'),
    headers: headersNamed(names),
    content: { 'application/problem+json': { schema: problemShape } },
  };
}

const problemShape = namedShape('Problem', 'A refused request (RFC 9457).', {
  type: z.string().meta({
    description: 'Where the code is described, relative to the request.',
    example: '/docs/problems#not_found',
  }),
  title: z.string().describe('What is wrong, in a few words; the same for each problem of this code.'),
  status: z.int().describe('The status of the answer.'),
  code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]).describe('Stable: decide by it.'),
  detail: z.string().describe('What to do.'),
  facts: z.record(z.string(), z.unknown()).optional().describe('What the refusal is about.'),
  errors: z
    .array(
      z.strictObject({
        field: z.string().describe('Its path in the body or its name in the query, for example `prizes.places.0`.'),
        problem: z.string().describe('What the field must be.'),
      }),
    )
    .optional()
    .describe('Every faulty field.'),
  requestId: z.string().describe('Finds the request in the log.'),
});
