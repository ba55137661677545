// What a deprecated route and a deprecated parameter say: in their answers, in the API document, and in the client. Nothing is deprecated now, so
// the test declares it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../../src/app/api.ts';
import { edgeDefinitions } from '../../../src/app/edge-definitions.ts';
import { buildOpenApi, noRecordings } from '../../../src/app/openapi/document.ts';
import { methodsText } from '../../../src/cli/client/methods-text.ts';
import { readOperations } from '../../../src/cli/client/operations.ts';
import type { Instant } from '../../../src/core/instant.ts';
import type { RouteDefinition } from '../../../src/http/route.ts';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';

useDatabase();

const at = (day: string) => `${day}T00:00:00.000Z` as Instant;
const declared = {
  readTournament: {
    deprecation: { since: at('2027-01-01'), sunset: at('2027-07-01'), instead: 'Use `listTournaments`.' },
  },
  listTournaments: {
    deprecatedParameters: { game: { since: at('2027-02-01'), sunset: null, instead: 'Use `text`.' } },
  },
};
const routeOf = (name: string) => routes.find((route) => route.name === name) as object;
beforeAll(() => {
  for (const [name, fields] of Object.entries(declared)) Object.assign(routeOf(name), fields);
});
afterAll(() => {
  for (const [name, fields] of Object.entries(declared))
    for (const field of Object.keys(fields)) Reflect.deleteProperty(routeOf(name), field);
});

const said = (headers: Headers) => ['deprecation', 'sunset', 'link'].map((name) => headers.get(name));

it('every answer of a deprecated route says so, refusals too', async () => {
  const refused = await get('/v1/tournaments/trn_00000000000000000000000000');
  expect([refused.status, ...said(refused.headers)]).toEqual([
    404,
    '@1798761600',
    'Thu, 01 Jul 2027 00:00:00 GMT',
    '</docs/changes#readTournament>; rel="deprecation"; type="text/html", </docs/changes#readTournament>; rel="sunset"; type="text/html"',
  ]);
});

it('an answer to a request with a deprecated parameter says so, and no other', async () => {
  const [plain, using] = [await get('/v1/tournaments'), await get('/v1/tournaments?game=Go')];
  expect([plain.status, ...said(plain.headers)]).toEqual([200, null, null, null]);
  expect([using.status, ...said(using.headers)]).toEqual([
    200,
    '@1801440000',
    null,
    '</docs/changes#listTournaments>; rel="deprecation"; type="text/html"',
  ]);
});

const build = () => {
  const some = routes.filter(({ name }) => name in declared) as readonly RouteDefinition[];
  // biome-ignore lint/suspicious/noExplicitAny: fields beside those of the type
  return { some, document: buildOpenApi(some, noRecordings, '1.0.0') as any };
};

it('the API document marks both, with their days', () => {
  const { paths } = build().document;
  expect(paths['/v1/tournaments/{id}'].get).toMatchObject({
    deprecated: true,
    'x-deprecated-since': '2027-01-01',
    'x-sunset': '2027-07-01',
    description: expect.stringContaining(
      'Deprecated since 2027-01-01, gone from 2027-07-01 on. Use `listTournaments`.',
    ),
  });
  const list = paths['/v1/tournaments'].get;
  expect(list).not.toHaveProperty('deprecated');
  const game = list.parameters.find(({ name }: { name: string }) => name === 'game');
  expect(game).toMatchObject({ deprecated: true, 'x-deprecated-since': '2027-02-01', schema: { deprecated: true } });
});

it('the client marks the method', () => {
  const { some, document } = build();
  const text = methodsText(readOperations(some, document));
  expect(text.match(/@deprecated.*/g)).toEqual([
    '@deprecated Deprecated since 2027-01-01, gone from 2027-07-01 on. Use `listTournaments`.',
  ]);
});

it('no route of the edge is deprecated: its answers would not say so', () => {
  expect(
    edgeDefinitions.filter(({ deprecation, deprecatedParameters }) => deprecation ?? deprecatedParameters),
  ).toEqual([]);
});
