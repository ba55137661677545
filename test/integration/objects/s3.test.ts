// The S3 store with a server that checks signatures and payload hashes, and with ports that do not answer.

import { describe, expect, inject, it, vi } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { anObject, describeObjectStore, failure, patient } from '../../contracts/object-store.ts';

const config = inject('s3');
const store = createS3Store(config, patient);

describeObjectStore('S3', () => createS3Store(config, patient));
describeObjectStore('S3 of another make, which checks no hashes,', () => createS3Store(inject('otherS3'), patient));

describe('S3', () => {
  it('with a wrong secret is refused, and no error contains the secret', async () => {
    const wrong = createS3Store({ ...config, secretAccessKey: 'a-wrong-secret-for-this-test' }, patient);
    const requests = [
      () => wrong.head('test/x'),
      () => wrong.get('test/x'),
      () => wrong.delete('test/x'),
      () => wrong.list('test/'),
    ];
    for (const send of requests) await expect(send()).rejects.toEqual(failure('access_denied'));
    const error = await wrong.get('test/x').catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('a-wrong-secret');
  });

  it('refuses a put with a wrong secret and works on the next one, though the server resets the connection', async () => {
    const object = await anObject();
    const wrong = createS3Store({ ...config, secretAccessKey: 'a-wrong-secret-for-this-test' }, patient);
    await expect(wrong.put(object)).rejects.toMatchObject({ name: 'ObjectStoreError' });
    await store.put(object);
    expect(await store.head(object.key)).not.toBeNull();
  });

  it('clears its timers, whether a body was read, cancelled or absent', async () => {
    const object = await anObject();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // AbortSignal.timeout has no way to clear its timer.
    const lasting = vi.spyOn(AbortSignal, 'timeout');
    try {
      await store.put(object);
      await store.head(object.key);
      await store.head('test/nothing');
      await store.list('test/');
      await new Response((await store.get(object.key)).body).arrayBuffer();
      await (await store.get(object.key)).body.cancel();
      await store.get('test/nothing').catch(() => {});
      await store.delete(object.key);
      await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0), 10_000);
      expect(lasting).not.toHaveBeenCalled();
    } finally {
      lasting.mockRestore();
      vi.useRealTimers();
    }
  });

  it('presigns a URL that works without credentials until it expires or is changed', async () => {
    const object = await anObject();
    await store.put(object);
    const url = await store.presign({ method: 'GET', key: object.key });
    const answer = await fetch(url);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(object.bytes);
    const statusOf = async (changed: string) => {
      const refused = await fetch(changed);
      await refused.body?.cancel();
      return refused.status;
    };
    const forged = url.replace(/Signature=(.)/, (_, digit) => `Signature=${digit === '0' ? '1' : '0'}`);
    expect(await statusOf(forged)).toBe(403);
    expect(await statusOf(url.replace(object.sha256, await sha256Hex('another')))).toBe(403);
    const signedAt = new Date(Date.now() - 3_600_000);
    expect(await statusOf(await store.presign({ method: 'GET', key: object.key, expiresSeconds: 60, signedAt }))).toBe(
      403,
    );
  });

  it('presigns GET and PUT only', async () => {
    const object = await anObject();
    const url = await store.presign({ method: 'PUT', key: object.key });
    const answer = await fetch(url, { method: 'PUT', body: object.bytes });
    await answer.body?.cancel();
    expect([answer.status, (await store.head(object.key))?.sizeBytes]).toEqual([200, object.bytes.byteLength]);
    const wrong = [
      { method: 'DELETE' as 'GET', key: object.key },
      { method: 'GET' as const, key: '' },
      { method: 'GET' as const, key: object.key, expiresSeconds: 0 },
      { method: 'GET' as const, key: object.key, expiresSeconds: 604_801 },
    ];
    for (const request of wrong) await expect(store.presign(request)).rejects.toThrow();
  });

  it('presigns for 900 seconds by default, with the session token', async () => {
    const temporary = createS3Store({ ...config, sessionToken: 'a/session+token' });
    const { searchParams } = new URL(await temporary.presign({ method: 'GET', key: 'test/x' }));
    expect([searchParams.get('X-Amz-Expires'), searchParams.get('X-Amz-Security-Token')]).toEqual([
      '900',
      'a/session+token',
    ]);
  });

  it('has payloads refused by the server if they differ from the signed hash', async () => {
    const object = await anObject();
    const sent = store.request({
      operation: 'put',
      method: 'PUT',
      key: object.key,
      body: object.bytes,
      payloadSha256: await sha256Hex('something else'),
      read: (response) => response.text(),
    });
    await expect(sent).rejects.toEqual(failure('corrupt'));
    expect(await store.head(object.key)).toBeNull();
  });

  it('stores type, cache rule and hash with the bytes, and nothing else', async () => {
    const object = await anObject();
    await store.put(object);
    const answer = await fetch(await store.presign({ method: 'GET', key: object.key }));
    await answer.body?.cancel();
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=600');
    expect([...answer.headers].filter(([name]) => name.startsWith('x-amz-meta-'))).toEqual([
      ['x-amz-meta-sha256', object.sha256],
    ]);
  });

  it('that is down or never answers is unavailable within its budget', async () => {
    const ports = [inject('closedPort'), inject('blackhole').port];
    for (const port of ports) {
      const dead = createS3Store({ ...config, endpoint: `http://127.0.0.1:${port}` }, { budgetMs: 400, backoffMs: 10 });
      await expect(dead.put(await anObject())).rejects.toEqual(failure('unavailable'));
      await expect(dead.get('test/x')).rejects.toEqual(failure('unavailable'));
    }
  });
});
