// The client against a server whose connections fail, which answers late or refuses.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createLaurel,
  type LaurelOptions,
  LaurelProblem,
  LaurelUnreachable,
  type ListMethod,
} from '../../src/client/index.ts';
import { type ScriptedHttp, type Step, startScriptedHttp } from '../support/servers/scripted-http.ts';

let server: ScriptedHttp;
beforeAll(async () => {
  server = await startScriptedHttp();
});
afterAll(() => server.stop());

const quick = { delayFirstMs: 1, delayMaxMs: 1 };
const connect = (options: Partial<LaurelOptions> = {}) =>
  createLaurel({ baseUrl: server.url, retries: quick, ...options });

const params = { id: 'trn_1' };
const done: Step = { status: 201, body: { id: 'reg_1' } };
const refusal = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Step => ({
  status,
  headers,
  body: {
    type: `/docs/problems#${code}`,
    title: 'Title',
    status,
    code,
    detail: 'Detail.',
    requestId: 'req-1',
    ...more,
  },
});
const keysSent = () => server.requests.map(({ headers }) => headers['idempotency-key']);
/** Resolves with what the promise rejects with. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('a request', () => {
  it('is sent with its parameters, query, body, token and headers', async () => {
    server.script({ status: 200, body: { items: [], nextCursor: null } }, done);
    const laurel = connect({ token: 'secret', baseUrl: `${server.url}/` });
    await laurel.listTournaments({ query: { limit: 5, cursor: undefined }, headers: { 'X-Request-Id': 'mine' } });
    await laurel.register({ params: { id: 'a/b?c' }, body: { language: 'bn' }, idempotencyKey: 'my-key' });
    const [list, register] = server.requests;
    expect([list?.method, list?.url, list?.headers['x-request-id'], list?.headers.authorization]).toEqual([
      'GET',
      '/v1/tournaments?limit=5',
      'mine',
      'Bearer secret',
    ]);
    expect([list?.headers['content-type'], list?.headers['idempotency-key']]).toEqual([undefined, undefined]);
    expect(list?.headers.accept).toBe('application/json');
    expect(await failureOf(laurel.listTournaments({ headers: { 'If-None-Match': '"1"' } }))).toBeInstanceOf(TypeError);
    expect(server.requests).toHaveLength(2);
    expect([register?.method, register?.url, register?.body, register?.headers['content-type']]).toEqual([
      'POST',
      '/v1/tournaments/a%2Fb%3Fc/registrations',
      '{"language":"bn"}',
      'application/json',
    ]);
    expect(register?.headers['idempotency-key']).toBe('my-key');
  });

  it('without a parameter of its path is not sent', async () => {
    server.script(done);
    await expect(connect().readTournament({ params: { id: '' } })).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  it('whose answer has a status and headers that matter gives them too', async () => {
    server.script({ ...done, headers: { location: '/v1/registrations/reg_1', 'idempotency-replayed': 'true' } });
    const { status, headers, body } = await connect().register.answer({ params });
    expect([status, headers.get('location'), headers.get('idempotency-replayed'), body.id]).toEqual([
      201,
      '/v1/registrations/reg_1',
      'true',
      'reg_1',
    ]);
  });

  it('for verification has no token: a browser would not send it to an open address', async () => {
    server.script({ status: 200, body: { verdict: 'valid' } });
    await connect({ token: 'secret' }).verifyCertificate({ params: { code: '7K2M-9QXA-0B1C-D3EF' } });
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('has a new key for each call', async () => {
    server.script(done, done);
    for (const _ of [1, 2]) await connect().register({ params });
    const [first, second] = keysSent();
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });
});

describe('a file', () => {
  it('is answered as a Blob, as it came', async () => {
    server.script({ status: 200, headers: { 'content-type': 'text/csv' }, body: 'id,amount\n' });
    const file = await connect().exportTransactions({ params: { id: 'wal_1' } });
    expect([file.type, await file.text()]).toEqual(['text/csv', 'id,amount\n']);
    expect(server.requests[0]?.headers.accept).toBe('*/*');
  });

  it('is sent with its own type', async () => {
    server.script({ status: 200, body: { verdict: 'unknown' } });
    await connect().verifyFile({ body: new Blob(['%PDF-'], { type: 'application/pdf' }) });
    const [sent] = server.requests;
    expect([sent?.headers['content-type'], sent?.body]).toEqual(['application/pdf', '%PDF-']);
  });
});

