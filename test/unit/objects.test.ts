import { describe, expect, it } from 'vitest';
import { ObjectStoreError } from '../../src/objects/stores/object-store.ts';
import { phaseOf } from '../../src/objects/stores/phase.ts';
import { attempt } from '../../src/objects/stores/s3-attempt.ts';
import { encodeKey, failureOf, readObjectList } from '../../src/objects/stores/s3-wire.ts';

describe('the phase table', () => {
  it.each([
    [false, false, true, ['r2'], ['r2', 's3']],
    [true, false, true, ['r2', 's3'], ['r2', 's3']],
    [true, true, true, ['r2', 's3'], ['s3', 'r2']],
    [false, true, true, ['r2'], ['s3', 'r2']],
    [false, false, false, ['r2'], ['r2']],
  ] as const)(
    'dual write %s, read-primary %s, S3 configured %s: writes %j, reads %j',
    (dualWrite, readPrimary, hasS3, write, read) => {
      expect(phaseOf({ dualWrite, readPrimary }, hasS3)).toMatchObject({ write, read });
    },
  );
});

describe('a response of S3', () => {
  const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  it.each([
    [404, error('NoSuchKey'), 'not_found'],
    [404, '', 'unavailable'],
    [404, '<html><body>Not found</body></html>', 'unavailable'],
    [404, error('NoSuchUpload'), 'not_found'],
    [404, error('NoSuchBucket'), 'unavailable'],
    [403, error('SignatureDoesNotMatch'), 'access_denied'],
    [400, error('BadDigest'), 'corrupt'],
    [400, error('ExpiredToken'), 'access_denied'],
    [400, error('AuthorizationHeaderMalformed'), 'access_denied'],
    [301, error('PermanentRedirect'), 'unavailable'],
    [503, error('SlowDown'), 'throttled'],
    [429, '', 'throttled'],
    [500, error('InternalError'), 'unavailable'],
  ])('%i %s means %s', (status, xml, failure) => {
    expect(failureOf(status, xml).failure).toBe(failure);
  });

  it('may list keys with characters that XML escapes', () => {
    const entry = (key: string) => `<Contents><Key>${key}</Key><Size>3</Size></Contents>`;
    const xml = `<ListBucketResult><IsTruncated>true</IsTruncated>${entry('a &amp; b &lt;c&gt;')}${entry('&#x9ac;&#233;')}</ListBucketResult>`;
    expect(readObjectList(xml)).toMatchObject({
      objects: [{ key: 'a & b <c>', sizeBytes: 3 }, { key: 'বé' }],
      next: 'বé',
    });
  });

  it('has keys that are encoded as the canonical request requires', () => {
    expect(encodeKey("a b/ç!'()*+")).toBe('a%20b/%C3%A7%21%27%28%29%2A%2B');
  });

  it.each(['', '..', 'a/../b', './a', 'a/.'])('never has the key %j, which URLs normalize', (key) => {
    expect(() => encodeKey(key)).toThrow('a key is not empty');
  });
});

describe('attempts', () => {
  const options = { backoffMs: 1, random: () => 1, budgetMs: 20_000 };
  const failing = (status: number, headers: Record<string, string> = {}) => {
    const times: number[] = [];
    const send = async () => {
      times.push(Date.now());
      return new Response('', { status, headers });
    };
    const run = attempt({ store: 's3', operation: 'get', send, read: (response) => response.text() }, options).catch(
      (error: unknown) => error,
    );
    return { times, run };
  };

  it('are at most three, and only for errors that a retry can fix', async () => {
    for (const [status, attempts] of [
      [500, 3],
      [503, 3],
      [403, 1],
      [404, 1],
      [416, 1],
      [400, 1],
      [301, 1],
      [501, 1],
      [429, 3],
    ] as const) {
      const { times, run } = failing(status);
      expect(await run).toBeInstanceOf(status === 416 ? RangeError : ObjectStoreError);
      expect([status, times.length]).toEqual([status, attempts]);
    }
  });

  it('end with the first success', async () => {
    let attempts = 0;
    const send = async () => new Response('ok', { status: ++attempts < 3 ? 500 : 200 });
    expect(await attempt({ store: 's3', operation: 'get', send, read: (response) => response.text() }, options)).toBe(
      'ok',
    );
    expect(attempts).toBe(3);
  });

  it('wait for Retry-After, or end if it exceeds the budget', async () => {
    const waited = failing(503, { 'retry-after': '1' });
    await waited.run;
    expect((waited.times[1] ?? 0) - (waited.times[0] ?? 0)).toBeGreaterThanOrEqual(950);
    for (const beyondBudget of ['60', new Date(Date.now() + 60_000).toUTCString()]) {
      const ended = failing(503, { 'retry-after': beyondBudget });
      await ended.run;
      expect(ended.times).toHaveLength(1);
    }
  });
});
