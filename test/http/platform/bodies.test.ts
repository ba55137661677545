// Order of checks and wording of validation errors: the caller is checked before the body, and no message is the library's.

import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { api, routes } from '../../../src/app/api.ts';
import { messageFor } from '../../../src/http/issue-message.ts';
import { type Answer, aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aLiveTournament, aTournament, move, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];
const organizer = () => aPerson({ roles: ['organizer'] });

const writes = [
  ...new Map(
    api.routes
      .filter(({ method, path }) => !['ALL', 'GET'].includes(method) && path.startsWith('/v1/'))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
];

/** With valid and with malformed ids. */
const paths = (path: string) => [
  path.replaceAll(/:\w+/g, 'x'),
  path.replace(':id', 'trn_00000000000000000000000000').replaceAll(/:\w+/g, 'x'),
];

describe('without a token', () => {
  it('every route that changes state answers 401, whatever the body, the key and the path', async () => {
    expect(writes.length).toBeGreaterThan(30);
    const wrong: unknown[] = [];
    for (const { method, path } of writes) {
      for (const real of paths(path)) {
        for (const [body, headers] of [
          ['{', {}],
          ['{"unknown":1}', { 'idempotency-key': 'a, b' }],
        ] as const) {
          const answer = await call(method, real, { body, headers });
          if (answer.status !== 401) wrong.push([method, real, ...codeOf(answer)]);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('a path without a route answers 404', async () => {
    expect(codeOf(await post('/v1/nothing', { body: '{' }))).toEqual([404, 'not_found']);
  });
});

describe('a caller who may not act gets 403 before the body is validated', () => {
  it('at routes that require a role', async () => {
    const as = await aPerson();
    for (const path of ['tournaments', 'credits', 'debits', 'batches', 'objects/backfills']) {
      expect([path, ...codeOf(await post(`/v1/${path}`, { as, body: '{', headers: newKey() }))]).toEqual([
        path,
        403,
        'forbidden',
      ]);
    }
  });

  it('at routes for participants and the organizer of the tournament', async () => {
    const stage = await aLiveTournament(2);
    const [stranger, entrant] = [
      await organizer(),
      ok(await call('GET', `/v1/tournaments/${stage.id}/registrations`), 200).items[0].id,
    ];
    const match = ok(await call('GET', `/v1/tournaments/${stage.id}/matches`), 200).items[0].id;
    const forbidden = [
      `tournaments/${stage.id}/transitions`,
      `tournaments/${stage.id}/seeding`,
      `tournaments/${stage.id}/payouts`,
      `tournaments/${stage.id}/certificates`,
      `registrations/${entrant}/cancellation`,
      `registrations/${entrant}/approval`,
      `registrations/${entrant}/rejection`,
    ];
    for (const path of forbidden)
      expect([path, ...codeOf(await post(`/v1/${path}`, { as: stranger, body: '{"x":1}' }))]).toEqual([
        path,
        403,
        'forbidden',
      ]);
    for (const act of ['reports', 'confirmations', 'decisions']) {
      const answer = await post(`/v1/matches/${match}/${act}`, { as: stranger, body: '{' });
      expect([act, ...codeOf(answer)]).toEqual([act, 403, 'not_a_participant']);
    }
  });

  it('and a caller who may act gets the validation error', async () => {
    const stage = await aTournament();
    const answer = await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: '{' });
    expect(codeOf(answer)).toEqual([400, 'malformed_json']);
  });
});

it('no DELETE needs a body: what needs a reason is a POST', () => {
  const deletes = routes.filter(({ method }) => method === 'DELETE');
  expect(deletes.length).toBeGreaterThan(0);
  expect(deletes.filter(({ body }) => body !== undefined).map(({ name }) => name)).toEqual([]);
});

it('a fault is named once: one entry for each field, and none for a field that follows from it', async () => {
  const as = await aPerson({ roles: ['organizer'] });
  const tournament = { title: 'Autumn Open', startsAt: '2030-01-01T10:00:00Z', capacity: 1 };
  const { body } = await post('/v1/tournaments', { as, body: tournament });
  expect(body.errors).toEqual([{ field: 'capacity', problem: 'must be at least 2' }]);
  const more = await post('/v1/tournaments', { as, body: { ...tournament, capacity: 4, entrantsMin: 5 } });
  expect(more.body.errors).toEqual([{ field: 'entrantsMin', problem: 'must be at most the capacity' }]);
});

describe('a body with very many faults', () => {
  it('names the first 20 and counts all', async () => {
    const as = await aPerson();
    const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index]));
    const { status, body, text } = await post('/v1/teams', { as, body: { name: 'Team', ...unknown } });
    expect([status, body.code, body.errors.length, body.facts]).toEqual([
      ...[422, 'invalid_request', 20],
      { errorCount: 20_000 },
    ]);
    expect(body.errors.slice(0, 2)).toEqual([
      { field: 'key0', problem: 'unknown field; the fields here are: name' },
      { field: 'key1', problem: 'unknown field' },
    ]);
    expect(text.length).toBeLessThan(3000);
  });

  it('cuts a long name', async () => {
    const as = await aPerson();
    const { status, body } = await post('/v1/teams', { as, body: { name: 'Team', ['\u{1f3c6}'.repeat(100_000)]: 1 } });
    expect([status, body.errors[0].field.length]).toEqual([422, 101]);
  });
});

it('a compressed body is refused: it is not read as JSON', async () => {
  const as = await aPerson();
  const { status, body } = await post('/v1/teams', {
    as,
    body: { name: 'Team' },
    headers: { 'content-encoding': 'br' },
  });
  expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
});

describe('a trailing slash', () => {
  it('is accepted by every route', async () => {
    const as = await aPerson({ roles: ['admin', 'organizer', 'finance', 'moderator'] });
    const different: string[] = [];
    for (const { method, path, name } of routes) {
      const address = path.replace(/:\w+/g, 'x');
      const statusOf = async (of: string) => {
        const { status, body } = await call(method, of, { as, ...(method === 'GET' ? {} : { body: '{' }) });
        return `${status} ${body?.code} ${JSON.stringify(body?.facts)}`;
      };
      const [plain, slashed] = [await statusOf(address), await statusOf(`${address}/`)];
      if (plain !== slashed) different.push(`${name}: ${plain}, ${slashed}`);
    }
    expect(different).toEqual([]);
  });
});

describe('bytes that are not UTF-8', () => {
  const bytes = (...broken: number[]) => {
    const [before, after] = ['{"name":"Te', 'am"}'].map((text) => new TextEncoder().encode(text));
    return new Uint8Array([...(before ?? []), ...broken, ...(after ?? [])]);
  };
  it.each([
    ['an invalid start byte', [0xff]],
    ['a truncated sequence', [0xe0, 0xa6]],
    ['an overlong sequence', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
  ])('are refused, not replaced: %s', async (_, broken) => {
    const as = await aPerson();
    const { exports } = await import('cloudflare:workers');
    const response = await exports.default.fetch('https://laurel.test/v1/teams', {
      method: 'POST',
      headers: { authorization: `Bearer ${as.token}`, 'content-type': 'application/json', ...newKey() },
      body: bytes(...broken),
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'malformed_json']);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['/v1/teams', '/v1/transfers'])(
    'sent twice to %s is refused, with equal and with different values',
    async (path) => {
      const as = await aPerson();
      const { exports } = await import('cloudflare:workers');
      for (const second of ['one', 'two']) {
        const headers = new Headers({ authorization: `Bearer ${as.token}`, 'content-type': 'application/json' });
        headers.append('idempotency-key', 'one');
        headers.append('idempotency-key', second);
        const pair = ['wal_00000000000000000000000001', 'wal_00000000000000000000000002'];
        const body = JSON.stringify(
          path === '/v1/teams' ? { name: 'Team' } : { fromWalletId: pair[0], toWalletId: pair[1], amountCoins: 1 },
        );
        const response = await exports.default.fetch(`https://laurel.test${path}`, { method: 'POST', headers, body });
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
          400,
          'idempotency_key_required',
        ]);
      }
    },
  );
});

describe('the message for an invalid field', () => {
  const contracts = import.meta.glob('../../../src/**/contract.ts', { eager: true });
  const schemas = Object.values(contracts).flatMap((contract) =>
    Object.values(contract).filter((value): value is z.ZodType => value instanceof z.ZodType),
  );
  const junk = [undefined, null, 5, -1, 1.5, Number.NaN, '', 'x', 'x'.repeat(5000), true, [], [1, 'x'], {}];

  it('is never the library’s wording', () => {
    expect(schemas.length).toBeGreaterThan(20);
    const fields = schemas.flatMap((schema) => {
      const shape = (schema as unknown as { shape?: Record<string, unknown> }).shape ?? {};
      return Object.keys(shape).flatMap((key) => junk.map((value) => ({ schema, value: { [key]: value } as unknown })));
    });
    const inputs = [
      ...schemas.flatMap((schema) => junk.map((value) => ({ schema, value: value as unknown }))),
      ...fields,
    ];
    const messages = new Set<string>();
    for (const { schema, value } of inputs) {
      const ours = schema.safeParse(value, { error: messageFor }).error?.issues ?? [];
      for (const { code, message } of ours) if (code !== 'unrecognized_keys') messages.add(message);
    }
    expect(messages.size).toBeGreaterThan(15);
    expect(
      [...messages].filter((message) =>
        /^(Invalid|Too (small|big)|Unrecognized|expected)|received|pattern|regex/i.test(message),
      ),
    ).toEqual([]);
  });

  it.each([
    ['capacity', '8', 'must be a number'],
    ['capacity', 8.5, 'must be a whole number'],
    ['capacity', 4097, 'must be at most 4096'],
    ['entrantsMin', 1, 'must be at least 2'],
    ['title', undefined, 'is missing'],
    ['mode', 'pairs', 'must be one of: solo, team'],
    ['startsAt', 'tomorrow', 'must be a date and time as in ISO 8601, with an offset, such as 2026-01-31T18:00:00Z'],
  ])('for %s = %s is: %s', async (field, value, problem) => {
    const body = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2030-01-01T10:00:00Z', [field]: value };
    const answer = await post('/v1/tournaments', { as: await organizer(), body });
    expect([answer.status, answer.body.errors]).toEqual([422, [{ field, problem }]]);
  });

  it('for a field that there is not says which there are, in a query and inside a body too', async () => {
    const as = await organizer();
    const { body: query } = await get('/v1/me/certificates?limits=5', { as });
    const stage = { format: 'single_elimination', size: 8 };
    const { body } = await post('/v1/brackets/previews', { as, body: { stage, entrantCount: 8 } });
    expect([...query.errors, ...body.errors]).toEqual([
      { field: 'limits', problem: 'unknown field; the fields here are: cursor, limit' },
      {
        field: 'stage.size',
        problem: expect.stringMatching(/^unknown field; the fields here are: format, .*thirdPlace/),
      },
    ]);
  });

  it('names the index inside a list', async () => {
    const stage = await aTournament();
    await move(stage, 'published');
    const answer = await post(`/v1/tournaments/${stage.id}/seeding`, {
      as: stage.organizer,
      body: { method: 'manual', order: ['x'] },
    });
    expect(answer.body.errors).toEqual([{ field: 'order.0', problem: 'must be an id that begins with reg_' }]);
  });
});
