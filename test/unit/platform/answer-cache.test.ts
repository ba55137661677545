import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { createAnswerCache, type SharedCache } from '../../../src/http/answer-cache.ts';

const start = '2026-11-24T12:00:00.000Z' as Instant;

/** A data centre's cache that never evicts: the worst case for stale responses. */
function aSharedCache(): SharedCache & { readonly size: () => number } {
  const entries = new Map<string, Response>();
  return {
    match: async (url) => entries.get(url)?.clone(),
    put: async (url, response) => entries.set(url, response),
    size: () => entries.size,
  };
}

function aReader(shared: SharedCache | null, made: { count: number }) {
  let now = start;
  const cache = createAnswerCache({ clock: () => now, shared });
  const ask = async (
    options: {
      key?: string;
      skipsCache?: boolean;
      ifNoneMatch?: string;
      status?: number;
      cacheControl?: string;
      size?: number;
    } = {},
  ) => {
    const {
      key = 'a',
      skipsCache = false,
      status: madeStatus = 200,
      cacheControl = 'public, max-age=30',
      size = 0,
      ifNoneMatch,
    } = options;
    const work: Promise<unknown>[] = [];
    const make = async () => {
      made.count += 1;
      const headers = { 'cache-control': cacheControl, 'content-type': 'text/plain', 'x-made': String(made.count) };
      return new Response(String(made.count).padEnd(size), { status: madeStatus, headers });
    };
    const answer = await cache({ key, skipsCache, ifNoneMatch, make, later: (one) => work.push(one) });
    await Promise.all(work);
    const { status, headers } = answer;
    return { status, text: (await answer.text()).trim(), age: headers.get('age'), headers };
  };
  return { ask, wait: (seconds: number) => (now = addSeconds(now, seconds)) };
}

describe('a cached response', () => {
  it('is served until its max-age and not a second longer, from memory and from the shared cache', async () => {
    const [shared, made] = [aSharedCache(), { count: 0 }];
    const [one, other] = [aReader(shared, made), aReader(shared, made)];
    expect((await one.ask()).text).toBe('1');
    for (const reader of [one, other]) reader.wait(29);
    // The other isolate finds it in the shared cache, with its age.
    expect([(await one.ask()).age, (await other.ask()).age, made.count]).toEqual(['29', '29', 1]);
    for (const reader of [one, other]) reader.wait(1);
    expect([(await one.ask()).text, (await one.ask()).age]).toEqual(['2', '0']);
    expect([(await other.ask()).text, made.count]).toEqual(['2', 2]);
  });

  it('has its original headers and no internal ones', async () => {
    const [shared, made] = [aSharedCache(), { count: 0 }];
    await aReader(shared, made).ask();
    const { headers } = await aReader(shared, made).ask();
    expect(Object.fromEntries(headers)).toEqual({
      age: '0',
      'cache-control': 'public, max-age=30',
      'content-type': 'text/plain',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'x-made': '1',
    });
  });

  it('has an ETag of its body; a matching If-None-Match is answered 304 until the body changes', async () => {
    const [shared, made] = [aSharedCache(), { count: 0 }];
    const [one, other] = [aReader(shared, made), aReader(shared, made)];
    const ifNoneMatch = (await one.ask()).headers.get('etag') ?? '';
    for (const reader of [one, other]) {
      const { status, text, headers } = await reader.ask({ ifNoneMatch: `"other", W/${ifNoneMatch}` });
      expect([status, text, headers.get('etag'), headers.get('age')]).toEqual([304, '', ifNoneMatch, '0']);
    }
    expect((await one.ask({ ifNoneMatch, skipsCache: true })).status).toBe(200);
  });

  it('is replaced when a client skips the cache', async () => {
    const made = { count: 0 };
    const { ask } = aReader(null, made);
    expect([(await ask()).text, (await ask({ skipsCache: true })).text, (await ask()).text]).toEqual(['1', '2', '2']);
  });

  it('is never a failure or a response without a public max-age', async () => {
    const [shared, made] = [aSharedCache(), { count: 0 }];
    const { ask } = aReader(shared, made);
    for (const options of [
      { status: 404 },
      { status: 503 },
      { cacheControl: 'no-store' },
      { cacheControl: 'private, max-age=300' },
    ]) {
      await ask(options);
      await ask(options);
    }
    expect([made.count, shared.size()]).toEqual([8, 0]);
  });

  it('is not held in memory if it is large, and the oldest entries are evicted', async () => {
    const [shared, made] = [aSharedCache(), { count: 0 }];
    const alone = aReader(null, made);
    await alone.ask({ size: 40_000 });
    await alone.ask({ size: 40_000 });
    expect(made.count).toBe(2);
    const { ask } = aReader(shared, made);
    await ask({ size: 40_000 });
    await ask({ size: 40_000 });
    expect(made.count).toBe(3);
    for (let index = 0; index < 501; index += 1) await alone.ask({ key: `k${index}` });
    await alone.ask({ key: 'k500' });
    expect(made.count).toBe(504);
    await alone.ask({ key: 'k0' });
    expect(made.count).toBe(505);
  });

  it('is not needed: a failing shared cache counts as a miss', async () => {
    const broken: SharedCache = {
      match: () => Promise.reject(new Error('down')),
      put: () => Promise.reject(new Error('down')),
    };
    expect((await aReader(broken, { count: 0 }).ask()).text).toBe('1');
  });
});
