// Builds the client: one method for each row of the route table.

import { type Call, call } from './call.ts';
import type { Laurel } from './methods.ts';
import type { OperationName } from './operation.ts';
import { LaurelProblem } from './problem.ts';
import { routeTable } from './route-table.ts';
import type { Settings } from './settings.ts';

export function buildLaurel(settings: Settings): Laurel {
  const names = Object.keys(routeTable) as OperationName[];
  return Object.fromEntries(names.map((name) => [name, methodOf(name, settings)])) as unknown as Laurel;
}

function methodOf(operation: OperationName, settings: Settings) {
  const answer = (request: Call = {}) => call(operation, request, settings);
  const body = async (request?: Call) => (await answer(request)).body;
  async function* pages(request: Call = {}) {
    let cursor: string | null | undefined;
    do {
      const query: Call['query'] = cursor === undefined ? request.query : { ...request.query, cursor };
      const page = (await body({ ...request, query })) as { items: unknown[]; nextCursor?: string | null };
      yield page;
      // Some lists have no pages. The types offer no `pages` for them, but JavaScript finds it.
      cursor = page.nextCursor ?? null;
    } while (cursor !== null);
  }
  async function* items(request?: Call) {
    for await (const page of pages(request)) yield* page.items;
  }
  const refused = (error: unknown) => error instanceof LaurelProblem && error.operation === operation;
  return Object.assign(body, { answer, refused, pages, items });
}
