import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { describeObjectStore, failure, patient } from '../../contracts/object-store.ts';

describeObjectStore('R2 in workerd', () => createR2Store(env.CERTIFICATES, patient));

it('an R2 that does not answer is unavailable after the timeout, and its late body is cancelled', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  const get = () => new Promise((resolve) => setTimeout(resolve, 60, { body }));
  const silent = { get, head: () => new Promise(() => {}), put: () => new Promise(() => {}) } as unknown as R2Bucket;
  const store = createR2Store(silent, { budgetMs: 20 });
  const object = { key: 'k', bytes: new Uint8Array(), contentType: 'a/b', sha256: '' };
  for (const ask of [() => store.get('k'), () => store.head('k'), () => store.put(object)]) {
    await expect(ask()).rejects.toEqual(failure('unavailable'));
  }
  await expect.poll(() => cancel.mock.calls.length).toBe(1);
});
