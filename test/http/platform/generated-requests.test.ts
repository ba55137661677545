// Requests generated from the API document, valid and mutated, by callers of every role: none is answered with a 500 or with a status that
// its operation does not document. The app itself compares every answer with its schema here, and turns a difference into a 500.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import openApi from '../../../src/pages/assets/static/openapi.json' with { type: 'json' };
import { type ApiDocument, type Operation, operationsOf } from '../../../src/pages/docs/operation.ts';
import { aPerson, call, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { type KnownIds, mutated, validValue } from '../../support/rules/schema-arbitrary.ts';
import { sampleRequests } from '../../support/samples/sample-requests.ts';

useDatabase();
await rebind({ RATE_LIMITS: 'off', CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' });

const operations = operationsOf(openApi as unknown as ApiDocument).filter(({ path }) => path.startsWith('/v1/'));
const requestCount = caseCount({ usual: 500, nightly: 10_000 });

let ids: KnownIds;
let callers: (Person | undefined)[];

beforeAll(async () => {
  const admin = await aPerson({ roles: ['admin', 'organizer', 'finance', 'moderator'] });
  const samples = await sampleRequests(admin);
  const found = [...JSON.stringify(samples).matchAll(/\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}\b/g)];
  ids = Object.fromEntries(
    [...Map.groupBy(found, ([, prefix]) => prefix ?? '')].map(([prefix, list]) => [
      prefix,
      [...new Set(list.map(([id]) => id))],
    ]),
  );
  const people = Object.values(samples).flatMap(({ as }) => as ?? []);
  callers = [undefined, await aPerson(), await aPerson({ roles: ['organizer'] }), admin, admin, ...people];
});

interface Sent {
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Record<string, string>;
  readonly as: Person | undefined;
}

function requestOf(operation: Operation): fc.Arbitrary<Sent> {
  const { parameters = [], requestBody } = operation;
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const ofKind = (kind: string) => parameters.filter((parameter) => parameter.in === kind);
  const textOf = (value: unknown) =>
    encodeURIComponent(
      (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 200),
    ).replaceAll('.', '%2E');
  const part = (kind: string) =>
    fc.record(Object.fromEntries(ofKind(kind).map(({ name, schema: one }) => [name, validValue(one, ids)])), {
      requiredKeys: kind === 'path' ? ofKind('path').map(({ name }) => name) : [],
    });
  const isMutated = fc.integer({ min: 0, max: 9 }).map((roll) => roll < 4);
  const orMutated = (valid: fc.Arbitrary<unknown>) =>
    fc.tuple(valid, isMutated).chain(([value, is]) => (is ? mutated(value) : fc.constant(value)));
  const body = schema === undefined ? fc.constant(undefined) : orMutated(validValue(schema, ids));
  const key = fc.constantFrom(
    crypto.randomUUID(),
    crypto.randomUUID(),
    'k'.repeat(255),
    'k'.repeat(256),
    'a,b',
    undefined,
  );
  return fc
    .tuple(
      part('path'),
      part('query').chain((value) => orMutated(fc.constant(value))),
      body,
      key,
      fc.constantFrom(...callers),
    )
    .map(([params, query, sentBody, sentKey, as]) => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => textOf((params as Record<string, unknown>)[name]));
      const search = Object.entries(typeof query === 'object' ? (query ?? {}) : {})
        .map(([name, value]) => `${encodeURIComponent(name)}=${textOf(value)}`)
        .join('&');
      const headers = operation.method === 'POST' && sentKey !== undefined ? { 'idempotency-key': sentKey } : {};
      return { path: search === '' ? path : `${path}?${search}`, body: sentBody, headers, as } as Sent;
    });
}

it(`${requestCount} generated requests are answered as documented`, async () => {
  const breaches: string[] = [];
  const perOperation = Math.ceil(requestCount / operations.length);
  for (const [at, operation] of operations.entries()) {
    const requests = fc.sample(requestOf(operation), { numRuns: perOperation, seed: 20261128 + at });
    for (const { path, ...request } of requests) {
      const { status, text } = await call(operation.method, path, request);
      if (status < 500 && String(status) in operation.responses) continue;
      if (status === 503 && operation.responses[503] !== undefined && !text.includes('"unavailable"')) continue;
      const sent = JSON.stringify(request.body)?.slice(0, 300) ?? '';
      breaches.push(`${operation.method} ${path} ${sent}: ${status} ${text.slice(0, 400)}`);
    }
  }
  expect(breaches).toEqual([]);
});
