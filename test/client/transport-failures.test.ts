// What the client does when an attempt fails: it repeats, refuses, asks for a new token, or stops.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaurelOptions, LaurelProblem, LaurelUnreachable } from '../../src/client/index.ts';
import { clientOf, done, failureOf, params, refusal } from '../support/servers/scripted-client.ts';
import { type ScriptedHttp, type Step, startScriptedHttp } from '../support/servers/scripted-http.ts';

let server: ScriptedHttp;
beforeAll(async () => {
  server = await startScriptedHttp();
});
afterAll(() => server.stop());

const { connect, keysSent } = clientOf(() => ({ server }));

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
