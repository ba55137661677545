// The client against a server whose connections fail, which answers late or refuses.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLaurel, type ListMethod } from '../../src/client/index.ts';
import { clientOf, done, failureOf, params } from '../support/servers/scripted-client.ts';
import { type ScriptedHttp, type Step, startScriptedHttp } from '../support/servers/scripted-http.ts';

let server: ScriptedHttp;
beforeAll(async () => {
  server = await startScriptedHttp();
});
afterAll(() => server.stop());

const { connect, keysSent } = clientOf(() => ({ server }));

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
