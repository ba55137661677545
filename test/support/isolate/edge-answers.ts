// Compares an answer of the edge with the declaration of its route.

import * as z from 'zod';
import { edgeDefinitions } from '../../../src/app/edge-definitions.ts';
import { describeProblem, type ProblemCode } from '../../../src/http/problem-list.ts';
import { problemsOf, type RouteDefinition } from '../../../src/http/route.ts';

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What the declaration does not allow; null: nothing, or the edge has no such route. `path` may have a query. */
export function undeclaredAtEdge(method: string, path: string, answer: EdgeAnswer): string | null {
  const isHead = method === 'HEAD';
  const { pathname } = new URL(`https://laurel.test${path}`);
  const route = edgeDefinitions.find((one) => one.method === (isHead ? 'GET' : method) && matches(one.path, pathname));
  if (route === undefined) return null;
  const wrong = faultOf(route, answer, isHead);
  return wrong === null ? null : `${route.name} answered ${answer.status} ${wrong}`;
}

function matches(pattern: string, pathname: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}/?$`).test(pathname);
}

/** Its refusals are all pages for a browser. */
const isOpenedByPeople = ({ name }: RouteDefinition) => name === 'downloadByLink';

function faultOf(route: RouteDefinition, { status, headers, text }: EdgeAnswer, isHead: boolean): string | null {
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  const problems = problemsOf(route);
  if (type === 'application/problem+json') {
    if (isHead) return null;
    const code = JSON.parse(text).code as ProblemCode;
    return problems.includes(code) && describeProblem(code).status === status ? null : `with the problem ${code}`;
  }
  const shape = route.answers[status];
  if (shape === undefined) {
    // Browsers get a page instead of the problem.
    const isShown = isOpenedByPeople(route) || status === 404 || status === 429 || status >= 500;
    const isPage = type === 'text/html' && isShown;
    return isPage && problems.some((code) => describeProblem(code).status === status) ? null : 'undeclared';
  }
  if (shape === null) return text === '' ? null : 'with a body';
  const shapes = [shape].flat();
  const json = shapes.find((one) => one instanceof z.ZodType);
  if (type !== 'application/json' || json === undefined)
    return shapes.some((one) => 'mediaType' in one && one.mediaType === type) ? null : `as ${type}`;
  const { error } = isHead ? {} : json.safeParse(JSON.parse(text));
  return error === undefined ? null : `what its schema refuses: ${z.prettifyError(error)}`;
}
