// The API document follows from the declarations of the routes.

import { describe, expect, it } from 'vitest';
import committed from '../../src/app/openapi.json' with { type: 'json' };
import { openApiText, definitions as routes } from '../../src/cli/dev/write-openapi.ts';
import { problemsOf } from '../../src/http/route.ts';
import { type ApiDocument, operationsOf, type Schema } from '../../src/pages/docs/operation.ts';

const document = committed as unknown as ApiDocument;
const operations = operationsOf(document);

it('the committed document is the one that `npm run openapi` writes', () => {
  expect(committed).toEqual(JSON.parse(openApiText()));
});

describe('every route', () => {
  it('is one operation with a unique name', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(routes.map(({ name }) => name).sort());
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });

  it('documents every problem code that it declares', () => {
    for (const route of routes) {
      const operation = operations.find(({ operationId }) => operationId === route.name);
      const documented = Object.entries(operation?.responses ?? {})
        .filter(([status]) => status >= '400')
        .flatMap(([, { description }]) => [...description.matchAll(/`(\w+)`/g)].map((match) => match[1]));
      expect(documented.sort(), route.name).toEqual(problemsOf(route));
    }
  });

  it('has an example for its body and for its answer', () => {
    const missing = operations.flatMap(({ operationId, requestBody, responses }) => {
      const json = requestBody?.content['application/json'];
      const body = requestBody?.required === true && json !== undefined && json.example === undefined;
      const answered = Object.entries(responses).filter(([status]) => status < '300');
      const hasExample = answered.some(([, { content }]) => {
        const [media] = Object.entries(content ?? {});
        return media === undefined || media[0] !== 'application/json' || media[1].example !== undefined;
      });
      return [...(body ? [`${operationId}: body`] : []), ...(hasExample ? [] : [`${operationId}: answer`])];
    });
    expect(missing).toEqual([]);
  });

  it('answers named shapes, or a list of one, so that generated code has their names', () => {
    const isNamed = (schema: Schema): boolean =>
      schema.$ref !== undefined || (schema.anyOf?.every(isNamed) ?? false) || isList(schema) || isAnyObject(schema);
    const isAnyObject = ({ properties }: Schema) => properties === undefined;
    const isList = ({ properties }: Schema) => properties?.items?.items?.$ref !== undefined;
    const nameless = operations.flatMap(({ operationId, responses }) =>
      Object.values(responses).flatMap(({ content = {} }) => {
        const schema = content['application/json']?.schema;
        return schema === undefined || isNamed(schema) ? [] : [operationId];
      }),
    );
    expect(nameless).toEqual([]);
  });
});
