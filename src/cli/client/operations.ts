// Reads the operations of the API document, in the form that the client's texts are made of.

import { deprecationText } from '../../http/headers/deprecation.ts';
import type { ProblemCode } from '../../http/problem-list.ts';
import { keyRuleOf, problemsOf, type RouteDefinition } from '../../http/route.ts';
import type { JsonSchema } from './schema-type.ts';

export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Described {
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Parameters in braces. */
  readonly path: string;
  readonly summary: string;
  /** Who may, and the limit. */
  readonly description: string;
  /** The sentence that says so; null: it is not deprecated. */
  readonly deprecation: string | null;
  readonly takesKey: boolean;
  readonly readsToken: boolean;
  readonly params: JsonSchema | null;
  readonly query: JsonSchema | null;
  readonly body: { readonly isRequired: boolean; readonly schema: JsonSchema | 'file' } | null;
  /** The answers of success, each once. `null`: no body. */
  readonly answers: readonly (JsonSchema | 'file' | null)[];
  /** Whether it answers a page of a list. */
  readonly isPage: boolean;
  readonly problems: readonly ProblemCode[];
  /** Those of `problems` that do not follow from the kind of the route. */
  readonly ownProblems: readonly ProblemCode[];
}

/** Sockets are none: they answer no request. */
export function readOperations(routes: readonly RouteDefinition[], document: ApiDocument): Operation[] {
  return routes
    .filter(({ answers }) => !(101 in answers))
    .map((route) => {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      const described = document.paths?.[path]?.[route.method.toLowerCase()] as Described | undefined;
      if (described === undefined) throw new Error(`the API document lacks ${route.method} ${path}`);
      const { summary, description, requestBody } = described;
      return {
        name: route.name,
        method: route.method,
        path,
        summary,
        description,
        deprecation: route.deprecation === undefined ? null : deprecationText(route.deprecation),
        takesKey: keyRuleOf(route) !== 'none',
        readsToken: !(route.isAtEdge === true && route.permission.isPublic),
        params: parametersOf(described, 'path'),
        query: parametersOf(described, 'query'),
        body:
          requestBody === undefined
            ? null
            : { isRequired: requestBody.required === true, schema: contentOf(requestBody) ?? 'file' },
        answers: answersOf(described),
        isPage: answersOf(described).every((answer) => isPage(answer, document)),
        problems: problemsOf(route),
        ownProblems: route.problems ?? [],
      };
    });
}

function parametersOf({ parameters = [] }: Described, place: string): JsonSchema | null {
  const own = parameters.filter((parameter) => parameter.in === place);
  if (own.length === 0) return null;
  return {
    type: 'object',
    properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    required: own.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

function answersOf({ responses }: Described): Operation['answers'] {
  const bodies = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => contentOf(response));
  const texts = bodies.map((body) => JSON.stringify(body));
  return bodies.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

function isPage(answer: Operation['answers'][number], { components }: ApiDocument): boolean {
  if (answer === null || answer === 'file') return false;
  const { properties } = components?.schemas?.[answer.$ref?.split('/').at(-1) ?? ''] ?? answer;
  return ['items', 'nextCursor'].every((name) => properties?.[name] !== undefined);
}

function contentOf({ content }: Content): JsonSchema | 'file' | null {
  if (content === undefined) return null;
  return content['application/json']?.schema ?? 'file';
}
