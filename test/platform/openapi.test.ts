// The API document follows from the declarations of the routes.

import { describe, expect, it } from 'vitest';
import { openApiText, definitions as routes } from '../../src/cli/dev/write-openapi.ts';
import { problemsOf } from '../../src/http/route.ts';
import { liveFrame } from '../../src/live/contract.ts';
import { eventPayloads, tournamentEvent } from '../../src/outbox/contract.ts';
import committed from '../../src/pages/assets/static/openapi.json' with { type: 'json' };
import { eventsOf, framesOf } from '../../src/pages/docs/events.ts';
import { type ApiDocument, type Media, operationsOf, type Schema } from '../../src/pages/docs/operation.ts';
import { rowsOf } from '../../src/pages/docs/rows.ts';
import { unrecordedFrames } from '../support/samples/api-document.ts';

const document = committed as unknown as ApiDocument;
const operations = operationsOf(document);

it('the committed document is the one that `npm run openapi` writes', () => {
  expect(committed).toEqual(JSON.parse(openApiText()));
});

const bodiesOf = ({ example, examples = {} }: Media) =>
  example === undefined ? Object.values(examples).map(({ value }) => value) : [example];

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
      const body = requestBody?.required === true && json !== undefined && bodiesOf(json).length === 0;
      const answered = Object.entries(responses).filter(([status]) => status < '300');
      // The frames of a socket have their own.
      const hasExample =
        '101' in responses ||
        answered.some(([, { content }]) => {
          const [media] = Object.entries(content ?? {});
          return media === undefined || media[0] !== 'application/json' || media[1].example !== undefined;
        });
      return [...(body ? [`${operationId}: body`] : []), ...(hasExample ? [] : [`${operationId}: answer`])];
    });
    expect(missing).toEqual([]);
  });

  it('takes each of its example bodies; a report has one of two sides and one of a lobby', () => {
    const refused = operations.flatMap(({ operationId, requestBody }) => {
      const json = requestBody?.content['application/json'];
      const body = routes.find(({ name }) => name === operationId)?.body;
      if (json === undefined || body === undefined || 'mediaTypes' in body) return [];
      return bodiesOf(json).flatMap((example) => body.safeParse(example).error ?? []);
    });
    expect(refused).toEqual([]);
    const reports = operations.find(({ operationId }) => operationId === 'reportResult')?.requestBody?.content;
    const sizes = bodiesOf(reports?.['application/json'] ?? {}).map((body) => (body as { scores: [] }).scores.length);
    expect(sizes).toEqual([2, 4]);
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

const { schemas } = document.components;

interface Field {
  readonly name: string;
  readonly schema: Schema;
}

/** With the fields of inner objects. Named schemas are looked at by themselves. */
function fieldsOf(schema: Schema, name: string): Field[] {
  const own = Object.entries(schema.properties ?? {}).map(([key, field]) => ({
    name: `${name}.${key}`,
    schema: field,
  }));
  const inner = [
    ...own,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((choice) => ({ name, schema: choice })),
    ...(schema.items === undefined ? [] : [{ name: `${name}[]`, schema: schema.items }]),
  ];
  return [...own, ...inner.flatMap((field) => fieldsOf(field.schema, field.name))];
}

const parameters = operations.flatMap(({ operationId, parameters: own = [] }) =>
  own.map(({ name, schema, description }) => ({
    name: `${operationId}(${name})`,
    schema: description === undefined ? schema : { ...schema, description },
  })),
);
const bodies = operations.flatMap(({ operationId, requestBody, responses }) => {
  const contents = [requestBody?.content ?? {}, ...Object.values(responses).map(({ content = {} }) => content)];
  return contents.flatMap(Object.values).flatMap(({ schema = {} }) => fieldsOf(schema, operationId));
});
const named = Object.entries(schemas).flatMap(([name, schema]) => fieldsOf(schema, name));
const all: readonly Field[] = [...parameters, ...bodies, ...named];

const allowsNull = ({ anyOf, type }: Schema) =>
  anyOf?.some((choice) => choice.type === 'null') === true || (Array.isArray(type) && type.includes('null'));

/** An id whose name says of what: `matchId`. A named schema describes itself. */
const saysItself = ({ name, schema }: Field) =>
  (/[.(_]id\)?$|Id\)?$/.test(name) && schema.pattern !== undefined) || schema.$ref !== undefined;

it('every field and parameter has a description, and one that may be null says when', () => {
  const silent = all.filter(
    (field) => field.schema.description === undefined && (allowsNull(field.schema) || !saysItself(field)),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('a file has no ETag: it is streamed before its end is known', () => {
  const paths = document.paths as unknown as Record<
    string,
    Record<string, { responses: Record<string, { headers: object }> }>
  >;
  const { 200: file, 304: unchanged } = paths['/v1/receipts.csv']?.get?.responses ?? {};
  expect([Object.keys(file?.headers ?? {}), unchanged]).toEqual([['X-Request-Id'], undefined]);
  expect(paths['/v1/receipts']?.get?.responses[200]?.headers).toHaveProperty('ETag');
});

it('every amount of coins in a request is a whole number with bounds', () => {
  const asked = operations.flatMap(({ operationId, requestBody }) =>
    Object.values(requestBody?.content ?? {}).flatMap(({ schema = {} }) => fieldsOf(schema, operationId)),
  );
  const amounts = asked.filter(({ name }) => name.endsWith('Coins'));
  expect(amounts.length).toBeGreaterThan(4);
  const loose = amounts.filter(
    ({ schema: { type, minimum, maximum } }) => type !== 'integer' || minimum === undefined || maximum === undefined,
  );
  expect(loose.map(({ name }) => name)).toEqual([]);
});

it('each part of the API has its own operations: those of the server are apart, and no part is too long to read', () => {
  const sizes = Map.groupBy(operations, ({ tag }) => tag);
  expect([...sizes.keys()].sort()).toEqual(document.tags.map(({ name }) => name).sort());
  expect(sizes.get('operations')?.map(({ path }) => path)).toEqual(['/healthz', '/readyz', '/metrics']);
  for (const [tag, { length }] of sizes) expect(length, tag).toBeLessThanOrEqual(40);
  const tagOf = (name: string) => operations.find(({ operationId }) => operationId === name)?.tag;
  expect(
    [
      'listTeamTournaments',
      'createSeries',
      'addSeriesTournament',
      'fileReport',
      'listOwnMatches',
      'listStandings',
      'previewBracket',
      'verifyFile',
    ].map(tagOf),
  ).toEqual(['teams', 'series', 'series', 'moderation', 'matches', 'stages', 'stages', 'verification']);
});

describe('the description of an operation', () => {
  const sentences = (text: string) => text.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== '').length;

  it('has two sentences or more about the act, besides who may and the limits', () => {
    const short = routes.filter(({ description }) => sentences(description) < 2);
    expect(short.map(({ name }) => name)).toEqual([]);
  });

  it('is neither the summary nor that of another operation', () => {
    const repeated = routes.filter(({ summary, description }) => description.includes(summary));
    expect(repeated.map(({ name }) => name)).toEqual([]);
    expect(new Set(routes.map(({ description }) => description)).size).toBe(routes.length);
  });
});

it('every event and every live frame has a recorded example that its schema accepts', () => {
  const kinds = [...eventsOf(document), ...framesOf(document)];
  expect(kinds.map(({ name }) => name).sort()).toEqual(
    [
      ...Object.keys(eventPayloads),
      ...['welcome', 'event', 'events', 'authenticated', 'presence', 'pong', 'error'],
      ...unrecordedFrames,
    ].sort(),
  );
  for (const { name, schema } of eventsOf(document))
    expect(tournamentEvent.safeParse(schema.examples?.[0]).error, name).toBeUndefined();
  for (const { name, schema } of framesOf(document))
    if (!unrecordedFrames.includes(name)) expect(liveFrame.safeParse(schema.examples?.[0]).error, name).toBeUndefined();
});

it('a table of fields says which settings belong to which format, each with its own default', () => {
  const create = operations.find(({ operationId }) => operationId === 'createTournament');
  const { schema = {} } = create?.requestBody?.content['application/json'] ?? {};
  const rows = rowsOf(schema, document.components.schemas);
  const notesOf = (name: string) => rows.filter((row) => row.name === name).map(({ note }) => note);
  expect(notesOf('stages[].legs')).toEqual([expect.stringMatching(/^With `format` `round_robin`, `league`: /)]);
  expect(notesOf('stages[].points')).toEqual([
    expect.stringMatching(/`round_robin`, `league`: .*Default {"win":3,"draw":1,"loss":0}/),
    expect.stringMatching(/`swiss`: .*Default {"win":2,"draw":1,"loss":0}/),
    expect.stringMatching(/`free_for_all`: /),
  ]);
  // Alike in all formats, and the one that tells them apart.
  for (const name of ['stages[].name', 'stages[].format'])
    expect(notesOf(name)).toEqual([expect.not.stringContaining('With')]);
  const [swiss = ''] = notesOf('stages[].tieBreaks').filter((note) => note.includes('`swiss`'));
  expect(swiss).toContain('buchholz, ');
  expect(swiss).toContain('earliest_completion');
});
