// What breaks a client of an earlier API document: the present document with one change each.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lastReleased, missingLines } from '../../../src/cli/api-diff/api-diff.ts';
import { type ApiDocument, compareDocuments } from '../../../src/cli/api-diff/compare-documents.ts';

const text = readFileSync(new URL('../../../src/pages/assets/static/openapi.json', import.meta.url).pathname, 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: the changes reach anywhere
type Any = any;

const present = JSON.parse(text) as ApiDocument;

/** What is said of a document that `change` makes of the present one. */
function saidOf(change: (document: Any) => void): string[] {
  const changed: Any = structuredClone(present);
  change(changed);
  return compareDocuments(present, changed).map(
    ({ subject, what, breaks }) => `${breaks ? 'breaks ' : ''}${subject}: ${what}`,
  );
}
const operation = (document: Any, path: string, method: string) => document.paths[path][method];
const credit = (document: Any) => operation(document, '/v1/credits', 'post');
const creditBody = (document: Any) => credit(document).requestBody.content['application/json'].schema;
const transfer = (document: Any) => document.components.schemas.Transfer;
const list = (document: Any) => operation(document, '/v1/tournaments', 'get');

describe('a change of the API document', () => {
  it('is none if only words and examples change', () => {
    expect(
      saidOf((document) => {
        document.info.description = 'Other';
        credit(document).summary = 'Other';
        transfer(document).description = 'Other';
        delete credit(document).requestBody.content['application/json'].example;
        creditBody(document).properties.note.description = 'Other';
      }),
    ).toEqual([]);
  });

  it('that removes what was to be gone by now breaks nobody', () => {
    const said = (fields: object, today: string) => {
      const [old, now]: Any[] = [structuredClone(present), structuredClone(present)];
      const game = (document: Any) => list(document).parameters.find((p: Any) => p.name === 'game');
      Object.assign(credit(old), fields);
      Object.assign(game(old), fields);
      delete now.paths['/v1/credits'];
      list(now).parameters = list(now).parameters.filter((p: Any) => p.name !== 'game');
      return compareDocuments(old, now, today).map(({ what, breaks }) => `${breaks ? 'breaks: ' : ''}${what}`);
    };
    const leaving = { deprecated: true, 'x-sunset': '2027-07-01' };
    const of = (what: string) => [`POST /v1/credits ${what}`, `parameter query game ${what}`];
    expect(said(leaving, '2027-07-01').sort()).toEqual(of('was removed after its sunset 2027-07-01'));
    const early = of('was removed before its sunset 2027-07-01').map((what) => `breaks: ${what}`);
    expect(said(leaving, '2027-06-30').sort()).toEqual(early);
    const unsaid = of('was removed without a sunset').map((what) => `breaks: ${what}`);
    expect(said({ deprecated: true }, '2027-07-01').sort()).toEqual(unsaid);
  });

  const cases: readonly (readonly [string, (document: Any) => unknown, string])[] = [
    ['a removed route', (d) => delete d.paths['/v1/credits'], 'breaks creditWallet: POST /v1/credits was removed'],
    [
      'an added route',
      (d) => {
        d.paths['/v1/new'] = { get: { operationId: 'readNew', responses: {} } };
      },
      'readNew: GET /v1/new was added',
    ],
    [
      'a renamed operation',
      (d) => {
        credit(d).operationId = 'pay';
      },
      'breaks creditWallet: its name became pay, and so did the method of the client',
    ],
    [
      'a deprecated route',
      (d) => {
        credit(d).deprecated = true;
      },
      'creditWallet: it was deprecated',
    ],
    [
      'a deprecated parameter',
      (d) => {
        list(d).parameters.find((p: Any) => p.name === 'game').deprecated = true;
      },
      'listTournaments: parameter query game was deprecated',
    ],
    [
      'a required new parameter',
      (d) => list(d).parameters.push({ in: 'query', name: 'near', required: true, schema: {} }),
      'breaks listTournaments: parameter query near was added, required',
    ],
    [
      'an optional new parameter',
      (d) => list(d).parameters.push({ in: 'query', name: 'near', schema: {} }),
      'listTournaments: parameter query near was added',
    ],
    [
      'a removed parameter',
      (d) => {
        list(d).parameters = list(d).parameters.filter((p: Any) => p.name !== 'cursor');
      },
      'breaks listTournaments: parameter query cursor was removed',
    ],
    [
      'a parameter made required',
      (d) => {
        list(d).parameters.find((p: Any) => p.name === 'cursor').required = true;
      },
      'breaks listTournaments: parameter query cursor became required',
    ],
    [
      'a narrower limit of a parameter',
      (d) => {
        list(d).parameters.find((p: Any) => p.name === 'limit').schema.maximum = 50;
      },
      'breaks listTournaments: parameter query limit: maximum is 50, was 100',
    ],
    [
      'a wider limit of a parameter',
      (d) => {
        list(d).parameters.find((p: Any) => p.name === 'limit').schema.maximum = 500;
      },
      'listTournaments: parameter query limit: maximum is 500, was 100',
    ],
    [
      'a required new field of a body',
      (d) => {
        creditBody(d).properties.shop = { type: 'string' };
        creditBody(d).required.push('shop');
      },
      'breaks creditWallet: body.shop was added, required',
    ],
    [
      'an optional new field of a body',
      (d) => {
        creditBody(d).properties.shop = { type: 'string' };
      },
      'creditWallet: body.shop was added',
    ],
    [
      'a removed field of a body',
      (d) => delete creditBody(d).properties.memo,
      'breaks creditWallet: body.memo was removed',
    ],
    [
      'a field of a body made required',
      (d) => creditBody(d).required.push('memo'),
      'breaks creditWallet: body.memo became required',
    ],
    [
      'another type',
      (d) => {
        creditBody(d).properties.note.type = 'number';
      },
      'breaks creditWallet: body.note is number, was string',
    ],
    [
      'a value removed from a request',
      (d) => creditBody(d).properties.reason.enum.splice(0, 1),
      'breaks creditWallet: body.reason: "participation" was removed',
    ],
    [
      'a value added to a request',
      (d) => creditBody(d).properties.reason.enum.push('gift'),
      'creditWallet: body.reason: "gift" was added',
    ],
    [
      'a pattern of a request',
      (d) => {
        creditBody(d).properties.note.pattern = '^a';
      },
      'breaks creditWallet: body.note: pattern is "^a", was none',
    ],
    [
      'a removed field of an answer',
      (d) => delete transfer(d).properties.reason,
      'breaks Transfer: as answer.reason was removed',
    ],
    [
      'an optional field of an answer',
      (d) => {
        transfer(d).required = transfer(d).required.filter((name: string) => name !== 'reason');
      },
      'breaks Transfer: as answer.reason became optional',
    ],
    [
      'a new field of an answer',
      (d) => {
        transfer(d).properties.shop = {};
        transfer(d).required.push('shop');
      },
      'Transfer: as answer.shop was added',
    ],
    [
      'a value added to an answer',
      (d) => transfer(d).properties.reason.enum.push('gift'),
      'breaks Transfer: as answer.reason: "gift" was added',
    ],
    [
      'a value removed from an answer',
      (d) => transfer(d).properties.reason.enum.splice(0, 1),
      'Transfer: as answer.reason: "participation" was removed',
    ],
    [
      'an answer that may be null',
      (d) => {
        const { reason } = transfer(d).properties;
        transfer(d).properties.reason = { anyOf: [reason, { type: 'null' }] };
      },
      'breaks Transfer: as answer.reason may be null',
    ],
    [
      'another success',
      (d) => {
        credit(d).responses['200'] = credit(d).responses['201'];
        delete credit(d).responses['201'];
      },
      'breaks creditWallet: answer 201 was removed',
    ],
    ['an ETag that is gone', (d) => delete list(d).responses['304'], 'listTournaments: answer 304 was removed'],
    ['a refusal that is gone', (d) => delete credit(d).responses['409'], 'creditWallet: answer 409 was removed'],
    [
      'another media type',
      (d) => {
        const { content } = credit(d).responses['201'];
        content['text/csv'] = content['application/json'];
        delete content['application/json'];
      },
      'breaks creditWallet: answer 201: application/json was removed',
    ],
    [
      'a route that needs a token now',
      (d) => {
        list(d).security = [{ bearer: [] }];
      },
      'breaks listTournaments: it is no longer open to: everybody; apiKey tournaments:read',
    ],
  ];
  it.each(cases)('%s', (_, change, expected) => {
    expect(saidOf(change)).toContain(expected);
  });
});

it('each difference is named under Unreleased, by its operation or its schema', () => {
  const of = (subject: string) => ({ subject, what: 'it was deprecated', breaks: false });
  const changes = '# Changes\n\n## Unreleased\n\n- `readMe` says more.\n\n## 0.1.0\n\n- `listTeams`\n';
  expect(missingLines([of('readMe'), of('listTeams'), of('read')], changes)).toEqual(['listTeams', 'read']);
  expect(lastReleased(['0.9.0.json.gz', '0.10.0.json.gz', 'README.md'])).toBe('0.10.0.json.gz');
});