describe('a failed attempt', () => {
  it.each<[string, Step]>([
    ['the connection closes before the answer', 'reset'],
    ['the connection closes within the answer', 'cut'],
    ['503', refusal(503, 'unavailable')],
    ['429', refusal(429, 'forbidden')],
    ['an earlier attempt is still in progress', refusal(409, 'idempotency_in_flight')],
    ['a proxy answers 502', { status: 502, body: '<h1>Bad gateway</h1>' }],
  ])('is repeated with the same key: %s', async (_, failure) => {
    server.script(failure, failure, done);
    expect(await connect().register({ params })).toEqual({ id: 'reg_1' });
    expect(new Set(keysSent()).size).toBe(1);
    expect(server.requests).toHaveLength(3);
  });

  it('is repeated when no answer comes in time', async () => {
    // A busy machine may miss the time for the second attempt too.
    server.script('silent', done, done, done, done);
    expect(await connect({ timeoutMs: 500 }).register({ params })).toEqual({ id: 'reg_1' });
    expect(server.requests.length).toBeGreaterThan(1);
    expect(new Set(keysSent()).size).toBe(1);
  });

  it('is repeated no earlier than Retry-After says', async () => {
    server.script(refusal(503, 'unavailable', {}, { 'retry-after': '1' }), done);
    const startedAt = performance.now();
    await connect().register({ params });
    // Timers of Node may fire up to a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(999);
  });

  it('is not repeated if Retry-After is beyond the total time; the problem says how long', async () => {
    server.script(refusal(429, 'forbidden', {}, { 'retry-after': '3600' }));
    expect(await failureOf(connect().register({ params }))).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(server.requests).toHaveLength(1);
  });

  it('is not repeated without a key, except of a read', async () => {
    const role = { params: { id: 'ply_1', role: 'organizer' } } as const;
    server.script('reset', { status: 204 }, 'reset', { status: 200, body: { id: 'trn_1' } });
    expect(await failureOf(connect().withdrawRole(role))).toBeInstanceOf(LaurelUnreachable);
    expect(await connect().withdrawRole(role)).toBeUndefined();
    expect(await connect().readTournament({ params })).toEqual({ id: 'trn_1' });
  });

  it('is not repeated with `retries: false`', async () => {
    server.script('reset', done);
    expect(await failureOf(connect({ retries: false }).register({ params }))).toBeInstanceOf(LaurelUnreachable);
  });

  it('in the end names the operation and the key, so that the caller can repeat the act', async () => {
    server.script('reset', 'reset', 'reset', 'reset', 'reset');
    const error = await failureOf(connect().register({ params, idempotencyKey: 'mine' }));
    expect(error).toBeInstanceOf(LaurelUnreachable);
    expect(error).toMatchObject({ operation: 'register', idempotencyKey: 'mine', cause: expect.any(Error) });
    expect(server.requests).toHaveLength(5);
  });
});

