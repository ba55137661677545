// S3 against a server that checks signatures and payload hashes, and against ports where nobody answers.

import { describe, expect, inject, it } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { createS3Store } from '../../../src/objects/s3.ts';
import { anObject, describeObjectStore, failure } from '../../contracts/object-store.ts';

const config = inject('s3');
const store = createS3Store(config);

describeObjectStore('S3', () => createS3Store(config));

describe('S3', () => {
  it('is refused with a wrong secret, and the secret is in no error', async () => {
    const wrong = createS3Store({ ...config, secretAccessKey: 'a-wrong-secret-for-this-test' });
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
    const wrong = createS3Store({ ...config, secretAccessKey: 'a-wrong-secret-for-this-test' });
    await expect(wrong.put(object)).rejects.toMatchObject({ name: 'ObjectStoreError' });
    await store.put(object);
    expect(await store.head(object.key)).not.toBeNull();
  });

  it('presigns a URL that anybody may read, until it expires or is changed', async () => {
    const object = await anObject();
    await store.put(object);
    const url = await store.presignGet(object.key);
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
    expect(await statusOf(await store.presignGet(object.key, { expiresSeconds: 60, signedAt }))).toBe(403);
  });

  it('signs as the published example of Signature V4 by query parameters does', async () => {
    const example = createS3Store({
      endpoint: 'https://examplebucket.s3.amazonaws.com',
      bucket: '',
      region: 'us-east-1',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    });
    const signedAt = new Date('2013-05-24T00:00:00Z');
    const url = new URL(await example.presignGet('test.txt', { expiresSeconds: 86_400, signedAt }));
    expect(url.pathname).toBe('/test.txt');
    expect(url.searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('that is gone, or accepts and never answers, is unavailable within its budget', async () => {
    const ports = [inject('closedPort'), inject('blackhole').port];
    for (const port of ports) {
      const dead = createS3Store({ ...config, endpoint: `http://127.0.0.1:${port}` }, { budgetMs: 400, backoffMs: 10 });
      await expect(dead.put(await anObject())).rejects.toEqual(failure('unavailable'));
      await expect(dead.get('test/x')).rejects.toEqual(failure('unavailable'));
    }
  });
});
