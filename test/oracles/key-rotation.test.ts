// docs/operations/rotation.md, S3 access keys: the provider accepts two pairs at once, and each version of Laurel uses one. So no request
// fails while they are replaced, and Laurel needs no second pair. The server checks every signature.

import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sha256Hex } from '../../src/core/hex.ts';
import { createS3Store, type S3Store } from '../../src/objects/stores/s3.ts';
import { type CheckedS3, type KeyPair, startCheckedS3 } from '../support/servers/checked-s3.ts';

const [old, next]: [KeyPair, KeyPair] = [
  { accessKeyId: 'OLD', secretAccessKey: 'the-old-secret' },
  { accessKeyId: 'NEXT', secretAccessKey: 'the-next-secret' },
];

let server: CheckedS3;
beforeAll(async () => {
  server = await startCheckedS3(inject('s3'), old);
});
afterAll(() => server?.stop());

const openAs = (pair: KeyPair) => createS3Store({ ...server.access, ...pair });

/** Writes, reads, signs a URL, opens it and deletes, with whichever version answers. @returns how many objects went through. */
async function load(versions: () => readonly S3Store[], isOver: () => boolean): Promise<number> {
  let [made, turn] = [0, 0];
  const anyone = () => {
    const running = versions();
    turn += 1;
    return running[turn % running.length] as S3Store;
  };
  while (!isOver()) {
    const bytes = crypto.getRandomValues(new Uint8Array(1_000));
    const sha256 = await sha256Hex(bytes);
    const key = `rotation/${sha256}.pdf`;
    await anyone().put({ key, bytes, contentType: 'application/pdf', sha256 });
    expect((await anyone().head(key))?.sha256).toBe(sha256);
    const opened = await fetch(await anyone().presign({ method: 'GET', key, expiresSeconds: 60 }));
    expect([opened.status, await sha256Hex(new Uint8Array(await opened.arrayBuffer()))]).toEqual([200, sha256]);
    await anyone().delete(key);
    made += 1;
  }
  return made;
}

it('keys are replaced under load without a failed request', async () => {
  const [before, after] = [openAs(old), openAs(next)];
  let versions: readonly S3Store[] = [before];
  let isOver = false;
  const seen: number[] = [];
  let made = 0;
  const running = Promise.all(
    [1, 2, 3].map(async () => {
      made += await load(
        () => versions,
        () => {
          seen[versions.length] = (seen[versions.length] ?? 0) + 1;
          return isOver;
        },
      );
    }),
  );
  const asked = () => seen.reduce((sum, each) => sum + (each ?? 0), 0);
  const someMore = async () => {
    const enough = asked() + 2;
    await expect.poll(asked, { interval: 10 }).toBeGreaterThan(enough);
  };
  await someMore();
  server.accept(old, next);
  await someMore();
  // Both secrets in one version: while it is rolled out, both versions answer.
  versions = [before, after];
  await someMore();
  versions = [after];
  await someMore();
  // What the old version had begun is over.
  server.accept(next);
  await someMore();
  isOver = true;
  await running;
  expect(made).toBeGreaterThan(0);
});

it('a pair that is ended too early, or set in two versions, is refused: the order matters', async () => {
  server.accept(next);
  await expect(openAs(old).list('rotation/')).rejects.toThrow('InvalidAccessKeyId');
  server.accept(old, next);
  const halfSet = { accessKeyId: next.accessKeyId, secretAccessKey: old.secretAccessKey };
  await expect(openAs(halfSet).list('rotation/')).rejects.toThrow('SignatureDoesNotMatch');
});

it('a URL that the old pair signed ends with it, so the pair stays as long as URLs live', async () => {
  server.accept(old, next);
  const url = await openAs(old).presign({ method: 'GET', key: 'rotation/none.pdf', expiresSeconds: 900 });
  expect((await fetch(url)).status).toBe(404);
  server.accept(next);
  expect((await fetch(url)).status).toBe(403);
});