describe('a refusal', () => {
  it('is a LaurelProblem with everything that Laurel said', async () => {
    const errors = [{ field: 'title', problem: 'is required' }];
    server.script(refusal(422, 'invalid_request', { errors, facts: { left: 2 } }));
    const error = await failureOf(connect().register({ params }));
    expect(error).toBeInstanceOf(LaurelProblem);
    expect(error).toMatchObject({
      message: 'Title. Detail.',
      code: 'invalid_request',
      status: 422,
      detail: 'Detail.',
      errors,
      facts: { left: 2 },
      requestId: 'req-1',
      retryAfterMs: null,
      operation: 'register',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('belongs to the operation that was refused', async () => {
    const laurel = connect();
    server.script(refusal(409, 'tournament_full'));
    const error = await failureOf(laurel.register({ params }));
    expect([
      laurel.register.refused(error),
      laurel.readTournament.refused(error),
      laurel.register.refused(new Error()),
    ]).toEqual([true, false, false]);
  });

  it.each<[string, Step]>([
    ['a page with status 404', { status: 404, body: '<h1>Not here</h1>' }],
    ['a page with status 200', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Log in</h1>' }],
    ['broken JSON', { status: 200, headers: { 'content-type': 'application/json' }, body: '{' }],
    ['JSON that is no problem', { status: 400, body: { error: 'oops' } }],
  ])('that is not of Laurel has a code of its own: %s', async (_, answer) => {
    server.script(answer);
    expect(await failureOf(connect().readTournament({ params }))).toMatchObject({ code: 'unexpected_answer' });
  });
});

describe('a token function', () => {
  it('is asked before each request, and once more after a 401', async () => {
    const asked: (string | undefined)[] = [];
    const token = async (refused?: string) => {
      asked.push(refused);
      return `token-${asked.length}`;
    };
    server.script(refusal(401, 'unauthenticated'), done);
    expect(await connect({ token }).register({ params })).toEqual({ id: 'reg_1' });
    expect(asked).toEqual([undefined, 'token-1']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(keysSent()).size).toBe(1);
  });

  it.each<[string, number, (refused?: string) => string]>([
    ['the same token', 1, () => 'same'],
    ['a token that is refused too', 2, (refused) => `after ${refused}`],
  ])('that gives %s does not make a loop', async (_, requests, token) => {
    server.script(refusal(401, 'unauthenticated'), refusal(401, 'unauthenticated'), done);
    expect(await failureOf(connect({ token }).register({ params }))).toMatchObject({ code: 'unauthenticated' });
    expect(server.requests).toHaveLength(requests);
  });

  it('that fails fails the call with its own error', async () => {
    server.script(done);
    const signedOut = new Error('signed out');
    const token = () => Promise.reject(signedOut);
    expect(await failureOf(connect({ token }).register({ params }))).toBe(signedOut);
  });
});

describe('an AbortSignal', () => {
  const reason = new Error('the page was left');
  /** Aborts a call a moment after its first attempt has begun. */
  async function abortedAfter(step: Step, options: Partial<LaurelOptions> = {}) {
    server.script(step, done);
    const controller = new AbortController();
    const work = failureOf(connect({ retries: {}, ...options }).register({ params, signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(1);
    const startedAt = performance.now();
    setTimeout(() => controller.abort(reason), 20);
    return { error: await work, tookMs: performance.now() - startedAt };
  }

  it('ends a call that waits for the answer', async () => {
    for (const retries of [{}, false] as const) expect((await abortedAfter('silent', { retries })).error).toBe(reason);
  });

  it('ends a call that waits before another attempt, at once', async () => {
    const { error, tookMs } = await abortedAfter(refusal(503, 'unavailable', {}, { 'retry-after': '25' }));
    expect(error).toBe(reason);
    expect(tookMs).toBeLessThan(20_000);
    expect(server.requests).toHaveLength(1);
  });

  it('ends a call that waits for its token', async () => {
    const controller = new AbortController();
    const work = connect({ token: () => new Promise(() => {}) }).register({ params, signal: controller.signal });
    controller.abort(reason);
    expect(await failureOf(work)).toBe(reason);
  });

  it('that is aborted already sends nothing', async () => {
    server.script(done);
    expect(await failureOf(connect().register({ params, signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.requests).toEqual([]);
  });
});

describe('pages', () => {
  const page = (ids: readonly string[], nextCursor: string | null): Step => ({
    status: 200,
    body: { items: ids.map((id) => ({ id })), nextCursor },
  });

  it('are read one after another, as far as the loop goes', async () => {
    server.script(page(['a', 'b'], 'c1'), page(['c'], 'c2'), page(['d'], null));
    const seen: string[] = [];
    for await (const { id } of connect().listTournaments.items({ query: { limit: 2 } })) seen.push(id);
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/v1/tournaments?limit=2',
      '/v1/tournaments?limit=2&cursor=c1',
      '/v1/tournaments?limit=2&cursor=c2',
    ]);
    server.script(page(['a', 'b'], 'c1'));
    for await (const { id } of connect().listTournaments.items()) if (id === 'b') break;
    expect(server.requests).toHaveLength(1);
  });

  it('can be read as pages', async () => {
    server.script(page(['a', 'b'], 'c1'), page(['c'], null));
    const sizes: number[] = [];
    for await (const { items } of connect().listTournaments.pages()) sizes.push(items.length);
    expect(sizes).toEqual([2, 1]);
  });

  it('of a list that has none end with the first, for JavaScript, which does not know the types', async () => {
    server.script({ status: 200, body: { items: [{ id: 'a' }] } }, page(['a'], null));
    const { items } = connect().listStages as unknown as ListMethod<'listTournaments'>;
    const seen: unknown[] = [];
    for await (const item of items({ params } as object)) seen.push(item);
    expect([seen, server.requests.length]).toEqual([[{ id: 'a' }], 1]);
  });
});

describe('the cache of answers', () => {
  const fresh = (id: string): Step => ({ status: 200, headers: { etag: `"${id}"` }, body: { id } });
  const unchanged: Step = { status: 304 };
  const asked = () => server.requests.map(({ headers }) => headers['if-none-match']);

  it('asks by ETag, and gives the known body if nothing has changed', async () => {
    const laurel = connect({ cache: 10 });
    server.script(fresh('a'), unchanged, fresh('b'), unchanged);
    const first = await laurel.readTournament({ params });
    first.title = 'changed by the caller';
    const read = async () => laurel.readTournament({ params });
    expect([await read(), await read(), await read()]).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'b' }]);
    expect(asked()).toEqual([undefined, '"a"', '"a"', '"b"']);
  });

  it('is off unless it is asked for', async () => {
    const laurel = connect();
    server.script(fresh('a'), fresh('a'));
    for (const _ of [1, 2]) await laurel.readTournament({ params });
    expect(asked()).toEqual([undefined, undefined]);
  });

  it('never gives one person the answer to another', async () => {
    let person = 'ada';
    const laurel = connect({ cache: 10, token: () => person });
    server.script(fresh('a'), fresh('b'));
    await laurel.readTournament({ params });
    person = 'ben';
    expect(await laurel.readTournament({ params })).toEqual({ id: 'b' });
    expect(asked()).toEqual([undefined, undefined]);
  });

  it('is bounded: what was not used for the longest time is dropped', async () => {
    const laurel = connect({ cache: 2 });
    const read = (id: string) => laurel.readTournament({ params: { id } });
    server.script(fresh('a'), fresh('b'), unchanged, fresh('c'), unchanged, fresh('b'));
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await read(id);
    expect(asked()).toEqual([undefined, undefined, '"a"', undefined, '"a"', undefined]);
  });
});

it('a base URL that is none is refused when the client is made', () => {
  expect(() => createLaurel({ baseUrl: 'laurel.test' })).toThrow(TypeError);
});
